"""A nation's own tags as its team keeps them: what each is for, which are in use, what became of one.

    TAG#<tag>    {about, by, at, retired_at?, became?, revision}

`pk` is NATION#<slug>. People hold tags by their text: a tag that came with a file, and that nobody has written about,
has no item here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, Fault, InputError
from shared.kernel.items import from_wire, to_wire
from shared.people.own_tag import own_tag
from shared.people.person import nation_holder
from shared.people.table import StepRefused, Wanted, put
from shared.people.text import clean_text, fold

if TYPE_CHECKING:
    from shared.kernel.clock import Clock
    from shared.kernel.items import WireItem
    from shared.people.journal import Journal
    from shared.people.table import ItemKey, PeopleTable

TAG = "TAG#"
SITE_TAG = "action:"
"""What the tags begin with that the site gives whoever fills in one of its forms: it gives them again whatever a team
calls them."""

ABOUT_CHARACTERS = 300
MADE, DESCRIBED, RETIRED, RETURNED = "made-tag", "described-tag", "retired-tag", "returned-tag"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTag:
    """A tag of a nation, with the member's id who wrote it last; `revision` counts writes, 0 for one not kept yet.

    One that is retired is offered no longer; people who have it keep it. `became` is its name of today.
    """

    slug: str
    tag: str
    about: str
    by: str
    at: datetime
    retired_at: datetime | None = None
    became: str = ""
    revision: int = 0

    @property
    def key(self) -> ItemKey:
        """Where it is kept."""
        return nation_holder(self.slug), TAG + self.tag


@dataclass(frozen=True, slots=True, kw_only=True)
class TagWish:
    """What somebody wants of a tag of their nation, and the member's id."""

    slug: str
    tag: str
    by: str
    about: str = ""


def tags_kept(slug: str, *, people: PeopleTable) -> dict[str, LocalTag]:
    """Return the tags that the team wrote about, by their text."""
    found = map(_from_item, people.below(nation_holder(slug), TAG))
    return {each.tag: each for each in found}


def tags_offered(slug: str, *, people: PeopleTable) -> list[str]:
    """Return the tags of the team's book that are in use, in the order of their names."""
    kept = tags_kept(slug, people=people).values()
    return sorted((each.tag for each in kept if not each.retired_at), key=lambda tag: (fold(tag), tag))


def make_tag(wish: TagWish, *, people: PeopleTable, journal: Journal, clock: Clock) -> LocalTag:
    """Keep a new tag; the same wish twice is one tag. The log tells it first.

    Raises InputError for what can be no tag, and for one that differs from another by accents or case alone.
    """
    tag, about, kept = team_tag(wish.tag), _about(wish.about), tags_kept(wish.slug, people=people)
    if tag in kept:
        return kept[tag]
    if fold(tag) in map(fold, kept):
        raise InputError([Fault(place="tag", reason="another tag is spelled nearly so", remedy="Use that one")])
    made = LocalTag(slug=wish.slug, tag=tag, about=about, by=wish.by, at=clock.now())
    return _keep(made, MADE, people, journal)


def describe_tag(wish: TagWish, *, people: PeopleTable, journal: Journal, clock: Clock) -> LocalTag:
    """Say what a tag is for; raises InputError, and Conflict if somebody else wrote about it meanwhile."""
    kept = tag_kept(wish, people=people, clock=clock)
    return _keep(replace(kept, about=_about(wish.about), by=wish.by, at=clock.now()), DESCRIBED, people, journal)


def retire_tag(wish: TagWish, *, people: PeopleTable, journal: Journal, clock: Clock) -> LocalTag:
    """Offer a tag no longer; done twice it is done once. Raises as `describe_tag` does."""
    kept = tag_kept(wish, people=people, clock=clock)
    if kept.retired_at:
        return kept
    return _keep(replace(kept, by=wish.by, at=clock.now(), retired_at=clock.now()), RETIRED, people, journal)


def return_tag(wish: TagWish, *, people: PeopleTable, journal: Journal, clock: Clock) -> LocalTag:
    """Offer a tag again; done twice it is done once. Raises as `describe_tag` does."""
    kept = tag_kept(wish, people=people, clock=clock)
    if not kept.retired_at:
        return kept
    back = replace(kept, by=wish.by, at=clock.now(), retired_at=None, became="")
    return _keep(back, RETURNED, people, journal)


def tag_kept(wish: TagWish, *, people: PeopleTable, clock: Clock) -> LocalTag:
    """Return a tag as it is kept, or as it would be that nobody wrote about; raises InputError for what can be none."""
    blank = LocalTag(slug=wish.slug, tag=team_tag(wish.tag), about="", by=wish.by, at=clock.now())
    item = people.read([blank.key]).get(blank.key)
    return _from_item(item) if item else blank


def team_tag(text: str) -> str:
    """Return a tag as it is kept; raises InputError for one that a team may not call as it likes."""
    tag = own_tag(text)
    if tag.lower().startswith(SITE_TAG):
        reason = f"the site itself gives tags that begin with {SITE_TAG}"
        raise InputError([Fault(place="tag", reason=reason, remedy="Choose another name")])
    return tag


def _keep(tag: LocalTag, what: str, people: PeopleTable, journal: Journal) -> LocalTag:
    journal.record(tag.slug, what, {"tag": tag.tag})
    kept = replace(tag, revision=tag.revision + 1)
    try:
        people.write([put(tag_to_item(kept), tag.revision or Wanted.ABSENT)])
    except StepRefused:
        raise Conflict("somebody else wrote about this tag meanwhile: look at it again") from None
    return kept


def _about(text: str) -> str:
    about = clean_text(text)
    if len(about) > ABOUT_CHARACTERS:
        remedy = f"Write {ABOUT_CHARACTERS} signs at most"
        raise InputError([Fault(place="about", reason="it is too long", remedy=remedy)])
    return about


def tag_to_item(tag: LocalTag) -> WireItem:
    """Return the item of a tag."""
    (pk, sk), retired_at = tag.key, tag.retired_at.isoformat() if tag.retired_at else None
    told = {"about": tag.about, "by": tag.by, "at": tag.at.isoformat(), "revision": tag.revision}
    return to_wire({"pk": pk, "sk": sk, **told, "retired_at": retired_at, "became": tag.became or None})


def _from_item(item: WireItem) -> LocalTag:
    told = from_wire(item)
    return LocalTag(
        slug=told["pk"].removeprefix(nation_holder("")),
        tag=told["sk"].removeprefix(TAG),
        about=told["about"],
        by=told["by"],
        at=datetime.fromisoformat(told["at"]),
        retired_at=datetime.fromisoformat(told["retired_at"]) if "retired_at" in told else None,
        became=told.get("became", ""),
        revision=told["revision"],
    )
