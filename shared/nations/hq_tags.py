"""Tags that headquarters owns: spelled alike in every nation, given by headquarters' files alone, read by all.

TAGS / TAG#<tag>    {about, by, at, retired_at?, revision} in the `network` table
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import Conflict, Fault, InputError, NotFound
from shared.people.own_tag import SEPARATORS, TAG_CHARACTERS
from shared.people.tag_book import ABOUT_CHARACTERS
from shared.people.text import clean_text, fold
from shared.people.words import HQ_TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shared.kernel.clock import Clock
    from shared.kernel.items import Item

PARTITION = "TAGS"
PREFIX = "TAG#"

MADE, DESCRIBED, RETIRED, RETURNED = "made-hq-tag", "described-hq-tag", "retired-hq-tag", "returned-hq-tag"


class HqTagUnknown(NotFound):
    """Headquarters has no such tag."""

    def __init__(self, tag: str) -> None:
        super().__init__(f"headquarters has no tag {tag}")


class HqTagChanged(Conflict):
    """Somebody else wrote about the tag meanwhile."""

    def __init__(self, tag: str) -> None:
        super().__init__(f"somebody else wrote about tag {tag} meanwhile: look at it again")


@dataclass(frozen=True, slots=True, kw_only=True)
class HqTag:
    """A tag of headquarters, which begins with `hq:`; `revision` counts writes. `by` is a member's id or the operator.

    One that is retired should be given by no file any more; people who have it keep it.
    """

    tag: str
    about: str
    by: str
    at: datetime
    retired_at: datetime | None = None
    revision: int = 1


class HqTags(Protocol):
    """Keeps the tags of headquarters."""

    def all(self) -> Sequence[HqTag]:
        """Return all, in the order of their names."""

    def save(self, tag: HqTag, *, after: HqTag | None) -> None:
        """Keep a tag in the place of `after`, or one that is new; raises HqTagChanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HqTagDesk:
    """What the use cases work with, in the name of `by`; `note` tells the log, by the word and the tag, beforehand."""

    tags: HqTags
    note: Callable[[str, str], None]
    clock: Clock
    by: str


def make_hq_tag(name: str, about: str, *, desk: HqTagDesk) -> HqTag:
    """Keep a new tag, whose name may be said with or without `hq:`; the same again is that one. Raises InputError."""
    tag = _spelled(name)
    standing = {fold(each.tag): each for each in desk.tags.all()}
    if fold(tag) in standing:
        return standing[fold(tag)]
    made = HqTag(tag=tag, about=_about(about), by=desk.by, at=desk.clock.now())
    desk.note(MADE, tag)
    desk.tags.save(made, after=None)
    return made


def describe_hq_tag(tag: str, about: str, *, desk: HqTagDesk) -> HqTag:
    """Say what a tag is for; said twice it is said once. Raises HqTagUnknown, HqTagChanged, InputError."""
    known, said = _known(tag, desk), _about(about)
    return known if known.about == said else _changed(known, replace(known, about=said), DESCRIBED, desk)


def retire_hq_tag(tag: str, *, desk: HqTagDesk) -> HqTag:
    """Say that no file should give a tag any more; done twice it is done once. Raises HqTagUnknown, HqTagChanged."""
    known = _known(tag, desk)
    return known if known.retired_at else _changed(known, replace(known, retired_at=desk.clock.now()), RETIRED, desk)


def return_hq_tag(tag: str, *, desk: HqTagDesk) -> HqTag:
    """Take a tag into use again; done twice it is done once. Raises HqTagUnknown, HqTagChanged."""
    known = _known(tag, desk)
    return _changed(known, replace(known, retired_at=None), RETURNED, desk) if known.retired_at else known


def hq_tag_to_item(tag: HqTag) -> Item:
    """Return the item of a tag."""
    told = {"about": tag.about, "by": tag.by, "at": tag.at.isoformat(), "revision": tag.revision}
    retired_at = tag.retired_at.isoformat() if tag.retired_at else None
    return {"pk": PARTITION, "sk": PREFIX + tag.tag, **told, "retired_at": retired_at}


def hq_tag_from_item(item: Item) -> HqTag:
    """Return the tag that `hq_tag_to_item` wrote."""
    return HqTag(
        tag=item["sk"].removeprefix(PREFIX),
        about=item["about"],
        by=item["by"],
        at=datetime.fromisoformat(item["at"]),
        retired_at=datetime.fromisoformat(item["retired_at"]) if "retired_at" in item else None,
        revision=item["revision"],
    )


def _known(tag: str, desk: HqTagDesk) -> HqTag:
    found = next((each for each in desk.tags.all() if each.tag == tag), None)
    if found is None:
        raise HqTagUnknown(tag[:TAG_CHARACTERS])
    return found


def _changed(tag: HqTag, wished: HqTag, what: str, desk: HqTagDesk) -> HqTag:
    changed = replace(wished, by=desk.by, at=desk.clock.now(), revision=tag.revision + 1)
    desk.note(what, tag.tag)
    desk.tags.save(changed, after=tag)
    return changed


def _spelled(name: str) -> str:
    text = clean_text(name)
    bare = text[len(HQ_TAG) :].strip() if text.lower().startswith(HQ_TAG) else text
    if not bare or len(HQ_TAG + bare) > TAG_CHARACTERS or any(sign in bare for sign in SEPARATORS):
        remedy = f"Write 1 to {TAG_CHARACTERS - len(HQ_TAG)} signs without comma, semicolon and bar"
        raise InputError([Fault(place="tag", reason="it cannot be a tag", remedy=remedy)])
    return HQ_TAG + bare


def _about(text: str) -> str:
    about = clean_text(text)
    if len(about) > ABOUT_CHARACTERS:
        remedy = f"Write {ABOUT_CHARACTERS} signs at most"
        raise InputError([Fault(place="about", reason="it is too long", remedy=remedy)])
    return about
