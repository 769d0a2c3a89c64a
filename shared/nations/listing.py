"""All nations of a network, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.nations.nation import Nation
    from shared.nations.ports import NationStore

LISTING = 500
"""Nations asked for at once where all are wanted; DynamoDB cuts a page at 1 MB by itself."""


def every_nation(nations: NationStore) -> Iterator[Nation]:
    """Yield every nation, in the order of the slugs."""
    cursor: str | None = None
    while True:
        page = nations.page(limit=LISTING, cursor=cursor)
        yield from page.elements
        cursor = page.cursor
        if cursor is None:
            return
