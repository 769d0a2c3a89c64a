"""Electoral silence: when it is, and what may happen during it all the same."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.elections.gate import LONGEST_REASON
from shared.network_api.models.examples import shown_as, strict

SILENCE = {
    "of": "paris-6",
    "round": "first round",
    "starts": "2027-06-12T00:00:00+02:00",
    "ends": "2027-06-13T20:00:00+02:00",
}
OVERRIDE = {
    "at": "2027-06-12T08:00:00Z",
    "until": "2027-06-12T18:00:00+02:00",
    "by": "arn:aws:iam::123456789012:user/duty",
    "what": "everything",
    "reason": "the polling place burnt down",
}


class Silence(BaseModel):
    """A silence of a nation, or of an area of the country."""

    model_config = shown_as(**SILENCE)

    of: str
    round: str
    starts: datetime
    ends: datetime


class Override(BaseModel):
    """An override: what it let through, by whose word and why; one for a single act ends as it begins."""

    model_config = shown_as(**OVERRIDE)

    at: datetime
    until: datetime
    by: str
    what: str
    reason: str


class Silences(BaseModel):
    """The silences that are to come; `official` tells whether the dates are called or only assumed."""

    model_config = shown_as(election="Législatives 2027", official=True, silences=[{**SILENCE, "of": "mainland"}])

    election: str
    official: bool
    silences: list[Silence]


class NationSilences(Silences):
    """The silences of a nation that are to come, and all its overrides, the oldest first."""

    model_config = shown_as(election="Législatives 2027", official=True, silences=[SILENCE], overrides=[OVERRIDE])

    overrides: list[Override]


class OverrideOrder(BaseModel):
    """Until when a nation may publish and change its events during silence; without an offset, by its own clock."""

    model_config = strict(until="2027-06-12T18:00:00+02:00", reason="the polling place burnt down")

    until: datetime
    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]
