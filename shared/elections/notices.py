"""Which notice of silence a nation's pages show, and which one was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shared.elections.silence import Silence

NO_NOTICE = ""

PATIENCE = timedelta(minutes=5)
"""How long a publication that was asked for may take before it is asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice is known by the silence it tells of (`notice_of`): the one `shown`, and the one `asked` for last."""

    shown: str = NO_NOTICE
    asked: str = NO_NOTICE
    asked_at: datetime | None = None

    def is_due(self, wanted: str, now: datetime) -> bool:
        """Tell whether the pages must be asked to show the notice that is wanted.

        The last order counts, not only what is shown: one for another notice may still be under way.
        """
        if self.asked != wanted:
            return True
        return self.shown != wanted and (self.asked_at is None or now - self.asked_at >= PATIENCE)


class Notices(Protocol):
    """Keeps the notices of all nations."""

    def all(self) -> Mapping[str, Notice]:
        """Return the notices by slug, perhaps without the last second's; a nation that never had one is left out."""

    def ask(self, slug: str, notice: str, *, at: datetime) -> None:
        """Note that the pages were asked to show the notice."""

    def show(self, slug: str, notice: str) -> None:
        """Note that the pages show the notice."""


def notice_of(silence: Silence | None) -> str:
    """Return what a notice is known by: it is another one when the round is, or when it ends at another time."""
    return f"{silence.round} until {silence.ends.isoformat()}" if silence else NO_NOTICE
