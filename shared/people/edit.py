"""An edit of one person, kept to be undone: `EDIT#<person id>#<edit id>`, as long as changes are, or the person.

Attributes: `by`, `at`, `before` M and `after` M (what the fields were and what they are, absent where nothing),
`fields` L, `marked` L (fields that no earlier edit had written), `undone_at`, `revision`, `expires_at` (epoch seconds).
Of another e-mail address also `identity`, the id that leads to the person by it since, and `consent` M, the word on
e-mails that went with the former one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from shared.kernel.items import from_wire, to_wire
from shared.people.aliases import ALIASES
from shared.people.change import KEPT
from shared.people.consent import EMAIL_CHANNEL
from shared.people.fields import Field
from shared.people.person import EXPIRES_AT, nation_holder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.items import WireItem
    from shared.people.consent import Consent, Consents
    from shared.people.person import Person, Value
    from shared.people.table import ItemKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What one member changed of one person: for each field what it was and what it became, None being nothing.

    With another e-mail address, `identity` is the id that it comes to, empty where that led to the person already, and
    `consent` the yes to e-mails that they gave for the former one.
    """

    id: str
    slug: str
    person_id: str
    by: str
    at: datetime
    before: Mapping[str, Value | None]
    after: Mapping[str, Value | None]
    marked: frozenset[str]
    identity: str = ""
    consent: Consent | None = None
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

    @property
    def readdresses(self) -> bool:
        """Whether it gave the person another e-mail address."""
        return Field.EMAIL in self.after

    def done(self, person: Person) -> Person:
        """Return the person as edited: the fields are the nation's own now, and no import writes them."""
        return replace(
            person,
            values=_led_to(_written(person, self.after), add=self.identity),
            consents=_with_word(person, None) if self.readdresses else person.consents,
            edited_fields=person.edited_fields | set(self.after),
            revision=person.revision + 1,
        )

    def taken_back(self, person: Person) -> Person:
        """Return the person as before the edit."""
        return replace(
            person,
            values=_led_to(_written(person, self.before), drop=self.identity),
            consents=_with_word(person, self.consent) if self.readdresses else person.consents,
            edited_fields=person.edited_fields - self.marked,
            revision=person.revision + 1,
        )


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
    readdressed = {"identity": edit.identity or None, "consent": dict(edit.consent) if edit.consent else None}
    return to_wire({"pk": pk, "sk": sk, **names, **told, **kept, **readdressed, EXPIRES_AT: edit.expires_at})


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
        identity=told.get("identity", ""),
        consent=told.get("consent"),
        undone_at=datetime.fromisoformat(told["undone_at"]) if "undone_at" in told else None,
        expires_at=told[EXPIRES_AT],
    )


def expiry(person: Person, *, at: datetime) -> int:
    """Return until when an edit of that moment is kept, in epoch seconds: never longer than the person."""
    own = person.values.get(EXPIRES_AT)
    kept = int((at + KEPT).timestamp())
    return min(kept, own) if isinstance(own, int) else kept


def _with_word(person: Person, word: Consent | None) -> Consents:
    """Return a person's consents with another word on e-mails, unless they refused: a no stands for any address."""
    said = person.consents.get(EMAIL_CHANNEL)
    if said and not said["given"]:
        return person.consents
    others = {channel: each for channel, each in person.consents.items() if channel != EMAIL_CHANNEL}
    return {**others, EMAIL_CHANNEL: word} if word else others


def _led_to(values: dict[str, Value], *, add: str = "", drop: str = "") -> dict[str, Value]:
    """Return a person's fields with one id more, or less, that leads to them."""
    before = values.get(ALIASES)
    known = set(before) if isinstance(before, list) else set()
    after = sorted((known | {add}) - {drop, ""})
    others = {name: value for name, value in values.items() if name != ALIASES}
    return {**others, ALIASES: after} if after else others


def _written(person: Person, values: Mapping[str, Value | None]) -> dict[str, Value]:
    merged = {**person.values, **values}
    return {name: value for name, value in merged.items() if value is not None}
