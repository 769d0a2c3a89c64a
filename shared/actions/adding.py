"""Add a person by hand: whom the team met, with what they said and what they agreed to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from shared.actions.keys import ADDED, activity_key, deed_key
from shared.kernel.errors import Conflict, Fault, InputError
from shared.kernel.items import to_wire
from shared.people.again import until_undisturbed
from shared.people.aliases import alias_key, leads_to
from shared.people.consent import EMAIL_CHANNEL, ConsentStatement, by_statement
from shared.people.editable import MOST_CHARACTERS, read_edits
from shared.people.email import normalise_email
from shared.people.fields import Field
from shared.people.item import PERSON_PREFIX, to_item
from shared.people.person import GEO_TAGS, Person, nation_holder, person_id
from shared.people.remembering import with_deed
from shared.people.statements import statement_item
from shared.people.table import Wanted, has_expired, put
from shared.people.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shared.actions.ground import Ground
    from shared.kernel.clock import Clock
    from shared.nations.nation import NationSeed
    from shared.people.journal import Journal
    from shared.people.person import Value
    from shared.people.ports import Erasures
    from shared.people.table import PeopleTable, Step

NOTED = "added-person"
CONSENT = ("collected_by", "collected_at", "wording")
"""What is typed of a consent: all three, or none."""

WORDING_CHARACTERS = 2000
ID_BYTES = 16


class PersonKnown(Conflict):
    """The nation knows somebody of that address or number: `person_id`."""

    def __init__(self, person_id: str) -> None:
        super().__init__("the nation knows somebody of this address or number already")
        self.person_id = person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody to add, as read from what was typed; with `consent`, they may be sent mailings."""

    person_id: str
    values: Mapping[str, Value]
    consent: ConsentStatement | None


def read_newcomer(typed: Mapping[str, str], *, country: str) -> Newcomer:
    """Return whom a form describes: fields of a person, `source`, and `collected_by`, `collected_at`, `wording`.

    An address or a number is needed, since nobody is known without; so is the source, for whoever asks later where we
    have them from (GDPR, art. 14 (2) f). Raises InputError with every fault, none of which repeats a value.
    """
    email, source = typed.get(Field.EMAIL, "").strip(), clean_text(typed.get(Field.SOURCE, ""))
    rest = {name: text for name, text in typed.items() if name not in {Field.EMAIL, Field.SOURCE, *CONSENT}}
    words = {name: clean_text(typed.get(name, "")) for name in CONSENT}
    address, faults = normalise_email(email) if email else None, list(_faults(email, source, words, rest))
    try:
        values = {name: value for name, value in read_edits(rest, country=country).items() if value is not None}
    except InputError as error:
        raise InputError([*faults, *error.faults]) from None
    if faults:
        raise InputError(faults)
    if address:
        values[Field.EMAIL] = address
    identity = address or str(values[Field.PHONE])
    consent = ConsentStatement(**words) if words["wording"] else None
    return Newcomer(person_id=person_id(identity), values={**values, Field.SOURCE: source}, consent=consent)


def add_person(
    seed: NationSeed,
    newcomer: Newcomer,
    *,
    ground: Ground,
    people: PeopleTable,
    erasures: Erasures,
    journal: Journal,
    clock: Clock,
    draw: Callable[[int], str],
) -> Person:
    """Write the person, their consent with its words, and that they count, in one transaction; return the person.

    Imports leave alone what was typed. Raises PersonKnown, and InputError for somebody who had themselves erased:
    only they can come back, by signing up.
    """
    if erasures.bars(newcomer.person_id, seed.slug):
        raise InputError([_fault("erased", "they had themselves erased", "They can sign up on the site")])
    journal.record(seed.slug, NOTED, {"person": newcomer.person_id})
    person = with_deed(_person(seed, newcomer, ground), ADDED, on=ground.day(clock.now()))
    return until_undisturbed(partial(_write, person, newcomer, draw(ID_BYTES), people, clock))


def _write(person: Person, newcomer: Newcomer, mark: str, people: PeopleTable, clock: Clock) -> Person:
    key, alias = (person.holder, PERSON_PREFIX + person.person_id), alias_key(person.holder, person.person_id)
    found = people.read([key, alias])
    item = found.get(key)
    if item is not None and not has_expired(item, now=clock.now().timestamp()):
        raise PersonKnown(person.person_id)
    if alias in found:
        raise PersonKnown(leads_to(found[alias]))
    before = int(item["revision"]["N"]) if item else 0
    person = replace(person, revision=before + 1)
    people.write([put(to_item(person), before or Wanted.ABSENT), *_beside(person, newcomer, mark, clock)])
    return person


def _beside(person: Person, newcomer: Newcomer, mark: str, clock: Clock) -> Iterator[Step]:
    slug, now = person.holder.removeprefix(nation_holder("")), clock.now()
    pk, sk = activity_key(slug, person.person_id, at=now, action_id=mark)
    yield put(to_wire({"pk": pk, "sk": sk, "action": ADDED, "page": "", "said": {}}))
    if counted := deed_key(slug, person.person_id, deed=ADDED):
        yield put(to_wire({"pk": counted[0], "sk": counted[1]}))
    if newcomer.consent:
        yield put(statement_item(slug, newcomer.consent))


def _person(seed: NationSeed, newcomer: Newcomer, ground: Ground) -> Person:
    values: dict[str, Value] = {**newcomer.values}
    if tags := ground.tags(seed, values):
        values[GEO_TAGS] = tags
    consents = {EMAIL_CHANNEL: by_statement(newcomer.consent)} if newcomer.consent else {}
    edited = frozenset(newcomer.values) - {Field.EMAIL, Field.SOURCE} | ({"consents"} if consents else set())
    return Person(
        holder=nation_holder(seed.slug),
        person_id=newcomer.person_id,
        values=values,
        consents=consents,
        edited_fields=edited,
    )


def _faults(email: str, source: str, words: Mapping[str, str], rest: Mapping[str, str]) -> Iterator[Fault]:
    if email and normalise_email(email) is None:
        yield _fault(Field.EMAIL, "it cannot be read", "Write it like marie@example.org")
    if not email and not rest.get(Field.PHONE, "").strip():
        yield _fault(Field.EMAIL, "there is neither address nor number", "Write one of both")
    if not 0 < len(source) <= MOST_CHARACTERS:
        yield _fault(Field.SOURCE, "it is blank or too long", "Write where you have them from")
    if any(words.values()):
        yield from _consent_faults(email, words)


def _consent_faults(email: str, words: Mapping[str, str]) -> Iterator[Fault]:
    if not email:
        yield _fault("wording", "it is about an address that is not there", "Write the e-mail address")
    for name, text in words.items():
        if not 0 < len(text) <= WORDING_CHARACTERS:
            yield _fault(name, "it is blank or too long", "Write who asked, when, and in which words")
    if words["collected_at"] and not _is_day(words["collected_at"]):
        yield _fault("collected_at", "it is no day", "Write it as 2027-05-11")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _fault(place: str, reason: str, remedy: str) -> Fault:
    return Fault(place=place, reason=reason, remedy=remedy)
