"""The tags of headquarters in memory, with the promises of `HqTags`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.nations.hq_tags import HqTagChanged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.nations.hq_tags import HqTag


class InMemoryHqTags:
    """Keeps tags in a dictionary."""

    def __init__(self) -> None:
        self.tags: dict[str, HqTag] = {}

    def all(self) -> Sequence[HqTag]:
        return [self.tags[tag] for tag in sorted(self.tags)]

    def save(self, tag: HqTag, *, after: HqTag | None) -> None:
        standing = self.tags.get(tag.tag)
        if (standing.revision if standing else None) != (after.revision if after else None):
            raise HqTagChanged(tag.tag)
        self.tags[tag.tag] = tag
