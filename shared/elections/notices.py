"""Which notice of silence a nation's pages show, which one was asked for, and until when the pages hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shared.elections.silence import Silence

NO_NOTICE = ""

PATIENCE = timedelta(minutes=5)
"""How long a publication that was asked for may take before it is asked for again."""


class Due(StrEnum):
    """Why pages must be made again; the value says who wants it."""

    NOTICE = "electoral silence"
    OVER = "an event that is over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice is known by the silence it tells of (`notice_of`): the one `shown`, and the one `asked` for last.

    Pages hold `until` the first of their events to come is over; None where they have none.
    """

    shown: str = NO_NOTICE
    until: datetime | None = None
    asked: str = NO_NOTICE
    asked_at: datetime | None = None

    def due(self, wanted: str, now: datetime) -> Due | None:
        """Return why the pages must be asked for, None if they need not be: they show the notice wanted, and hold.

        The last order counts, not only what is shown: one for another notice may still be under way. In a silence
        its notice is all that changes on pages: an event that is over then waits for its end, as all else does.
        """
        if self.asked != wanted:
            return Due.NOTICE
        if self.asked_at is not None and now - self.asked_at < PATIENCE:
            return None
        if self.shown != wanted:
            return Due.NOTICE
        return Due.OVER if not wanted and self.until is not None and self.until <= now else None


class Notices(Protocol):
    """Keeps the notices of all nations."""

    def all(self) -> Mapping[str, Notice]:
        """Return the notices by slug, perhaps without the last second's; a nation that never had one is left out."""

    def ask(self, slug: str, notice: str, *, at: datetime) -> None:
        """Note that the pages were asked to show the notice."""

    def show(self, slug: str, notice: str, *, until: datetime | None = None) -> None:
        """Note that the pages show the notice, and until when they hold."""


def notice_of(silence: Silence | None) -> str:
    """Return what a notice is known by: it is another one when the round is, or when it ends at another time."""
    return f"{silence.round} until {silence.ends.isoformat()}" if silence else NO_NOTICE
