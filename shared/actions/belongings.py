"""All items that a holder keeps of one person."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from shared.actions.keys import ACTIVITY, confirmations_of, deed_key, timeline_of
from shared.actions.messages import WRITING, message_key
from shared.consent.entries import entries_of
from shared.people.aliases import alias_key, aliases_of
from shared.people.edit import edits_of
from shared.people.merger import mergers_of
from shared.people.note import note_from_item, note_to_item, notes_of
from shared.people.person import slug_of
from shared.people.table import MOST_KEYS, item_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shared.kernel.items import WireItem
    from shared.people.person import Person
    from shared.people.table import ItemKey, PeopleTable


def belongings_of(person: Person, *, people: PeopleTable) -> dict[ItemKey, WireItem]:
    """Return all that is kept of a person beside them, by key: what is theirs, and what their mergers left."""
    return doings_of(person, people=people) | dict(_traces(person, people))


def doings_of(person: Person, *, people: PeopleTable) -> dict[ItemKey, WireItem]:
    """Return a person's activity and messages, ledger, deeds, edits, notes and pending confirmations, by key."""
    prefixes = (timeline_of, entries_of, confirmations_of, edits_of)
    below = (people.below(person.holder, prefix(person.person_id)) for prefix in prefixes)
    found = {item_key(item): item for item in chain.from_iterable(below)}
    return found | dict(_messages(found, people)) | dict(_deeds(person, people)) | dict(_notes(person, people))


def _traces(person: Person, people: PeopleTable) -> Iterator[tuple[ItemKey, WireItem]]:
    """Yield what leads to a person since others were merged into them, and by which those can be parted again."""
    aliases = aliases_of(person)
    for some in _in_portions(alias_key(person.holder, alias) for alias in aliases):
        yield from people.read(some).items()
    for each in (person.person_id, *aliases):
        yield from ((item_key(item), item) for item in people.below(person.holder, mergers_of(each)))


def _notes(person: Person, people: PeopleTable) -> Iterator[tuple[ItemKey, WireItem]]:
    """Yield the notes about a person, and each once more where it is found by the day it is due."""
    for item in people.below(person.holder, notes_of(person.person_id)):
        yield item_key(item), item
        waiting = note_from_item(item)
        if waiting.due_key and not waiting.done_at:
            yield waiting.due_key, note_to_item(waiting, waiting.due_key)


def _messages(found: Mapping[ItemKey, WireItem], people: PeopleTable) -> Iterator[tuple[ItemKey, WireItem]]:
    """Yield by what messages are found; those that came before there was such an item have none."""
    written = (key for key, item in found.items() if key[1].startswith(ACTIVITY) and item["action"]["S"] == WRITING)
    for some in _in_portions(map(message_key, written)):
        yield from people.read(some).items()


def _deeds(person: Person, people: PeopleTable) -> Iterator[tuple[ItemKey, WireItem]]:
    slug = slug_of(person.holder)
    if slug is None:
        return
    keys = (key for deed in person.deeds if (key := deed_key(slug, person.person_id, deed=deed)))
    for some in _in_portions(keys):
        yield from people.read(some).items()


def _in_portions(keys: Iterable[ItemKey]) -> Iterator[list[ItemKey]]:
    rest = iter(keys)
    while portion := list(islice(rest, MOST_KEYS)):
        yield portion
