"""What somebody did on a nation's site, as a profile tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shared.actions.keys import timeline_of
from shared.kernel.items import from_wire
from shared.people.person import nation_holder
from shared.people.table import has_expired

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.items import WireItem
    from shared.people.table import PeopleTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One action: when, which form on which page, for which petition or event, and what was typed into it."""

    at: datetime
    action: str
    page: str
    target: str
    said: Mapping[str, Any]


def read_timeline(slug: str, person_id: str, *, people: PeopleTable, now: float) -> list[Activity]:
    """Return all that a person of the nation did, the latest first. `now` is in epoch seconds."""
    items = people.below(nation_holder(slug), timeline_of(person_id))
    return [activity_from_item(item) for item in items if not has_expired(item, now=now)][::-1]


def activity_from_item(wire: WireItem) -> Activity:
    """Return the action of an item."""
    item = from_wire(wire)
    _, _, at, _ = item["sk"].split("#")
    return Activity(
        at=datetime.fromisoformat(at),
        action=item["action"],
        page=item.get("page", ""),
        target=item.get("target", ""),
        said=item["said"],
    )
