"""Segments that a team keeps under a name.

    SEGMENT#<segment id>    {name, all_of L, any_of L, none_of L, by, at, revision}

`pk` is NATION#<slug>. Only what people have in common is in it, and never a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, Fault, InputError, NotFound
from shared.kernel.items import from_wire, to_wire
from shared.people.person import nation_holder
from shared.people.segments.segment import Segment
from shared.people.table import Deed, Step, StepRefused, Wanted, put
from shared.people.text import clean_text, fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.kernel.clock import Clock
    from shared.kernel.items import WireItem
    from shared.people.journal import Journal
    from shared.people.table import ItemKey, PeopleTable

SEGMENT = "SEGMENT#"
NAME_CHARACTERS = 80
MOST_SAVED = 200
"""Of one nation: all are read for the list, and more than a page of names is no list any more."""

ID_BYTES = 6
CHANGED_MEANWHILE = "somebody else changed this segment meanwhile: look at it again"
SAVED, CHANGED, REMOVED = "saved-segment", "changed-segment", "removed-segment"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSegment:
    """A segment with its name, the member's id who wrote it last, and when; `revision` counts writes."""

    id: str
    slug: str
    name: str
    segment: Segment
    by: str
    at: datetime
    revision: int = 1

    @property
    def key(self) -> ItemKey:
        """Where it is kept."""
        return nation_holder(self.slug), f"{SEGMENT}{self.id}"


class SegmentUnknown(NotFound):
    """A nation has no such segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A segment as it is to be kept, and the member's id by whom."""

    name: str
    segment: Segment
    by: str


def save_segment(
    slug: str,
    draft: Draft,
    *,
    people: PeopleTable,
    journal: Journal,
    clock: Clock,
    draw: Callable[[int], str] = token_hex,
) -> SavedSegment:
    """Keep a segment under a name; the log tells it first. Raises InputError for a name that will not do."""
    there = saved_segments(slug, people=people)
    name = _checked(draft.name, [each.name for each in there])
    if len(there) >= MOST_SAVED:
        raise Conflict(f"nation {slug} keeps {MOST_SAVED} segments already: remove one")
    made = SavedSegment(id=draw(ID_BYTES), slug=slug, name=name, segment=draft.segment, by=draft.by, at=clock.now())
    journal.record(slug, SAVED, {"segment": made.id})
    people.write([put(_to_item(made), Wanted.ABSENT)])
    return made


def change_segment(
    saved: SavedSegment, draft: Draft, *, people: PeopleTable, journal: Journal, clock: Clock, seen: int | None = None
) -> SavedSegment:
    """Keep a segment under another name, or with other filters; the log tells it first.

    `seen` is the revision that the draft was made from, where that was some time ago. Raises InputError for a name
    that will not do, and Conflict if somebody else changed it meanwhile.
    """
    _require_unchanged(saved, seen)
    others = [each.name for each in saved_segments(saved.slug, people=people) if each.id != saved.id]
    name = _checked(draft.name, others)
    changed = replace(saved, name=name, segment=draft.segment, by=draft.by, at=clock.now(), revision=saved.revision + 1)
    journal.record(saved.slug, CHANGED, {"segment": saved.id})
    _write(put(_to_item(changed), saved.revision), people)
    return changed


def remove_segment(saved: SavedSegment, *, people: PeopleTable, journal: Journal, seen: int | None = None) -> None:
    """Keep a segment no longer; its people stay. Raises Conflict if somebody else changed it meanwhile.

    `seen` is the revision that whoever removes it was shown.
    """
    _require_unchanged(saved, seen)
    journal.record(saved.slug, REMOVED, {"segment": saved.id})
    _write(Step(deed=Deed.DELETE, key=saved.key, wanted=saved.revision), people)


def saved_segments(slug: str, *, people: PeopleTable) -> list[SavedSegment]:
    """Return the segments of a nation in the order of their names."""
    found = map(_from_item, people.below(nation_holder(slug), SEGMENT))
    return sorted(found, key=lambda each: (fold(each.name), each.id))


def saved_segment(slug: str, segment_id: str, *, people: PeopleTable) -> SavedSegment:
    """Return a segment of a nation; raises SegmentUnknown."""
    key = nation_holder(slug), f"{SEGMENT}{segment_id}"
    item = people.read([key]).get(key)
    if item is None:
        raise SegmentUnknown(f"nation {slug} has no such segment")
    return _from_item(item)


def _checked(text: str, others: list[str]) -> str:
    name = clean_text(text)
    if not 0 < len(name) <= NAME_CHARACTERS:
        reason, remedy = "it is blank or too long", f"Write 1 to {NAME_CHARACTERS} signs"
    elif fold(name) in map(fold, others):
        reason, remedy = "another segment has it", "Choose a name of its own"
    else:
        return name
    raise InputError([Fault(place="name", reason=reason, remedy=remedy)])


def _write(step: Step, people: PeopleTable) -> None:
    try:
        people.write([step])
    except StepRefused:
        raise Conflict(CHANGED_MEANWHILE) from None


def _require_unchanged(saved: SavedSegment, seen: int | None) -> None:
    """Refuse before the log tells anything what was made from an earlier segment."""
    if seen not in (None, saved.revision):
        raise Conflict(CHANGED_MEANWHILE)


def _to_item(saved: SavedSegment) -> WireItem:
    (pk, sk), segment = saved.key, saved.segment
    filters = {"all_of": segment.all_of, "any_of": segment.any_of, "none_of": segment.none_of}
    told = {"name": saved.name, "by": saved.by, "at": saved.at.isoformat(), "revision": saved.revision}
    return to_wire({"pk": pk, "sk": sk, **told, **filters})


def _from_item(item: WireItem) -> SavedSegment:
    told = from_wire(item)
    return SavedSegment(
        id=told["sk"].removeprefix(SEGMENT),
        slug=told["pk"].removeprefix(nation_holder("")),
        name=told["name"],
        segment=Segment(**{part: tuple(told[part]) for part in ("all_of", "any_of", "none_of")}),
        by=told["by"],
        at=datetime.fromisoformat(told["at"]),
        revision=told["revision"],
    )
