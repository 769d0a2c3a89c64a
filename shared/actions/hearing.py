"""What somebody tells a nation's team, at a door or on the phone: that they withdraw, or want to be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.actions.erasing import erase
from shared.consent.ledger import Method
from shared.consent.purposes import Purpose
from shared.consent.withdrawing import Word, withdraw
from shared.consent.wording import languages, wordings
from shared.kernel.errors import Fault, InputError
from shared.people.email import addresses_of, normalise_email
from shared.people.numbers import numbers_of
from shared.people.phone import normalise_phone
from shared.people.roll import person_of
from shared.people.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from shared.consent.dossier import Asked
    from shared.kernel.clock import Clock
    from shared.people.journal import Journal
    from shared.people.person import Person
    from shared.people.ports import Erasures
    from shared.people.table import PeopleTable

WITHDREW, ERASED = "recorded-withdrawal", "erased-person"
REASON_CHARACTERS = 300


def record_withdrawal(
    slug: str,
    person_id: str,
    purposes: Collection[str],
    reason: str,
    *,
    people: PeopleTable,
    journal: Journal,
    clock: Clock,
) -> tuple[Asked, ...]:
    """Write down that somebody takes back what they agreed to for some purposes; return what was not taken back before.

    It is theirs towards the candidate and the party alike; of the party's own list headquarters must be told. `reason`
    is how they said so, for whoever must prove it later. The log tells the purposes first. Raises PersonUnknown, and
    InputError for no purpose, or no reason.
    """
    person = person_of(slug, person_id, people=people, now=clock.now().timestamp())
    chosen, said = _read(purposes, reason)
    journal.record(slug, WITHDREW, {"person": person_id, "purposes": ", ".join(sorted(chosen))})
    asked = {each for language in languages() for each in wordings(language) if each[0] in chosen}
    return withdraw(person.key, asked, word=Word(method=Method.TEAM, reason=said), people=people, clock=clock)


def erase_by_word(
    slug: str,
    person_id: str,
    typed: str,
    *,
    country: str,
    people: PeopleTable,
    erasures: Erasures,
    journal: Journal,
    clock: Clock,
) -> int:
    """Erase somebody from a nation because they said so; return how many items are gone. It cannot be undone.

    `typed` must be an address or number of theirs (national ones of `country`), lest a slip erase somebody. No file
    brings them back into this nation; others are headquarters' to erase them from. The log tells it first. Raises
    PersonUnknown, and InputError for an address or number of somebody else.
    """
    person = person_of(slug, person_id, people=people, now=clock.now().timestamp())
    if not _is_theirs(typed, person, country):
        remedy = "Write the address, or the number, that stands on the profile"
        raise InputError([Fault(place="typed", reason="it is not the person's", remedy=remedy)])
    journal.record(slug, ERASED, {"person": person_id})
    return erase(person.key, people=people, erasures=erasures, clock=clock, within=slug)


def _read(purposes: Collection[str], reason: str) -> tuple[frozenset[Purpose], str]:
    known, said = set(map(str, Purpose)), clean_text(reason)
    faults = []
    if not purposes or not known.issuperset(purposes):
        faults.append(Fault(place="purposes", reason="none is chosen", remedy="Choose what they take back"))
    if not 0 < len(said) <= REASON_CHARACTERS:
        remedy = f"Write how they said so, in {REASON_CHARACTERS} signs at most"
        faults.append(Fault(place="reason", reason="it is blank or too long", remedy=remedy))
    if faults:
        raise InputError(faults)
    return frozenset(map(Purpose, purposes)), said


def _is_theirs(typed: str, person: Person, country: str) -> bool:
    if "@" in typed:
        return normalise_email(typed) in addresses_of(person.values)
    return normalise_phone(typed, country=country) in numbers_of(person)
