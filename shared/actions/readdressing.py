"""Give somebody another e-mail address, or a first one, and take that back.

A person keeps the id that they have, so that nothing of theirs moves; the id that the new address comes to leads to
them as if they had been merged. Imports, forms, links of mails and erasures by either address find them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.actions.adding import PersonKnown
from shared.actions.confirmations import confirmation_from_item
from shared.actions.finding import CONFIRMED_AT
from shared.actions.keys import confirmations_of
from shared.consent.entries import entries_of, entry_from_item, entry_to_item
from shared.consent.ledger import Entry, Method, State
from shared.consent.naming import entry_id
from shared.consent.purposes import Purpose
from shared.kernel.errors import Conflict, Fault, InputError
from shared.people.again import until_undisturbed
from shared.people.aliases import alias_item, alias_key, leads_to
from shared.people.consent import EMAIL_CHANNEL
from shared.people.edit import Edit, edit_to_item, expiry
from shared.people.editing import EDITED, ID_BYTES, TAKEN_BACK, edit_to_undo, undo_edit, written_anew
from shared.people.email import addresses_of, normalise_email
from shared.people.fields import Field
from shared.people.item import PERSON_PREFIX, to_item
from shared.people.person import EXPIRES_AT
from shared.people.person import person_id as id_of
from shared.people.roll import person_of
from shared.people.table import Deed, Step, Wanted, has_expired, item_key, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from shared.kernel.clock import Clock
    from shared.people.journal import Journal
    from shared.people.person import Person, Value
    from shared.people.ports import Erasures
    from shared.people.table import PeopleTable

UNCONFIRMED = "unconfirmed"
"""The place of the fault that somebody has not confirmed their address, or goes soon."""


def read_address(text: str) -> str:
    """Return an e-mail address that was typed; raises InputError: none is replaced by nothing."""
    address = normalise_email(text)
    if address is None:
        raise _refused(Field.EMAIL, "it cannot be read", "Write it like marie@example.org")
    return address


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAddress:
    """A wish: the address at which somebody is to be reached (see `read_address`), by a member's id or the operator."""

    slug: str
    person_id: str
    address: str
    by: str

    @property
    def identity(self) -> str:
        """The id that the address comes to."""
        return id_of(self.address)


def readdress(
    wish: NewAddress,
    *,
    people: PeopleTable,
    erasures: Erasures,
    journal: Journal,
    clock: Clock,
    draw: Callable[[int], str] = token_hex,
) -> Edit | None:
    """Give somebody another e-mail address; return the edit, or None where it is theirs already.

    A yes to e-mails was given for the former address, so it lapses, and nothing that waits to be confirmed there is
    confirmed any more; a no stands. The log tells it first. Raises PersonUnknown, PersonKnown for the address of
    somebody else, who can be merged, and InputError for one who was erased or where the person is `UNCONFIRMED`.
    """
    at = clock.now()
    person = person_of(wish.slug, wish.person_id, people=people, now=at.timestamp())
    if person.values.get(Field.EMAIL) == wish.address:
        return None
    if EXPIRES_AT in person.values:
        raise _refused(UNCONFIRMED, "they have not confirmed their address, or go soon", "Add the person anew")
    if erasures.bars(wish.identity, wish.slug):
        raise _refused("erased", "whoever has it had themselves erased", "They can sign up on the site")
    _belongs_to_nobody_else(person, wish.identity, people, at)
    edit_id = f"{at:%Y%m%dT%H%M%S}-{draw(ID_BYTES)}"
    journal.record(wish.slug, EDITED, {"person": wish.person_id, "edit": edit_id, "fields": str(Field.EMAIL)})
    return until_undisturbed(partial(_readdress, wish, edit_id, people, at))


def take_edit_back(
    slug: str, person_id: str, edit_id: str, *, people: PeopleTable, journal: Journal, clock: Clock
) -> Person:
    """Give the fields of an edit their values of before, whichever they are; return the person.

    With a former address the consents come back that were given for it. Raises what `undo_edit` raises.
    """
    edit = edit_to_undo(slug, person_id, edit_id, people=people)
    if not edit.readdresses:
        return undo_edit(slug, person_id, edit_id, people=people, journal=journal, clock=clock)
    journal.record(slug, TAKEN_BACK, {"person": person_id, "edit": edit_id})
    return until_undisturbed(partial(_take_back, replace(edit, undone_at=clock.now()), people, clock.now()))


def _readdress(wish: NewAddress, edit_id: str, people: PeopleTable, at: datetime) -> Edit:
    person = person_of(wish.slug, wish.person_id, people=people, now=at.timestamp())
    edit = _edit(wish, edit_id, person, leads=_belongs_to_nobody_else(person, wish.identity, people, at), at=at)
    done = edit.done(person)
    said = _last_words(_entries(person, people))
    stood = [entry for entry in said if entry.purpose is Purpose.MAIL and entry.state.allows]
    people.write(
        [
            put(to_item(done), person.revision),
            put(edit_to_item(edit), Wanted.ABSENT),
            *_leading(edit, person, people),
            *_no_longer_waiting(done, people),
            *(put(entry_to_item(entry)) for entry in _words(person, edit, State.LAPSED, stood, at)),
        ]
    )
    return edit


def _edit(wish: NewAddress, edit_id: str, person: Person, *, leads: bool, at: datetime) -> Edit:
    """Return the edit; `leads` tells whether the new address leads to the person already."""
    after: dict[str, Value | None] = {Field.EMAIL: wish.address}
    if CONFIRMED_AT in person.values:
        after[CONFIRMED_AT] = None
    word = person.consents.get(EMAIL_CHANNEL)
    return Edit(
        id=edit_id,
        slug=wish.slug,
        person_id=wish.person_id,
        by=wish.by,
        at=at,
        before={name: person.values.get(name) for name in after},
        after=after,
        marked=frozenset(after) - person.edited_fields,
        identity="" if leads else wish.identity,
        consent=word if word and word["given"] else None,
        expires_at=expiry(person, at=at),
    )


def _take_back(edit: Edit, people: PeopleTable, at: datetime) -> Person:
    person = person_of(edit.slug, edit.person_id, people=people, now=at.timestamp())
    confirmed = {CONFIRMED_AT} & person.values.keys()
    if changed := sorted({*written_anew(edit, person), *confirmed}):
        raise Conflict(f"written anew since edit {edit.id}: {', '.join(changed)}")
    before = edit.taken_back(person)
    lapsed = [entry for entry in _last_words(_entries(person, people)) if entry.reason == _reason(edit)]
    people.write(
        [
            put(to_item(before), person.revision),
            put(edit_to_item(edit), edit.revision - 1),
            *_no_longer_waiting(before, people),
            *_no_longer_leading(edit, person),
            *(put(entry_to_item(entry)) for entry in _words(person, edit, State.GIVEN, lapsed, at)),
        ]
    )
    return before


def _belongs_to_nobody_else(person: Person, identity: str, people: PeopleTable, at: datetime) -> bool:
    """Tell whether an id leads to the person already; raises PersonKnown where it is, or leads to, somebody else's."""
    if identity == person.person_id:
        return True
    key, alias = (person.holder, PERSON_PREFIX + identity), alias_key(person.holder, identity)
    found = people.read([key, alias])
    if key in found and not has_expired(found[key], now=at.timestamp()):
        raise PersonKnown(identity)
    if alias in found and leads_to(found[alias]) != person.person_id:
        raise PersonKnown(leads_to(found[alias]))
    return alias in found


def _leading(edit: Edit, person: Person, people: PeopleTable) -> Iterator[Step]:
    """Have the new address lead to the person, unless it is somebody's by now."""
    if not edit.identity:
        return
    yield put(alias_item(person.holder, edit.identity, to=person.person_id), Wanted.ABSENT)
    key = person.holder, PERSON_PREFIX + edit.identity
    over = people.read([key]).get(key)
    if over is None:
        yield Step(deed=Deed.CHECK, key=key, wanted=Wanted.ABSENT)
    else:
        # Somebody whose time is over, whom DynamoDB has not deleted yet.
        yield Step(deed=Deed.DELETE, key=key, wanted=int(over["revision"]["N"]))


def _no_longer_leading(edit: Edit, person: Person) -> Iterator[Step]:
    if edit.identity:
        yield Step(deed=Deed.DELETE, key=alias_key(person.holder, edit.identity))


def _no_longer_waiting(person: Person, people: PeopleTable) -> Iterator[Step]:
    """End what waits to be confirmed at an address that the person has no longer."""
    for item in people.below(person.holder, confirmations_of(person.person_id)):
        if confirmation_from_item(item).email not in addresses_of(person.values):
            yield Step(deed=Deed.DELETE, key=item_key(item))


def _entries(person: Person, people: PeopleTable) -> list[Entry]:
    return [entry_from_item(item) for item in people.below(person.holder, entries_of(person.person_id))]


def _last_words(entries: Iterable[Entry]) -> list[Entry]:
    """Return what was said last of each consent; to be asked again says nothing."""
    said = {(entry.purpose, entry.controller): entry for entry in entries if entry.state is not State.ASKED}
    return list(said.values())


def _words(person: Person, edit: Edit, state: State, of: Iterable[Entry], at: datetime) -> Iterator[Entry]:
    """Yield entries that end consents with an address, or bring them back with it, in the words they were given in."""
    for entry in of:
        yield Entry(
            holder=person.holder,
            person_id=person.person_id,
            entry_id=entry_id(edit.id, entry.purpose, entry.controller, state),
            purpose=entry.purpose,
            controller=entry.controller,
            state=state,
            method=Method.TEAM,
            at=at,
            wording=entry.wording,
            language=entry.language,
            version=entry.version,
            reason=_reason(edit),
        )


def _reason(edit: Edit) -> str:
    return f"edit {edit.id}: another address"


def _refused(place: str, reason: str, remedy: str) -> InputError:
    return InputError([Fault(place=place, reason=reason, remedy=remedy)])
