"""An edit of one person, kept to be undone: `EDIT#<person id>#<edit id>`, as long as changes are, or the person.

Attributes: `by`, `at`, `before` M and `after` M (what the fields were and what they are, absent where nothing),
`fields` L, `marked` L (fields that no earlier edit had written), `undone_at`, `revision`, `expires_at` (epoch seconds).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from shared.kernel.items import from_wire, to_wire
from shared.people.change import KEPT
from shared.people.person import EXPIRES_AT, nation_holder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.items import WireItem
    from shared.people.person import Person, Value
    from shared.people.table import ItemKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What one member changed of one person: for each field what it was and what it became, None being nothing."""

    id: str
    slug: str
    person_id: str
    by: str
    at: datetime
    before: Mapping[str, Value | None]
    after: Mapping[str, Value | None]
    marked: frozenset[str]
    undone_at: datetime | None = None
    expires_at: int = 0

    @property
    def key(self) -> ItemKey:
        """Where it is kept."""
        return edit_key(self.slug, self.person_id, self.id)

    @property
    def revision(self) -> int:
        """1 while it stands, 2 once it is undone."""
        return 2 if self.undone_at else 1

    def done(self, person: Person) -> Person:
        """Return the person as edited: the fields are the nation's own now, and no import writes them."""
        edited = person.edited_fields | set(self.after)
        return replace(person, values=_written(person, self.after), edited_fields=edited, revision=person.revision + 1)

    def taken_back(self, person: Person) -> Person:
        """Return the person as before the edit."""
        edited = person.edited_fields - self.marked
        return replace(person, values=_written(person, self.before), edited_fields=edited, revision=person.revision + 1)


def edits_of(person_id: str) -> str:
    """Return how the keys of all edits of a person begin."""
    return f"EDIT#{person_id}#"


def edit_key(slug: str, person_id: str, edit_id: str) -> ItemKey:
    """Return the key of an edit."""
    return nation_holder(slug), f"{edits_of(person_id)}{edit_id}"


def edit_to_item(edit: Edit) -> WireItem:
    """Return the item of an edit."""
    pk, sk = edit.key
    undone_at = edit.undone_at.isoformat() if edit.undone_at else None
    names = {"person_id": edit.person_id, "edit_id": edit.id, "by": edit.by, "at": edit.at.isoformat()}
    told = {"before": dict(edit.before), "after": dict(edit.after), "fields": sorted(edit.after)}
    kept = {"marked": sorted(edit.marked), "undone_at": undone_at, "revision": edit.revision}
    return to_wire({"pk": pk, "sk": sk, **names, **told, **kept, EXPIRES_AT: edit.expires_at})


def edit_from_item(item: WireItem) -> Edit:
    """Return the edit of an item."""
    told = from_wire(item)
    return Edit(
        id=told["edit_id"],
        slug=told["pk"].removeprefix(nation_holder("")),
        person_id=told["person_id"],
        by=told["by"],
        at=datetime.fromisoformat(told["at"]),
        before={name: told["before"].get(name) for name in told["fields"]},
        after={name: told["after"].get(name) for name in told["fields"]},
        marked=frozenset(told["marked"]),
        undone_at=datetime.fromisoformat(told["undone_at"]) if "undone_at" in told else None,
        expires_at=told[EXPIRES_AT],
    )


def expiry(person: Person, *, at: datetime) -> int:
    """Return until when an edit of that moment is kept, in epoch seconds: never longer than the person."""
    own = person.values.get(EXPIRES_AT)
    kept = int((at + KEPT).timestamp())
    return min(kept, own) if isinstance(own, int) else kept


def _written(person: Person, values: Mapping[str, Value | None]) -> dict[str, Value]:
    merged = {**person.values, **values}
    return {name: value for name, value in merged.items() if value is not None}
