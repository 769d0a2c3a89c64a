"""Give a nation's tag another name: in its book at once, and for the people who have it some at a time."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, Fault, InputError
from shared.people.again import until_undisturbed
from shared.people.fields import Field
from shared.people.item import to_item
from shared.people.roll import people_of
from shared.people.table import MOST_CHANGED, StepRefused, Wanted, put
from shared.people.tag_book import LocalTag, tag_kept, tag_to_item, team_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shared.kernel.clock import Clock
    from shared.people.journal import Journal
    from shared.people.person import Person, Value
    from shared.people.table import PeopleTable
    from shared.people.tag_book import TagWish

RENAMED = "renamed-tag"


def rename_tag(wish: TagWish, to: str, *, people: PeopleTable, journal: Journal, clock: Clock) -> LocalTag:
    """Write in the book what a tag is called from now on; return the tag of the new name. The log tells it first.

    What is kept already under the new name stays: both become one. People are next (`rename_for_people`); the same
    wish again goes on where one stopped. Raises InputError for what can be no tag, and Conflict if somebody else wrote
    about one of both meanwhile.
    """
    before, now = tag_kept(wish, people=people, clock=clock), clock.now()
    after = tag_kept(replace(wish, tag=_other(before.tag, to)), people=people, clock=clock)
    if before.became == after.tag and not after.retired_at:
        return after
    journal.record(wish.slug, RENAMED, {"tag": before.tag, "to": after.tag})
    gone = replace(before, by=wish.by, at=now, retired_at=now, became=after.tag, revision=before.revision + 1)
    about = after.about or before.about
    known = replace(after, about=about, by=wish.by, at=now, retired_at=None, became="", revision=after.revision + 1)
    _write([(gone, before.revision), (known, after.revision)], people)
    return known


def rename_for_people(
    tag: LocalTag, to: str, person_ids: Iterable[str], *, people: PeopleTable, clock: Clock
) -> Iterator[int]:
    """Give people the new name of a tag in place of the old one, `MOST_CHANGED` in one transaction; yield how many.

    Whoever is gone, or has the old one no longer, is left as they are: the same people again change nothing. A later
    import leaves the tags of those whom it changed alone.
    """
    rest = iter(person_ids)
    while portion := list(islice(rest, MOST_CHANGED)):
        yield until_undisturbed(partial(_rename, tag, to, portion, people, clock))


def _rename(tag: LocalTag, to: str, portion: Sequence[str], people: PeopleTable, clock: Clock) -> int:
    known = people_of(tag.slug, portion, people=people, now=clock.now().timestamp())
    renamed = list(_renamed(known, tag.tag, to))
    if renamed:
        people.write([put(to_item(person), person.revision - 1) for person in renamed])
    return len(renamed)


def _renamed(found: Iterable[Person], tag: str, to: str) -> Iterator[Person]:
    for person in found:
        tags = person.values.get(Field.TAGS)
        before = set(tags) if isinstance(tags, list) else set()
        if tag in before:
            values: dict[str, Value] = {**person.values, Field.TAGS: sorted(before - {tag} | {to})}
            edited = person.edited_fields | {Field.TAGS}
            yield replace(person, values=values, edited_fields=edited, revision=person.revision + 1)


def _other(tag: str, to: str) -> str:
    name = team_tag(to)
    if name == tag:
        raise InputError([Fault(place="tag", reason="it is called so already", remedy="Write another name")])
    return name


def _write(tags: Sequence[tuple[LocalTag, int]], people: PeopleTable) -> None:
    try:
        people.write([put(tag_to_item(tag), revision or Wanted.ABSENT) for tag, revision in tags])
    except StepRefused:
        raise Conflict("somebody else wrote about one of these tags meanwhile: look at them again") from None
