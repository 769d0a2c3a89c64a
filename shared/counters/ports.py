"""What the use cases of counters need from the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.counters.change import Change
    from shared.counters.days import DayCounts
    from shared.counters.deed import Deed


class CounterReader(Protocol):
    """Knows each nation's counters."""

    def read(self, slug: str) -> Mapping[str, int]:
        """Return the nation's counters by name, as they stand at this moment."""

    def read_all(self) -> Mapping[str, Mapping[str, int]]:
        """Return the counters of every nation that has any, by slug, as they stood a moment ago."""

    def days(self, slug: str, month: str) -> DayCounts:
        """Return how a nation's counters moved on the days of a month (`2027-05`)."""

    def days_of_all(self, month: str) -> Mapping[str, DayCounts]:
        """Return how the counters of all nations moved on the days of a month, by slug."""


class CounterStore(CounterReader, Protocol):
    """Keeps each nation's counters, and with each deed whether it is counted."""

    def count(self, slug: str, changes: Sequence[Change]) -> int:
        """Count the changes of one nation that are not counted yet; return how many those were.

        Changes of one deed come in their order, however often each comes. Killed anywhere, it may
        be called again. Raises TransientError.
        """

    def uncounted(self, slug: str) -> Sequence[Deed]:
        """Return the deeds that stand but are not counted."""

    def overcounted(self, slug: str) -> Sequence[Deed]:
        """Return the deeds that are counted but do not stand."""

    def settle(self, deed: Deed) -> bool:
        """Count a deed if it stands at this moment, and only then; tell whether that changed anything."""

    def add_up(self, slug: str) -> Mapping[str, int]:
        """Set the nation's counters to the sums of what is counted, and return them; raises TransientError."""


class CounterBoard(Protocol):
    """Shows counters where pages read them."""

    def show(self, slug: str, counts: Mapping[str, int]) -> None:
        """Show the counters of a nation; raises TransientError."""
