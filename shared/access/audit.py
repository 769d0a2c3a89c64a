"""The log of all that was done: it only grows, and whoever it is about can read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who did what: in a nation, or in the network where `nation` is None.

    `id` tells apart what happens in one moment. `who` is a member id or OPERATOR. `about` names things by their ids
    and says no more of people than that.
    """

    id: str
    at: datetime
    who: str
    what: str
    nation: str | None
    about: Mapping[str, str] = field(default_factory=dict)
