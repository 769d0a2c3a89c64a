"""The log of headquarters: what was done, by whom."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.network_api.models.examples import shown_as

ENTRY = {
    "id": "5f70bf189a27",
    "at": "2027-05-20T09:31:00Z",
    "who": "operator",
    "what": "pushed-kit",
    "about": {"version": "v3+8c1f03ab42de", "caller": "arn:aws:iam::123456789012:user/duty"},
}


class LogEntry(BaseModel):
    """One thing that was done; `about` names things by their ids."""

    model_config = shown_as(**ENTRY)

    id: str
    at: datetime
    who: Annotated[str, Field(description="a member's id, or `operator` for the command line and this API")]
    what: str
    about: dict[str, str]


class Log(BaseModel):
    """A page of the log, the newest first; `cursor` continues the list and is null at its end."""

    model_config = shown_as(entries=[ENTRY], cursor=None)

    entries: list[LogEntry]
    cursor: str | None
