"""Rollouts: ordered, decided about, listed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.network_api.models.examples import shown_as, strict
from shared.network_api.models.uploads import ROSTER, File
from shared.rollouts.request import DEFAULT_TOLERANCE, DEFAULT_WAVES
from shared.rollouts.rollout import RolloutState
from shared.rollouts.start import StartOutcome

MAPPED_COLUMNS = 500
"""Far more columns than any export has; an order is kept in one item of the table, which holds 400 KB."""

Header = Annotated[str, Field(max_length=200)]
FieldName = Annotated[str, Field(max_length=60)]
PEOPLE = {"sha256": "9a271f2a" * 8, "file_name": "people.csv", "size": 9450112}

CONSENT = {
    "collected_by": "Plein Jour, siège national",
    "collected_at": "2027-03-01",
    "wording": "J’accepte de recevoir les messages de Plein Jour.",
}


class Consent(BaseModel):
    """Who collected the consents of a file, when, and in which words people gave them."""

    model_config = strict(**CONSENT)

    collected_by: Annotated[str, Field(min_length=1, max_length=200)]
    collected_at: Annotated[str, Field(min_length=4, max_length=40)]
    wording: Annotated[str, Field(min_length=1, max_length=2000)]


class RolloutOrder(BaseModel):
    """A rollout to start; its files must have been uploaded.

    `mapping` tells the field of a people file's column by its header. A `deadline` without an offset is UTC.
    """

    model_config = strict(
        name="Législatives 2027",
        roster=ROSTER,
        people=PEOPLE,
        waves=DEFAULT_WAVES,
        tolerate=DEFAULT_TOLERANCE,
        deadline="2027-05-24T20:00:00+02:00",
        consent=CONSENT,
        mapping={"Portable perso": "phone"},
    )

    name: Annotated[str, Field(max_length=100)] = ""
    roster: File
    people: File | None = None
    waves: Annotated[str, Field(max_length=200, description="sizes of the waves, or `rest`")] = DEFAULT_WAVES
    tolerate: Annotated[str, Field(max_length=10, description="nations of a wave: a share or a number")] = (
        DEFAULT_TOLERANCE
    )
    deadline: datetime | None = None
    consent: Consent | None = None
    mapping: Annotated[dict[Header, FieldName], Field(max_length=MAPPED_COLUMNS)] = Field(default_factory=dict)


class Reason(BaseModel):
    """Why somebody decides so; it is kept with the rollout."""

    model_config = strict(reason="wrong roster")

    reason: Annotated[str, Field(min_length=1, max_length=400)]


class StartedRollout(BaseModel):
    """The rollout's id and what the order came to."""

    model_config = shown_as(rollout="legislatives-2027", outcome="started")

    rollout: str
    outcome: StartOutcome


ROLLOUT = {
    "rollout": "legislatives-2027",
    "name": "Législatives 2027",
    "state": "provisioning",
    "attempt": 1,
    "created_at": "2027-05-11T12:00:00Z",
}


class Rollout(BaseModel):
    """A rollout in a list."""

    model_config = shown_as(**ROLLOUT)

    rollout: str
    name: str
    state: RolloutState
    attempt: int
    created_at: datetime


class Rollouts(BaseModel):
    """A page of rollouts, the latest first; `cursor` continues the list and is null at its end."""

    model_config = shown_as(rollouts=[ROLLOUT], cursor=None)

    rollouts: list[Rollout]
    cursor: str | None
