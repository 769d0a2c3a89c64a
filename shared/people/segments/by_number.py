"""Whose a phone number is, whoever they are known by: the index's word, put right by the marks of later changes.

A person's id comes from their e-mail address where there is one, so that a number leads to nobody by itself; an index
of the table by numbers would cost every supporter of an import a third write unit. The index of facets is written
once for all, and a mark, which each change leaves anyway, tells the numbers that somebody has since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from shared.kernel.errors import TransientError
from shared.kernel.page import Page
from shared.people.item import PERSON_PREFIX
from shared.people.marks import STALE
from shared.people.numbers import DIGEST_BYTES, digest_of, digests_in
from shared.people.person import nation_holder
from shared.people.segments.index import ID_BYTES, Head, read_head
from shared.people.segments.selecting import FEW, read_all

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from shared.kernel.items import WireItem
    from shared.people.table import ItemKey, PeopleTable

T = TypeVar("T")

LOOKED_AT = 1000
"""Marks that are looked through, by one query of some 150 KB. Where there are more, the answer tells how old it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedPage(Page[T]):
    """A page for which numbers were looked up.

    `is_waiting` where the nation's numbers are not indexed yet: then it has only those who are known by a number alone.
    `as_of` is None where it is exact, else the moment after which more people were changed than could be looked at.
    """

    is_waiting: bool = False
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBook:
    """The numbers of a nation's people: `head` of its index, and by their ids those who were `changed` since."""

    slug: str
    head: Head | None
    changed: Mapping[str, frozenset[bytes]]
    is_behind: bool

    @property
    def is_waiting(self) -> bool:
        """Whether no index of numbers is there yet."""
        return self.head is None or self.head.shared is None

    @property
    def as_of(self) -> datetime | None:
        """The moment of the index, where too many were changed since."""
        return self.head.built_at if self.head and self.is_behind else None

    def owners(self, number: str, *, people: PeopleTable) -> frozenset[str]:
        """Return the ids of all who may have a number; whoever shows them looks at each."""
        return self.owners_of([number], people=people)[number]

    def owners_of(
        self, numbers: Collection[str], *, people: PeopleTable, sharing: Collection[str] = ()
    ) -> Mapping[str, frozenset[str]]:
        """Return the same for several numbers; of those in `sharing`, only who shared them when the index was built.

        These cost less to read. Raises TransientError where another index counts meanwhile.
        """
        digests = {number: digest_of(number) for number in (*numbers, *sharing)}
        changed = [(digest, person) for person, has in self.changed.items() for digest in has]
        found = [*changed, *self._indexed(set(map(digest_of, numbers)), set(map(digest_of, sharing)), people)]
        by_digest: dict[bytes, set[str]] = {digest: set() for digest in digests.values()}
        for digest, person in found:
            if digest in by_digest:
                by_digest[digest].add(person)
        return {number: frozenset(by_digest[digest]) for number, digest in digests.items()}

    def _indexed(
        self, numbers: Iterable[bytes], sharing: Iterable[bytes], people: PeopleTable
    ) -> Iterator[tuple[bytes, str]]:
        head = self.head
        if head is None or head.shared is None:
            return
        keys = dict.fromkeys((*map(head.number_key, numbers), *map(head.shared_key, sharing)))
        kept = read_all(keys, people)
        if len(kept) < len(keys) and not _counts(head, people):
            raise TransientError(f"the index of nation {self.slug} was built anew meanwhile: try again")
        for item in kept.values():
            yield from _owners(item["found"]["B"])


def read_numbers(slug: str, *, people: PeopleTable) -> NumberBook:
    """Return the numbers of a nation as they are at this moment: one query, and one or two readings."""
    # Marks first: a build that ends meanwhile takes away only marks of what is in it.
    marked = list(people.below(nation_holder(slug), STALE, most=LOOKED_AT + 1))
    told = {_whose(mark): _told(mark) for mark in marked if "numbers" in mark}
    untold = [_whose(mark) for mark in marked if "numbers" not in mark]
    return NumberBook(
        slug=slug,
        head=read_head(slug, people=people),
        changed={**told, **_looked_at(slug, untold[:FEW], people)},
        is_behind=len(marked) > LOOKED_AT or len(untold) > FEW,
    )


def _whose(mark: WireItem) -> str:
    return str(mark["sk"]["S"]).removeprefix(STALE)


def _told(mark: WireItem) -> frozenset[bytes]:
    return frozenset(bytes.fromhex(each["S"]) for each in mark["numbers"]["L"])


def _looked_at(slug: str, person_ids: Sequence[str], people: PeopleTable) -> dict[str, frozenset[bytes]]:
    """Return the numbers of those whose marks do not tell them."""
    keys: dict[ItemKey, str] = {(nation_holder(slug), PERSON_PREFIX + each): each for each in person_ids}
    found = read_all(keys, people)
    return {person: digests_in(found.get(key, {})) for key, person in keys.items()}


def _counts(head: Head, people: PeopleTable) -> bool:
    latest = read_head(head.slug, people=people)
    return latest is not None and latest.build == head.build


def _owners(found: bytes) -> Iterator[tuple[bytes, str]]:
    size = DIGEST_BYTES + ID_BYTES
    for at in range(0, len(found), size):
        yield bytes(found[at : at + DIGEST_BYTES]), bytes(found[at + DIGEST_BYTES : at + size]).hex()
