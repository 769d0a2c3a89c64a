"""What the API gives, as pydantic models: answers are validated by them, and openapi.json is made of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime

from shared.events.event import EventState
from shared.nations.nation import NationStatus
from shared.rollouts.rollout import RolloutState
from shared.rollouts.start import StartOutcome


def shown_as(**example: Any) -> ConfigDict:
    """Return the configuration of an answer with an example for openapi.json."""
    return ConfigDict(json_schema_extra={"examples": [example]})


class Upload(BaseModel):
    """Where to PUT the file, with which headers, and for how many seconds."""

    model_config = shown_as(
        url="https://intake.s3.eu-west-3.amazonaws.com/uploads/5f70bf18…/roster.csv?X-Amz-Signature=…",
        headers={"content-type": "text/csv", "x-amz-checksum-sha256": "X3C/GF9wvxhfcL8YX3C/GF9wvxhfcL8YX3C/GF9wvxg="},
        seconds=3600,
    )

    url: str
    headers: dict[str, str]
    seconds: int


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


class Publication(BaseModel):
    """What is public now, and what it took: files written, and files that were there already."""

    model_config = shown_as(nation="paris-6", version=4, written=2, unchanged=9)

    nation: str
    version: int
    written: int
    unchanged: int


VERSION = {
    "version": 4,
    "at": "2027-05-20T09:30:00Z",
    "by": "arn:aws:iam::123456789012:user/duty",
    "reason": "",
    "kit_version": "2027.1+8c1f03ab42de",
    "files": 11,
}


class Version(BaseModel):
    """One publication; `reason` is empty where nobody had to give one."""

    model_config = shown_as(**VERSION)

    version: int
    at: datetime
    by: str
    reason: str
    kit_version: str
    files: int


class Versions(BaseModel):
    """The publications of a nation that are on record, the latest first."""

    model_config = shown_as(nation="paris-6", versions=[VERSION])

    nation: str
    versions: list[Version]


EVENT = {
    "event": "2027-06-01-apero-citoyen-1f3a",
    "title": "Apéro citoyen",
    "starts": "2027-06-01T19:00:00",
    "ends": "2027-06-01T21:00:00",
    "timezone": "Europe/Paris",
    "venue": "Café de la Mairie",
    "address": "8 place Saint-Sulpice, 75006 Paris",
    "body": "Venez **nombreux**.",
    "capacity": 40,
    "rsvps": 12,
    "full": False,
    "state": "planned",
    "revision": 0,
    "changed_at": "2027-05-20T09:30:00Z",
}


class Event(BaseModel):
    """An event; `starts` and `ends` are by the clock of its `timezone`, `rsvps` are those who said that they come."""

    model_config = shown_as(**EVENT)

    event: str
    title: str
    starts: NaiveDatetime
    ends: NaiveDatetime
    timezone: str
    venue: str
    address: str
    body: str
    capacity: int | None
    rsvps: int
    full: bool
    state: EventState
    revision: int
    changed_at: datetime


class Events(BaseModel):
    """All events of a nation, in the order in which they begin."""

    model_config = shown_as(nation="paris-6", events=[EVENT])

    nation: str
    events: list[Event]
