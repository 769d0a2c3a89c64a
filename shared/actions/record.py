"""What an action comes to: every item it writes, decided from who the person is; nothing is read or written here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.actions.confirmations import AskedConsent, Confirmation, confirmation_to_item
from shared.actions.keys import activity_key, deed_key, deed_of, marker_key
from shared.actions.newcomer import with_deed
from shared.actions.standing import person_key
from shared.consent.entries import entry_to_item
from shared.consent.ledger import CONFIRMATION_TIME, Entry, Method, State, consents_standing
from shared.consent.naming import entry_id
from shared.kernel.items import to_wire
from shared.people.fields import Field
from shared.people.item import to_item
from shared.people.person import EXPIRES_AT, Person, nation_holder
from shared.people.table import Deed, Step, Wanted, put

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from shared.actions.standing import Standing
    from shared.actions.taken import TakenAction
    from shared.consent.wording import SaidWording
    from shared.people.person import Value
    from shared.people.table import ItemKey

MARKED = timedelta(days=30)
"""How long an action is known to be recorded: longer than its message can lie in the queue and behind it
among the dead letters, 14 days at most in each (SQS's limit)."""

COUNTED_BY_IMPORT = "DEED#supporters#"
"""Who came with an import is among the nation's supporters already: joining on the site counts them no second time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """An action, and what is known of it whoever the person is: the fields it fills and the consents proven."""

    taken: TakenAction
    person_id: str
    values: Mapping[str, Value]
    proven: tuple[SaidWording, ...]

    @property
    def holder(self) -> str:
        """Whose people the person is among."""
        return nation_holder(self.taken.slug)

    @property
    def deed(self) -> str:
        """The name of what was done."""
        return deed_of(self.taken.action, self.taken.target)

    @property
    def deed_key(self) -> ItemKey | None:
        """The key of what is counted for it, or None."""
        return deed_key(self.taken.slug, self.person_id, deed=self.deed)

    @property
    def activity_key(self) -> ItemKey:
        """The key of its activity."""
        return activity_key(self.taken.slug, self.person_id, at=self.taken.at, action_id=self.taken.action_id)


def record(dossier: Dossier, standing: Standing, *, now: datetime) -> list[Step]:
    """Return the steps of the one transaction that records an action.

    Somebody known is not changed by what a form says of them, but for the tag and the deed. What
    is written of somebody unconfirmed expires with them.
    """
    expires_at = None if standing.is_confirmed else _seconds(now + CONFIRMATION_TIME)
    steps = [_marker(dossier, now), _person(dossier, standing, expires_at), _activity(dossier, expires_at)]
    steps += [put(entry_to_item(entry, expires_at=expires_at)) for entry in _asked(dossier)]
    steps += _deeds(dossier, standing, expires_at)
    steps += _confirmation(dossier, standing, now)
    return steps


def _marker(dossier: Dossier, now: datetime) -> Step:
    pk, sk = marker_key(dossier.taken.slug, dossier.taken.action_id)
    return put(to_wire({"pk": pk, "sk": sk, EXPIRES_AT: _seconds(now + MARKED)}), Wanted.ABSENT)


def _person(dossier: Dossier, standing: Standing, expires_at: int | None) -> Step:
    known = standing.person
    person = with_deed(known or _newcomer(dossier), action=dossier.taken.action, deed=dossier.deed)
    if expires_at:
        latest = max(expires_at, _number(person.values.get(EXPIRES_AT)))
        person = replace(person, values={**person.values, EXPIRES_AT: latest})
    if person == known:
        return Step(deed=Deed.CHECK, key=person_key(dossier.taken.slug, dossier.person_id), wanted=standing.revision)
    return put(to_item(replace(person, revision=standing.next_revision)), standing.revision)


def _newcomer(dossier: Dossier) -> Person:
    values = {**dossier.values, Field.SOURCE: f"form {dossier.taken.action}"}
    return Person(holder=dossier.holder, person_id=dossier.person_id, values=values)


def _activity(dossier: Dossier, expires_at: int | None) -> Step:
    taken = dossier.taken
    pk, sk = dossier.activity_key
    told = {"action": taken.action, "page": taken.page, "target": taken.target or None, "language": taken.language}
    return put(to_wire({"pk": pk, "sk": sk, **told, "said": dict(taken.said), EXPIRES_AT: expires_at}))


def _asked(dossier: Dossier) -> Iterator[Entry]:
    taken = dossier.taken
    for said in dossier.proven:
        wording = said.wording
        yield Entry(
            holder=dossier.holder,
            person_id=dossier.person_id,
            entry_id=entry_id(taken.action_id, wording.purpose, wording.controller, State.ASKED),
            purpose=wording.purpose,
            controller=wording.controller,
            state=State.ASKED,
            method=Method.FORM,
            at=taken.at,
            wording=said.hash,
            language=wording.language,
            version=wording.version,
            page=taken.page,
            address=taken.address,
        )


def _deeds(dossier: Dossier, standing: Standing, expires_at: int | None) -> Iterator[Step]:
    key = dossier.deed_key
    if key is None or standing.did or (standing.is_imported and key[1].startswith(COUNTED_BY_IMPORT)):
        return
    yield put(to_wire({"pk": key[0], "sk": key[1], EXPIRES_AT: expires_at}))


def _confirmation(dossier: Dossier, standing: Standing, now: datetime) -> Iterator[Step]:
    """Ask for what does not stand yet, and an unconfirmed address for itself; nobody can be asked without one."""
    email = dossier.values.get(Field.EMAIL)
    stand = consents_standing(standing.entries, now=now)
    asked = [said for said in dossier.proven if (said.wording.purpose, said.wording.controller) not in stand]
    if not email or (standing.is_confirmed and not asked):
        return
    confirmation = Confirmation(
        slug=dossier.taken.slug,
        person_id=dossier.person_id,
        action_id=dossier.taken.action_id,
        email=str(email),
        language=dossier.taken.language,
        action=dossier.taken.action,
        activity=dossier.activity_key[1],
        consents=tuple(map(AskedConsent.of, asked)),
        asked_at=now,
        expires_at=_seconds(now + CONFIRMATION_TIME),
    )
    yield put(confirmation_to_item(confirmation))


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _number(value: Value | None) -> int:
    return value if isinstance(value, int) else 0
