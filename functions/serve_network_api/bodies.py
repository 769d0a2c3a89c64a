"""What the API takes, as pydantic models: requests are validated by them, and openapi.json is made of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime

from shared.elections.gate import LONGEST_REASON
from shared.events.details import LONGEST, MOST
from shared.rollouts.request import DEFAULT_TOLERANCE, DEFAULT_WAVES
from shared.sites.lifecycle import GRACE, LONGEST_GRACE
from shared.sites.lifecycle import LONGEST_REASON as LONGEST_STEERING

SINGLE_PUT = 5 * 1024**3
"""Bytes that S3 takes in one PUT."""

MAPPED_COLUMNS = 500
"""Far more columns than any export has; an order is kept in one item of the table, which holds 400 KB."""

FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
"""No folders, no leading dot: the name becomes a part of a key."""

Header = Annotated[str, Field(max_length=200)]
FieldName = Annotated[str, Field(max_length=60)]


def strict(**example: Any) -> ConfigDict:
    """Return the configuration of a body whose every field is known, with an example for openapi.json."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


ROSTER = {"sha256": "5f70bf18" * 8, "file_name": "roster.csv", "size": 18240}
PEOPLE = {"sha256": "9a271f2a" * 8, "file_name": "people.csv", "size": 9450112}
CONSENT = {
    "collected_by": "Plein Jour, siège national",
    "collected_at": "2027-03-01",
    "wording": "J’accepte de recevoir les messages de Plein Jour.",
}


class File(BaseModel):
    """An input file, named by its content."""

    model_config = strict(**ROSTER)

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="of the content, in lower-case hexadecimal")]
    file_name: FileName
    size: Annotated[int, Field(gt=0, le=SINGLE_PUT, description="in bytes")]


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


class NationReason(BaseModel):
    """Why a nation is steered so; the nation reads it in its log."""

    model_config = strict(reason="not in the second round")

    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_STEERING)]


class Removal(NationReason):
    """The removal of a nation: `confirm` is its slug once more, `days` its grace."""

    model_config = strict(reason="merged into paris-5", confirm="paris-6", days=GRACE.days)

    confirm: Annotated[str, Field(max_length=63)]
    days: Annotated[int, Field(ge=1, le=LONGEST_GRACE.days)] = GRACE.days


Override = Annotated[
    str, Field(max_length=LONGEST_REASON, description="why this must happen during electoral silence; it is kept")
]
Title = Annotated[str, Field(min_length=1, max_length=LONGEST["title"])]
Venue = Annotated[str, Field(min_length=1, max_length=LONGEST["venue"])]
Address = Annotated[str, Field(max_length=LONGEST["address"])]
Markdown = Annotated[str, Field(max_length=LONGEST["body"], description="Markdown")]
Capacity = Annotated[int | None, Field(ge=1, le=MOST, description="how many may come; null for any number")]
TimezoneName = Annotated[str, Field(max_length=60, description="an IANA name; empty for the nation's own")]


class PublicationOrder(BaseModel):
    """A publication; nothing need be said outside electoral silence."""

    model_config = strict(override="the name of the candidate was misspelt")

    override: Override = ""


class Rollback(BaseModel):
    """The version to go back to, as the list of versions numbers it."""

    model_config = strict(to=3)

    to: Annotated[int, Field(ge=1)]
    override: Override = ""


class EventAnnouncement(BaseModel):
    """An event to announce; `starts` and `ends` are by the clock of its `timezone`, without an offset."""

    model_config = strict(
        title="Apéro citoyen",
        starts="2027-06-01T19:00:00",
        ends="2027-06-01T21:00:00",
        venue="Café de la Mairie",
        address="8 place Saint-Sulpice, 75006 Paris",
        body="Venez **nombreux**.",
        capacity=40,
    )

    title: Title
    starts: NaiveDatetime
    ends: NaiveDatetime
    venue: Venue
    address: Address = ""
    body: Markdown = ""
    capacity: Capacity = None
    timezone: TimezoneName = ""
    override: Override = ""


class EventChange(BaseModel):
    """What is to be changed about an event; what is left out stays.

    With a `revision`, nothing is changed unless the event still has it.
    """

    model_config = strict(venue="Mairie du 6e", capacity=None, revision=0)

    title: Title | None = None
    starts: NaiveDatetime | None = None
    ends: NaiveDatetime | None = None
    venue: Venue | None = None
    address: Address | None = None
    body: Markdown | None = None
    capacity: Capacity = None
    timezone: TimezoneName | None = None
    revision: Annotated[int | None, Field(ge=0)] = None
    override: Override = ""


class EventCancellation(BaseModel):
    """An event to call off."""

    model_config = strict(override="")

    override: Override = ""
