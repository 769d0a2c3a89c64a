"""Names that were nearly meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def near(key: str, known: Iterable[str]) -> Sequence[str]:
    """Return the known names that become the same as `key` when each loses at most one letter.

    So a letter may be missing, or be one too many, or be another, or two neighbours may have changed places.
    """
    mine = _with_one_less(key)
    return [name for name in known if abs(len(name) - len(key)) <= 1 and not mine.isdisjoint(_with_one_less(name))]


def _with_one_less(name: str) -> frozenset[str]:
    return frozenset((name, *(name[:place] + name[place + 1 :] for place in range(len(name)))))
