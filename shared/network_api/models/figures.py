"""The network in numbers. Small ones are kept back: null is a number from 1 to 9, or a sum that would give one away."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from shared.counters.suppression import LEAST
from shared.nations.nation import NationStatus
from shared.network_api.models.examples import shown_as

Number = Annotated[int | None, Field(description=f"null where it is below {LEAST} and not 0, or would give one away")]
"""A number as it may be sent on."""


class Measures(BaseModel):
    """What is counted of a nation, or of all: `joined` are supporters who came in the days that were asked for."""

    supporters: Number
    volunteers: Number
    signatures: Number
    rsvps: Number
    joined: Number


MEASURES = {"supporters": 481204, "volunteers": 9120, "signatures": 20480, "rsvps": 3120, "joined": 1450}


class DayFigures(BaseModel):
    """By how much the counters of the whole network moved on one day."""

    day: date
    supporters: Number
    volunteers: Number
    signatures: Number


class Figures(BaseModel):
    """The sums of all nations that stand, and how they moved day by day."""

    model_config = shown_as(
        nations=400,
        totals=MEASURES,
        days=[{"day": "2027-05-20", "supporters": 310, "volunteers": 22, "signatures": None}],
    )

    nations: int
    totals: Measures
    days: list[DayFigures]


NATION = {
    "nation": "paris-6",
    "name": "Paris 6e avec Jeanne Martin",
    "status": "ready",
    "measures": {"supporters": 1204, "volunteers": 31, "signatures": 0, "rsvps": None, "joined": 12},
    "last_activity": "2027-05-20",
}


class NationFigures(BaseModel):
    """One nation in numbers, and the last of the days on which anybody did anything on its site."""

    model_config = shown_as(**NATION)

    nation: str
    name: str
    status: NationStatus
    measures: Measures
    last_activity: date | None


class NationsFigures(BaseModel):
    """A page of nations in the order of their slugs, but for those that were removed."""

    model_config = shown_as(nations=[NATION], cursor=None)

    nations: list[NationFigures]
    cursor: str | None
