"""What the API takes and gives, as pydantic models: the OpenAPI document is made of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from shared.rollouts.request import DEFAULT_TOLERANCE, DEFAULT_WAVES

SINGLE_PUT = 5 * 1024**3
"""Bytes that S3 takes in one PUT."""

PAGE_SIZE = 50
LARGEST_PAGE = 100

FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", examples=["roster.csv"])]
"""No folders, no leading dot: the name becomes a part of a key."""


class Strict(BaseModel):
    """A body whose every field is known."""

    model_config = ConfigDict(extra="forbid")


class File(Strict):
    """An input file, named by its content."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["e3b0c442" * 8])]
    file_name: FileName
    size: Annotated[int, Field(gt=0, le=SINGLE_PUT, examples=[18240])]


class Upload(BaseModel):
    """Where to PUT the file, with which headers, and for how many seconds."""

    url: str
    headers: dict[str, str]
    seconds: int


class Consent(Strict):
    """Who collected the consents of a file, when, and in which words people gave them."""

    collected_by: Annotated[str, Field(min_length=1, max_length=200, examples=["Plein Jour, siège national"])]
    collected_at: Annotated[str, Field(min_length=4, max_length=40, examples=["2027-03-01"])]
    wording: Annotated[str, Field(min_length=1, max_length=2000, examples=["J’accepte de recevoir les messages."])]


class RolloutOrder(Strict):
    """A rollout to start; both files must have been uploaded."""

    name: Annotated[str, Field(max_length=100, examples=["Législatives 2027"])] = ""
    roster: File
    people: File | None = None
    waves: Annotated[str, Field(examples=[DEFAULT_WAVES])] = DEFAULT_WAVES
    tolerate: Annotated[str, Field(examples=[DEFAULT_TOLERANCE])] = DEFAULT_TOLERANCE
    deadline: datetime | None = None
    consent: Consent | None = None
    mapping: dict[str, str] = Field(default_factory=dict)


class StartedRollout(BaseModel):
    """The rollout's id and what the order came to: started, resumed, running or unchanged."""

    rollout: str
    outcome: str


class Rollout(BaseModel):
    """A rollout in a list."""

    rollout: str
    name: str
    state: str
    attempt: int
    created_at: datetime


class Rollouts(BaseModel):
    """A page of rollouts, the latest first; `cursor` continues the list and is null at its end."""

    rollouts: list[Rollout]
    cursor: str | None


class Report(BaseModel):
    """A rollout's report, live or final; docs/data-formats.md describes each field."""

    model_config = ConfigDict(extra="allow")

    rollout: str
    state: str
    nations: dict[str, int]
    failed: list[dict[str, str]]
    people: dict[str, int | None]
    seconds: dict[str, float | None]
    waves: list[dict[str, Any]]


class Reason(Strict):
    """Why somebody decides so; it is kept with the rollout."""

    reason: Annotated[str, Field(min_length=1, max_length=400, examples=["wrong roster"])]


class NationSummary(BaseModel):
    """A nation in a list."""

    slug: str
    name: str
    status: str
    zones: list[str]
    people: int | None


class Nations(BaseModel):
    """A page of nations in the order of their slugs; `cursor` continues the list and is null at its end."""

    nations: list[NationSummary]
    cursor: str | None


class Nation(NationSummary):
    """One nation; the candidate's address is told here and in no list."""

    candidate: str
    email: str
    banner: str
    kit_version: str | None
    rollout: str
    founded_at: datetime
    changed_at: datetime | None
    reason: str | None


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it; `faults` names each fault of a wrong input."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    faults: list[dict[str, str]] = Field(default_factory=list)
