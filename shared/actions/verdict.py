"""What became of a post, with all that an answer to it needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.actions.known import KnownNation
    from shared.actions.taken import TakenAction
    from shared.elections.silence import Silence
    from shared.forms.checking import Posted
    from shared.forms.form import Form


class Outcome(StrEnum):
    """What became of a post."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    INVALID = "invalid"
    LIMITED = "limited"
    SILENT = "silent"
    CLOSED = "closed"
    FULL = "full"
    CALLED_OFF = "called_off"
    OVER = "over"
    NO_EVENT = "no_event"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"
    MISSING = "missing"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a post, and all that an answer to it needs.

    `reason` is for logs and metrics, never more than a word of ours. `posted` is what was typed, as far as it
    could be read; `wait` the seconds after which sending again may do; `action` what went into the queue.
    """

    outcome: Outcome
    language: str
    reason: str = ""
    known: KnownNation | None = None
    form: Form | None = None
    posted: Posted = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    silence: Silence | None = None
    wait: int = 0
    action: TakenAction | None = None

    @property
    def slug(self) -> str:
        """The nation's slug, empty if there is no such nation: never what somebody invented."""
        return self.known.nation.slug if self.known else ""
