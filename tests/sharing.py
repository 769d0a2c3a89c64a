"""How tests are shared out among the processes of a run: what belongs together stays together, the longest begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xdist.scheduler import LoadGroupScheduling

if TYPE_CHECKING:
    import pytest

TESTS = Path(__file__).parent

LONGEST_FIRST = ("scenarios", "stacks", "browser", "integration", "unit")
"""Folders by how long a group of theirs takes: whatever is begun last should be short."""


class GroupsAndFiles(LoadGroupScheduling):  # type: ignore[misc]  # xdist tells no types
    """Shares groups out as `--dist loadgroup` does, and whatever is in no group file by file.

    Test by test, each would be waited for and answered by itself, and each process would make what the tests of a file
    share.
    """

    def _split_scope(self, nodeid: str) -> str:
        scope = super()._split_scope(nodeid)
        return scope if scope != nodeid else nodeid.partition("::")[0]


def longest_first(items: list[pytest.Item]) -> None:
    """Put the tests into the order in which they are begun."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    folder = item.path.relative_to(TESTS).parts[0]
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)
