"""What an import makes of a person: decided from the person's rows in file order and from what is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from shared.people.consent import EMAIL_CHANNEL, Consents, succeed, weigh
from shared.people.email import addresses_of
from shared.people.fields import CUSTOM, CUSTOM_PREFIX, Field
from shared.people.person import EXPIRES_AT, GEO_TAGS, ImportOutcome, Person, PersonKey, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.people.consent import Consent
    from shared.people.rowline import Contribution

_FIRST_STANDS = frozenset({Field.SOURCE})
"""Fields that only the first import of a person sets: where the person came from."""

_CONSENT_FIELDS = frozenset({"consents", "mailable"})
"""Named in `edited_fields`, these say that the nation recorded the person's word itself."""


class Decision(NamedTuple):
    """What the rows came to, and the person to write; None if what is stored stands."""

    outcome: ImportOutcome
    person: Person | None


def decide(key: PersonKey, rows: Sequence[Contribution], *, stored: Person | None, rollout_id: str) -> Decision:
    """Merge the rows of one person into what is stored.

    In one file the first value of a field stands and later rows fill blanks. Against what is stored, a value
    replaces what an earlier import left, fills blanks, blanks nothing, and leaves the nation's own
    edits alone. Whoever asks again after the person was written gets the same outcome and nothing to write.
    """
    if stored and stored.imported and stored.imported.rollout_id == rollout_id:
        return Decision(stored.imported, None)
    if stored is None and len(rows) == 1:
        return _newcomer(key, *rows[0], rollout_id=rollout_id)
    draft = _Draft(stored, heard=_words(rows), geo_tags=_geo_tags(rows))
    merged = sum([draft.take(row) for row in rows])
    if stored is None:
        outcome = ImportOutcome(rollout_id=rollout_id, created=1, merged=merged - 1, unchanged=len(rows) - merged)
        holder, person_id = key
        values, consents = draft.values, draft.consents
        return Decision(
            outcome, Person(holder=holder, person_id=person_id, values=values, consents=consents, imported=outcome)
        )
    outcome = ImportOutcome(rollout_id=rollout_id, merged=merged, unchanged=len(rows) - merged)
    if not merged:
        return Decision(outcome, None)
    return Decision(
        outcome,
        replace(stored, values=draft.values, consents=draft.consents, revision=stored.revision + 1, imported=outcome),
    )


def _newcomer(key: PersonKey, values: dict[str, Value], consents: Consents, *, rollout_id: str) -> Decision:
    """Return what nearly every row of a first import comes to: there is nothing to merge."""
    outcome = ImportOutcome(rollout_id=rollout_id, created=1)
    holder, person_id = key
    return Decision(
        outcome, Person(holder=holder, person_id=person_id, values=values, consents=consents, imported=outcome)
    )


def _words(rows: Sequence[Contribution]) -> Consents:
    """Return the word of the whole file on each channel."""
    heard: Consents = {}
    for row in rows:
        for channel, said in row.consents.items():
            heard[channel] = weigh(heard.get(channel), said)
    return heard


def _geo_tags(rows: Sequence[Contribution]) -> Value | None:
    """Return the first row's tags, or those of a later row that names the same place more closely."""
    closest: Value | None = None
    for row in rows:
        tags = row.values.get(GEO_TAGS)
        if isinstance(tags, list) and (not isinstance(closest, list) or set(closest) < set(tags)):
            closest = tags
    return closest


class _Draft:
    """A person in the making; `heard` is the file's word on each channel, `geo_tags` where it has the person."""

    def __init__(self, stored: Person | None, *, heard: Consents, geo_tags: Value | None) -> None:
        self._geo_tags = geo_tags
        self._edited = stored.edited_fields if stored else frozenset()
        self._unheard = dict(heard)
        self._taken: set[str] = set()
        self.values: dict[str, Value] = dict(stored.values) if stored else {}
        self.consents: Consents = dict(stored.consents) if stored else {}

    def take(self, row: Contribution) -> bool:
        """Add what a row says; return whether that made a difference."""
        changed = [self._take_value(field, value) for field, value in row.values.items()]
        return any([self._take_consents(row), self._stay(), *changed])

    def _stay(self) -> bool:
        """Whom headquarters' file names need confirm nothing to stay."""
        return self.values.pop(EXPIRES_AT, None) is not None

    def _take_value(self, field: str, value: Value) -> bool:
        if self._is_edited(field) or (field in _FIRST_STANDS and field in self.values):
            return False
        if field == Field.TAGS:
            value = _union(self.values.get(field), value)
        elif field in self._taken or (field == GEO_TAGS and value != self._geo_tags):
            return False
        self._taken.add(field)
        # An empty list is not stored: somebody without shared tags has none the next time, either.
        if self.values.get(field, []) == value:
            return False
        self.values[field] = value
        return True

    def _is_edited(self, field: str) -> bool:
        return field in self._edited or (CUSTOM in self._edited and field.startswith(CUSTOM_PREFIX))

    def _take_consents(self, row: Contribution) -> bool:
        """Only the row whose word is the file's makes a difference, and a yes to e-mails only for the very address."""
        edited = not _CONSENT_FIELDS.isdisjoint(self._edited)
        changed = False
        for channel, said in row.consents.items():
            if said != self._unheard.get(channel) or not self._is_meant(channel, said, row):
                continue
            del self._unheard[channel]
            stored = self.consents.get(channel)
            stands = succeed(stored, said, edited=edited)
            if stands and stands != stored:
                self.consents[channel], changed = stands, True
        return changed

    def _is_meant(self, channel: str, said: Consent, row: Contribution) -> bool:
        """Tell whether a word is about an address that the person has: a nation may have written another since."""
        known = addresses_of(self.values)
        return channel != EMAIL_CHANNEL or not said["given"] or not known or row.values.get(Field.EMAIL) in known


def _union(stored: Value | None, added: Value) -> Value:
    first = stored if isinstance(stored, list) else []
    second: Iterable[str] = added if isinstance(added, list) else []
    return sorted({*first, *second})
