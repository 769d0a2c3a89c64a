"""A change of many people at once, kept so that it goes on where it was stopped, and can be undone.

    CHANGE#<change id>                     {kind, what, to?, by, at, state, list, asked N, passed N, changed N, gone N,
                                           undone N, restored N, undone_at?, name?, is_new?, revision N,
                                           segment? {all_of L, any_of L, none_of L}}
    WHOM#<change id>#<list>#<number>       {ids B: 16 bytes each of up to `LISTED` people, in the order they are taken}
    CHANGED#<change id>#<number>           {people SS: ids of those whom a portion made different, before? M}

All have `pk` NATION#<slug> and go after `KEPT`. The last is written in one transaction with the people it names and
with the head, which says how far the change is: nothing is done twice, whoever is killed where.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.kernel.errors import NotFound
from shared.kernel.items import from_wire, to_wire
from shared.people.item import PERSON_PREFIX
from shared.people.person import CHANGE_IDS, EXPIRES_AT, nation_holder
from shared.people.segments.segment import Segment
from shared.people.table import MOST_CHANGED, has_expired

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.kernel.items import WireItem
    from shared.people.table import ItemKey, PeopleTable

CHANGE = "CHANGE#"

KEPT = timedelta(days=30)
"""How long a change can be undone."""

AT_ONCE = MOST_CHANGED
"""People of one transaction, with their marks, whom it made different and the head: few enough that one of them
changing meanwhile costs little."""

LISTED = 20 * AT_ONCE
"""People of one item of those whom a change is about: 15 KB, and no portion lies in two."""

ID_BYTES = 16


class ChangeKind(StrEnum):
    """What was done to people."""

    TAG = "tagged-people"
    UNTAG = "untagged-people"
    ASSIGN = "assigned-people"
    RENAME = "renamed-tag"


class ChangeState(StrEnum):
    """How far a change is; those that are under way are carried on by whoever takes them up."""

    LISTING = "listing"
    """Whom it is about is still to be found."""
    CHANGING = "changing"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"

    @property
    def is_under_way(self) -> bool:
        """Whether something is left to do."""
        return self not in {ChangeState.DONE, ChangeState.UNDONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: its id tells when it was made; `by` is a member's id or the operator.

    `what` is the tag that it gives or takes, or the member's id who looks after people from then on, or nothing for
    nobody; a tag that it renames is called `to` from then on, which `is_new` where it was offered to nobody before.
    `segment` is whom it was asked for, on its days, and `name` how that is called. Of the `asked` people it
    went through `passed`, of whom `changed` were made different and `gone` were there no longer; all others had it so.
    Of the portions of those made different `undone` were taken back, `restored` people in all.
    """

    id: str
    slug: str
    kind: ChangeKind
    what: str
    by: str
    at: datetime
    state: ChangeState
    list: str = ""
    asked: int = 0
    passed: int = 0
    changed: int = 0
    gone: int = 0
    undone: int = 0
    restored: int = 0
    undone_at: datetime | None = None
    segment: Segment | None = None
    name: str = ""
    to: str = ""
    is_new: bool = False
    revision: int = 1

    @property
    def key(self) -> ItemKey:
        """Where it is kept."""
        return nation_holder(self.slug), f"{CHANGE}{self.id}"

    @property
    def left_alone(self) -> int:
        """How many of those gone through had it so before."""
        return self.passed - self.changed - self.gone

    @property
    def expires_at(self) -> int:
        """When it is forgotten, in epoch seconds."""
        return int((self.at + KEPT).timestamp())


class ChangeUnknown(NotFound):
    """A nation made no such change, or it is too long ago."""


def change_to_item(change: Change) -> WireItem:
    """Return the item of a change."""
    (pk, sk), segment = change.key, change.segment
    told = {"kind": change.kind.value, "what": change.what, "by": change.by, "at": change.at.isoformat()}
    how_far = {name: getattr(change, name) for name in _NUMBERS}
    rest = {
        "state": change.state.value,
        "list": change.list or None,
        "undone_at": change.undone_at.isoformat() if change.undone_at else None,
        "name": change.name or None,
        "to": change.to or None,
        "is_new": change.is_new or None,
        EXPIRES_AT: change.expires_at,
    }
    parts = {part: getattr(segment, part) for part in _PARTS} if segment else None
    return to_wire({"pk": pk, "sk": sk, **told, **how_far, **rest, "segment": parts})


def change_from_item(item: WireItem) -> Change:
    """Return the change of an item."""
    told = from_wire(item)
    undone_at = datetime.fromisoformat(told["undone_at"]) if "undone_at" in told else None
    # Those of before changes were kept with how far they are were done in one go.
    state = told.get("state", ChangeState.UNDONE if undone_at else ChangeState.DONE)
    return Change(
        id=told["sk"].removeprefix(CHANGE),
        slug=told["pk"].removeprefix(nation_holder("")),
        kind=ChangeKind(told["kind"]),
        what=told["what"] if "what" in told else told["tag"],
        by=told["by"],
        at=datetime.fromisoformat(told["at"]),
        state=ChangeState(state),
        list=told.get("list", ""),
        undone_at=undone_at,
        segment=Segment(**{part: tuple(told["segment"][part]) for part in _PARTS}) if "segment" in told else None,
        name=told.get("name", ""),
        to=told.get("to", ""),
        is_new=told.get("is_new", False),
        **{name: told.get(name, 0) for name in _NUMBERS},
    )


def read_change(slug: str, change_id: str, *, people: PeopleTable) -> Change:
    """Return a change of a nation; raises ChangeUnknown."""
    key = (nation_holder(slug), f"{CHANGE}{change_id}")
    item = people.read([key]).get(key)
    if item is None:
        raise ChangeUnknown(f"nation {slug} made no change {change_id} in the last {KEPT.days} days")
    return change_from_item(item)


def changes_of(slug: str, *, people: PeopleTable, now: datetime) -> list[Change]:
    """Return the changes of a nation that can be undone, or were, the latest first."""
    items = people.below(nation_holder(slug), CHANGE)
    found = [change_from_item(item) for item in items if not has_expired(item, now=now.timestamp())]
    return sorted(found, key=lambda change: (change.at, change.id), reverse=True)


def changes_about(slug: str, person_id: str, *, people: PeopleTable, now: datetime) -> list[Change]:
    """Return the latest changes of many that made somebody different and are kept, the oldest first."""
    holder = nation_holder(slug)
    person = people.read([(holder, f"{PERSON_PREFIX}{person_id}")])
    ids = next(iter(person.values()), {}).get(CHANGE_IDS, {"SS": []})["SS"]
    found = people.read([(holder, f"{CHANGE}{change_id}") for change_id in ids]).values() if ids else ()
    changes = [change_from_item(item) for item in found if not has_expired(item, now=now.timestamp())]
    return sorted(changes, key=lambda change: change.id)


def list_items(change: Change, person_ids: Sequence[str]) -> Iterator[WireItem]:
    """Yield the items of those whom a change is about."""
    for start in range(0, len(person_ids), LISTED):
        ids = b"".join(bytes.fromhex(each) for each in person_ids[start : start + LISTED])
        pk, sk = _list_key(change, start)
        yield {**to_wire({"pk": pk, "sk": sk, EXPIRES_AT: change.expires_at}), "ids": {"B": ids}}


def next_portion(change: Change, *, people: PeopleTable) -> list[str]:
    """Return the ids of those whom the change takes next."""
    key = _list_key(change, change.passed)
    ids = bytes(people.read([key])[key]["ids"]["B"])
    start = change.passed % LISTED * ID_BYTES
    portion = ids[start : start + AT_ONCE * ID_BYTES]
    return [portion[at : at + ID_BYTES].hex() for at in range(0, len(portion), ID_BYTES)]


def portion_item(change: Change, before: Mapping[str, str]) -> WireItem:
    """Return the item of some people whom a change made different; `before` says by id what it replaced, if any."""
    sk = f"CHANGED#{change.id}#{change.passed // AT_ONCE:06}"
    replaced = {person_id: what for person_id, what in before.items() if what} or None
    kept = to_wire({"pk": change.key[0], "sk": sk, "before": replaced, EXPIRES_AT: change.expires_at})
    return {**kept, "people": {"SS": sorted(before)}}


def portions_of(change: Change, *, people: PeopleTable) -> Iterator[dict[str, str]]:
    """Yield all whom a change made different, some at a time: by id what it replaced, if anything."""
    for item in people.below(change.key[0], f"CHANGED#{change.id}#"):
        before = item.get("before", {"M": {}})["M"]
        yield {person_id: before.get(person_id, {"S": ""})["S"] for person_id in item["people"]["SS"]}


_NUMBERS = ("asked", "passed", "changed", "gone", "undone", "restored", "revision")
_PARTS = ("all_of", "any_of", "none_of")


def _list_key(change: Change, passed: int) -> ItemKey:
    return change.key[0], f"WHOM#{change.id}#{change.list}#{passed // LISTED:06}"
