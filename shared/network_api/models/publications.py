"""What the public reads of a nation: published, listed, put back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.elections.gate import LONGEST_REASON
from shared.network_api.models.examples import shown_as, strict

Override = Annotated[
    str, Field(max_length=LONGEST_REASON, description="why this must happen during electoral silence; it is kept")
]


class PublicationOrder(BaseModel):
    """A publication; nothing need be said outside electoral silence."""

    model_config = strict(override="the name of the candidate was misspelt")

    override: Override = ""


class Rollback(BaseModel):
    """The version to go back to, as the list of versions numbers it."""

    model_config = strict(to=3)

    to: Annotated[int, Field(ge=1)]
    override: Override = ""


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
