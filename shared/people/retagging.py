"""Which tags a nation may give, and what giving or taking one makes of people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.geography.tags import is_shared
from shared.kernel.errors import Fault, InputError
from shared.people.change import ChangeKind
from shared.people.fields import Field
from shared.people.text import clean_text
from shared.people.words import HQ_TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.people.change import Change
    from shared.people.person import Person

TAG_CHARACTERS = 60
SEPARATORS = ",;|"
"""What parts tags in a people file."""


def own_tag(text: str) -> str:
    """Return a tag as it is kept; raises InputError for one that a nation may not give."""
    tag = clean_text(text)
    if is_shared(tag.lower()):
        reason, remedy = "only headquarters gives geographic tags", "Choose another name"
    elif tag.lower().startswith(HQ_TAG):
        reason, remedy = f"only headquarters gives tags that begin with {HQ_TAG}", "Choose another name"
    elif not tag or len(tag) > TAG_CHARACTERS or any(sign in tag for sign in SEPARATORS):
        reason, remedy = "it cannot be a tag", f"Write 1 to {TAG_CHARACTERS} signs without comma, semicolon and bar"
    else:
        return tag
    raise InputError([Fault(place="tag", reason=reason, remedy=remedy)])


def retagged(found: Iterable[Person], change: Change, *, gives: bool) -> Iterator[Person]:
    """Yield those of the people whom giving or taking the change's tag makes different, with their next revision.

    Where the change took a tag, the nation has edited the person's tags, and no later import brings it back.
    """
    taken = {Field.TAGS} if change.kind is ChangeKind.UNTAG else set()
    for person in found:
        tags = person.values.get(Field.TAGS)
        before = set(tags) if isinstance(tags, list) else set()
        after = before | {change.tag} if gives else before - {change.tag}
        if after != before:
            values = {**person.values, Field.TAGS: sorted(after)}
            edited = person.edited_fields | taken
            yield replace(person, values=values, edited_fields=edited, revision=person.revision + 1)
