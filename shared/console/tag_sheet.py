"""A nation's tags as its page shows them: from its team's book, and from the index of its people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.geography.tags import PREFIX as GEO
from shared.people.segments.index import read_head
from shared.people.tag_book import SITE_TAG, tags_kept
from shared.people.text import fold
from shared.people.words import HQ_TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from shared.nations.hq_tags import HqTag
    from shared.people.segments.index import Head
    from shared.people.table import PeopleTable
    from shared.people.tag_book import LocalTag

FACET = "tag:"
ZONES = 100
"""Zones on the page: the most populous ones of the nation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTag:
    """A tag, what it is for and called, and how many people have it: None where nobody has counted them yet.

    `facet` is what a segment finds them by.
    """

    tag: str
    facet: str
    people: int | None
    about: str = ""
    is_retired: bool = False
    became: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSheet:
    """All tags of a nation by who gives them, and when people were counted, None if they never were."""

    own: tuple[ShownTag, ...]
    retired: tuple[ShownTag, ...]
    by_site: tuple[ShownTag, ...]
    by_hq: tuple[ShownTag, ...]
    zones: tuple[ShownTag, ...]
    counted_at: datetime | None

    def find(self, tag: str) -> ShownTag | None:
        """Return the nation's own tag of that text, if it has one."""
        return next((each for each in (*self.own, *self.retired) if each.tag == tag), None)


def tag_sheet(slug: str, *, people: PeopleTable, hq: Sequence[HqTag], name_of: Callable[[str], str]) -> TagSheet:
    """Return the tags of a nation: one reading of its index's head and one query; `name_of` tells a zone by its id."""
    book, head = tags_kept(slug, people=people), read_head(slug, people=people)
    counts = _counts(head)
    given = [tag for tag in counts if not tag.startswith((HQ_TAG, SITE_TAG))] if head else []
    own = [_own(tag, book.get(tag), counts if head else None) for tag in _sorted({*book, *given})]
    return TagSheet(
        # What has another name and nobody left is of no use to anybody.
        own=tuple(tag for tag in own if not tag.is_retired),
        retired=tuple(tag for tag in own if tag.is_retired and (tag.people != 0 or not tag.became)),
        by_site=tuple(_plain(tag, counts) for tag in _sorted(counts) if tag.startswith(SITE_TAG)),
        by_hq=tuple(_of_hq(tag, counts if head else None) for tag in hq if not tag.retired_at or tag.tag in counts),
        zones=_zones(head, name_of),
        counted_at=head.built_at if head else None,
    )


def _counts(head: Head | None) -> dict[str, int]:
    facets = head.facets if head else {}
    return {facet.removeprefix(FACET): count for facet, count in facets.items() if facet.startswith(FACET)}


def _own(tag: str, kept: LocalTag | None, counts: Mapping[str, int] | None) -> ShownTag:
    return ShownTag(
        tag=tag,
        facet=FACET + tag,
        people=None if counts is None else counts.get(tag, 0),
        about=kept.about if kept else "",
        is_retired=bool(kept and kept.retired_at),
        became=kept.became if kept else "",
    )


def _plain(tag: str, counts: Mapping[str, int]) -> ShownTag:
    return ShownTag(tag=tag, facet=FACET + tag, people=counts[tag])


def _of_hq(tag: HqTag, counts: Mapping[str, int] | None) -> ShownTag:
    return ShownTag(
        tag=tag.tag,
        facet=FACET + tag.tag,
        people=None if counts is None else counts.get(tag.tag, 0),
        about=tag.about,
        is_retired=tag.retired_at is not None,
    )


def _zones(head: Head | None, name_of: Callable[[str], str]) -> tuple[ShownTag, ...]:
    facets = head.facets if head else {}
    found = sorted((facet for facet in facets if facet.startswith(GEO)), key=lambda facet: (-facets[facet], facet))
    return tuple(
        ShownTag(tag=facet, facet=facet, people=facets[facet], about=name_of(facet.removeprefix(GEO)))
        for facet in found[:ZONES]
    )


def _sorted(tags: set[str] | Mapping[str, int]) -> list[str]:
    return sorted(tags, key=lambda tag: (fold(tag), tag))
