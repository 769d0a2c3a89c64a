"""Nations: listed, read, steered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.nations.nation import NationStatus
from shared.network_api.models.examples import shown_as, strict
from shared.sites.lifecycle import GRACE, LONGEST_GRACE, LONGEST_REASON

SLUG_LENGTH = 63
"""Of a DNS label."""

NATION = {
    "slug": "paris-6",
    "name": "Paris 6e avec Jeanne Martin",
    "status": "ready",
    "zones": ["constituency:75-06"],
    "people": 1204,
}


class NationSummary(BaseModel):
    """A nation in a list."""

    model_config = shown_as(**NATION)

    slug: str
    name: str
    status: NationStatus
    zones: list[str]
    people: int | None


class Nations(BaseModel):
    """A page of nations in the order of their slugs; `cursor` continues the list and is null at its end."""

    model_config = shown_as(nations=[NATION], cursor="eyJwayI6…")

    nations: list[NationSummary]
    cursor: str | None


class Nation(NationSummary):
    """One nation; the campaign's address is told here and in no list."""

    model_config = shown_as(
        **NATION,
        candidate="Jeanne Martin",
        email="contact@example.org",
        banner="Plein Jour",
        kit_version="1.0",
        rollout="legislatives-2027",
        founded_at="2027-05-11T12:00:41Z",
        changed_at="2027-05-11T12:00:44Z",
        reason=None,
        last_day=None,
        goes_at=None,
    )

    candidate: str
    email: str
    banner: str
    kit_version: str | None
    rollout: str
    founded_at: datetime
    changed_at: datetime | None
    reason: str | None
    last_day: Annotated[date | None, Field(description="of a campaign that was ended")]
    goes_at: Annotated[datetime | None, Field(description="when a nation that leaves is removed")]


class NationReason(BaseModel):
    """Why a nation is steered so; the nation reads it in its log."""

    model_config = strict(reason="not in the second round")

    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]


class Removal(NationReason):
    """The removal of a nation: `confirm` is its slug once more, `days` its grace."""

    model_config = strict(reason="merged into paris-5", confirm="paris-6", days=GRACE.days)

    confirm: Annotated[str, Field(max_length=SLUG_LENGTH)]
    days: Annotated[int, Field(ge=1, le=LONGEST_GRACE.days)] = GRACE.days
