"""Builders of domain objects: each test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.nations.nation import Nation, NationSeed, NationStatus
from shared.rollouts.request import InputFile, RolloutRequest
from shared.rollouts.rollout import Entry, Milestones, Rollout, RolloutState

NOON = datetime(2027, 5, 11, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_seed(slug: str = "paris-6", **changes: Any) -> NationSeed:
    """Return what a roster might say of a nation."""
    facts: dict[str, Any] = {
        "name": "Paris 6e avec Jeanne Martin",
        "candidate": "Jeanne Martin",
        "email": "jeanne@example.org",
        "zones": ("constituency:75-06",),
    }
    return NationSeed(slug=slug, **facts | changes)


def a_nation(slug: str = "paris-6", *, status: NationStatus = NationStatus.PROVISIONING, **changes: Any) -> Nation:
    """Return a nation as a rollout founds it."""
    zones = changes.pop("zones", ("constituency:75-06",))
    facts: dict[str, Any] = {"banner": "Le Cap", "rollout": "legislatives", "founded_at": NOON}
    return Nation(seed=a_seed(slug, zones=zones), status=status, **facts | changes)


def an_input_file(content: str = "a", name: str = "roster.csv") -> InputFile:
    """Return an uploaded file; the same content gives the same digest."""
    return InputFile(sha256=(content * 64)[:64], file_name=name, size=100)


def a_request(
    name: str = "Législatives", *, roster: str = "a", people: str | None = "b", **changes: Any
) -> RolloutRequest:
    """Return a request of files with the contents given."""
    people_file = an_input_file(people, "people.csv") if people else None
    return RolloutRequest(name=name, roster=an_input_file(roster), people=people_file, **changes)


def a_rollout(
    *, state: RolloutState = RolloutState.PLANNING, request: RolloutRequest | None = None, **changes: Any
) -> Rollout:
    """Return a rollout in its first attempt."""
    request = request or a_request()
    facts: dict[str, Any] = {
        "id": request.rollout_id,
        "attempt": 1,
        "created_at": NOON,
        "milestones": Milestones(started_at=NOON),
    }
    return Rollout(request=request, state=state, **facts | changes)


def an_entry(slug: str = "paris-6", **changes: Any) -> Entry:
    """Return a nation's entry, pending."""
    return Entry(seed=a_seed(slug), **changes)
