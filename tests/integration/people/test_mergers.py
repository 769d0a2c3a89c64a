"""Two records of one person merged and parted, and all who come by the other's name led to them; in memory and in
DynamoDB alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from shared.actions.belongings import belongings_of
from shared.actions.erasing import erase
from shared.actions.keys import activity_key, deed_key
from shared.actions.mergers import (
    MERGED,
    PARTED,
    MergerUnknown,
    NotToMerge,
    Wish,
    merge_people,
    mergers_made,
    undo_merger,
)
from shared.actions.timeline import read_timeline
from shared.consent.dossier import find_dossiers
from shared.kernel.errors import Conflict, TransientError
from shared.kernel.items import to_wire
from shared.people.aliases import every_alias, standing_id
from shared.people.editing import edit_person, edits_made
from shared.people.item import to_item
from shared.people.noting import Wording, due_notes, finish_note, read_notes, write_note
from shared.people.person import nation_holder
from shared.people.roll import PersonUnknown, find_standing_people, person_of
from shared.people.table import put
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.erasures import InMemoryErasures
from tests.fakes.journal import InMemoryJournal
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from shared.people.merger import Merger
    from shared.people.person import Person
    from shared.people.table import PeopleTable

SLUG = "paris-6"
HOLDER = nation_holder(SLUG)
ANNE = a_person(email="anne@example.org", given_name="Anne", tags=["a"], deeds=["join"])
A_MARTIN = a_person(
    email="a.martin@example.org", given_name="A.", support_level=2, tags=["b"], deeds=["join", "sign:x"]
)
PAUL = a_person(email="paul@example.org", given_name="Paul")
TODAY = date(2027, 5, 11)


@dataclass(kw_only=True)
class Office:
    """A nation's office that knows Anne twice: she joined under both addresses, and signed under one."""

    people: PeopleTable
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)
    erasures: InMemoryErasures = field(default_factory=InMemoryErasures)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))

    def merge(self, kept: Person = ANNE, gone: Person = A_MARTIN, *, prefer: frozenset[str] = frozenset()) -> Merger:
        self.clock.advance(timedelta(seconds=1))
        wish = Wish(slug=SLUG, kept_id=kept.person_id, gone_id=gone.person_id, by="member", preferring=prefer)
        return merge_people(
            wish, people=self.people, journal=self.journal, clock=self.clock, draw=lambda size: "0" * 2 * size
        )

    def undo(self, merger: Merger) -> tuple[Person, Person]:
        return undo_merger(
            SLUG, merger.kept.person_id, merger.id, people=self.people, journal=self.journal, clock=self.clock
        )

    def of(self, person: Person) -> Person:
        return person_of(SLUG, person.person_id, people=self.people, now=NOON.timestamp())

    def does(self, person: Person, deed: str) -> None:
        self.clock.advance(timedelta(seconds=1))
        key = deed_key(SLUG, person.person_id, deed=deed)
        pk, sk = activity_key(SLUG, person.person_id, at=self.clock.now(), action_id=deed)
        activity = to_wire({"pk": pk, "sk": sk, "action": deed.partition(":")[0], "page": "p", "said": {}})
        assert key is not None
        self.people.write([put(activity), put(to_wire({"pk": key[0], "sk": key[1]}))])

    def note(self, person: Person, text: str, due: date | None = None) -> str:
        self.clock.advance(timedelta(seconds=1))
        wording = Wording(text=text, by="member", due=due)
        ports = {"people": self.people, "journal": InMemoryJournal(), "clock": self.clock}
        return write_note(SLUG, person.person_id, wording, **ports).id  # type: ignore[arg-type] # each is its port

    def did(self, person: Person) -> list[str]:
        now = NOON.timestamp()
        return [each.action for each in read_timeline(SLUG, person.person_id, people=self.people, now=now)]

    def counted(self) -> list[str]:
        return [item["sk"]["S"] for item in self.people.below(HOLDER, "DEED#")]

    def everything(self) -> dict[str, object]:
        return {item["sk"]["S"]: item for item in self.people.below(HOLDER, "")}


@pytest.fixture
def office(table: PeopleTable) -> Office:
    table.write([put(to_item(person)) for person in (ANNE, A_MARTIN, PAUL)])
    office = Office(people=table)
    for person, deed in ((ANNE, "join"), (A_MARTIN, "join"), (A_MARTIN, "sign:x")):
        office.does(person, deed)
    office.note(A_MARTIN, "Prefers tea.")
    office.note(A_MARTIN, "Call back.", due=TODAY)
    return office


def test_what_was_known_done_and_noted_of_both_is_one_persons(office: Office) -> None:
    office.merge()

    anne = office.of(ANNE)
    assert (anne.values["given_name"], anne.values["support_level"], anne.values["tags"]) == ("Anne", 2, ["a", "b"])
    assert office.did(ANNE) == ["sign", "join", "join"]
    assert [note.text for note in read_notes(SLUG, ANNE.person_id, people=office.people)] == [
        "Prefers tea.",
        "Call back.",
    ]
    assert [note.person_id for note in due_notes(SLUG, until=TODAY, people=office.people)] == [ANNE.person_id]
    with pytest.raises(PersonUnknown):
        office.of(A_MARTIN)


def test_the_same_deed_of_both_counts_once_and_the_others_still_count(office: Office) -> None:
    office.merge()

    assert office.counted() == [f"DEED#signatures#x#{ANNE.person_id}", f"DEED#supporters#-#{ANNE.person_id}"]


def test_who_is_chosen_for_a_field_fills_it(office: Office) -> None:
    office.merge(prefer=frozenset({"email", "given_name"}))

    values = office.of(ANNE).values
    assert (values["email"], values["given_name"]) == ("a.martin@example.org", "A.")


def test_parted_again_both_are_as_before_with_all_that_was_theirs(office: Office) -> None:
    edit = edit_person(
        SLUG, A_MARTIN.person_id, {"sex": "F"}, by="m", people=office.people, journal=office.journal, clock=office.clock
    )
    assert edit is not None
    before = office.everything()
    merger = office.merge()

    kept, gone = office.undo(merger)

    after = office.everything()
    del after[merger.key[1]]
    for person in (kept, gone):
        sk = f"PERSON#{person.person_id}"
        assert from_revision(after.pop(sk), 1) == from_revision(before.pop(sk), 1)
    marks = {sk for sk in after if sk.startswith("STALE#")}
    assert {sk: item for sk, item in after.items() if sk not in marks} == {
        sk: item for sk, item in before.items() if not sk.startswith("STALE#")
    }
    assert len(edits_made(SLUG, A_MARTIN.person_id, people=office.people)) == 1


def from_revision(item: object, revision: int) -> object:
    """Return a person's item as of another revision."""
    assert isinstance(item, dict)
    return {**item, "revision": {"N": str(revision)}}


def test_what_was_seen_to_while_they_were_one_stays_seen_to(office: Office) -> None:
    merger = office.merge()
    (waiting,) = due_notes(SLUG, until=TODAY, people=office.people)
    finish_note(SLUG, ANNE.person_id, waiting.id, people=office.people, journal=office.journal, clock=office.clock)
    office.does(ANNE, "sign:y")

    office.undo(merger)

    notes = read_notes(SLUG, A_MARTIN.person_id, people=office.people)
    assert [note.done_at is not None for note in notes] == [False, True]
    assert list(due_notes(SLUG, until=TODAY, people=office.people)) == []
    assert office.did(ANNE) == ["sign", "join"]


def test_a_merger_is_undone_once(office: Office) -> None:
    merger = office.merge()
    office.undo(merger)

    with pytest.raises(Conflict, match="was undone on"):
        office.undo(merger)
    with pytest.raises(MergerUnknown):
        office.undo(replace(merger, id="other"))


def test_whoever_asks_for_the_one_who_is_gone_is_led_to_who_is_kept(office: Office) -> None:
    office.merge()

    assert standing_id(SLUG, A_MARTIN.person_id, people=office.people) == ANNE.person_id
    assert standing_id(SLUG, PAUL.person_id, people=office.people) == PAUL.person_id
    found = find_standing_people([A_MARTIN.key, PAUL.key], people=office.people, now=NOON.timestamp())
    assert set(found) == {ANNE.key, PAUL.key}
    dossiers = find_dossiers(A_MARTIN.person_id, ["NATION#lyon-3", HOLDER], people=office.people, now=NOON)
    assert [dossier.person.person_id for dossier in dossiers] == [ANNE.person_id]


def test_mergers_of_mergers_lead_to_the_last_and_part_one_by_one(office: Office) -> None:
    first = office.merge()
    second = office.merge(PAUL, ANNE)
    assert every_alias(SLUG, people=office.people) == dict.fromkeys(
        [ANNE.person_id, A_MARTIN.person_id], PAUL.person_id
    )
    with pytest.raises(PersonUnknown):
        office.undo(first)

    office.undo(second)

    assert every_alias(SLUG, people=office.people) == {A_MARTIN.person_id: ANNE.person_id}
    office.undo(first)
    assert every_alias(SLUG, people=office.people) == {}
    assert office.did(A_MARTIN) == ["sign", "join"]


def test_an_erasure_takes_both_and_no_file_brings_either_back(office: Office) -> None:
    office.merge(PAUL, ANNE)
    office.merge(PAUL, A_MARTIN)

    erase(PAUL.key, people=office.people, erasures=office.erasures, clock=office.clock)

    kinds = {sk.partition("#")[0] for sk in office.everything()} - {"STALE"}
    everybody = {person.person_id for person in (PAUL, ANNE, A_MARTIN)}
    assert kinds == {"ERASED"}
    assert set(office.erasures.kept) == everybody
    assert {sk.partition("#")[2] for sk in office.everything() if sk.startswith("ERASED")} == everybody


def test_all_that_is_kept_of_a_merger_belongs_to_the_person(office: Office) -> None:
    merger = office.merge()

    belongings = belongings_of(office.of(ANNE), people=office.people)

    assert merger.key in belongings
    assert (HOLDER, f"ALIAS#{A_MARTIN.person_id}") in belongings
    assert mergers_made(SLUG, ANNE.person_id, people=office.people) == [merger]


@pytest.mark.parametrize(
    ("other", "why"),
    [(ANNE, "same"), (a_person(email="new@example.org", expires_at=int(NOON.timestamp()) + 99), "unconfirmed")],
)
def test_who_cannot_be_merged_stays(office: Office, other: Person, why: str) -> None:
    office.people.write([put(to_item(other))])

    with pytest.raises(NotToMerge) as told:
        office.merge(gone=other)

    assert told.value.why == why
    assert office.journal.entries == []


def test_more_than_one_transaction_holds_is_refused_and_the_other_way_round_goes(office: Office) -> None:
    for number in range(50):
        office.note(A_MARTIN, f"Note {number}.")

    with pytest.raises(NotToMerge, match="too much was done"):
        office.merge()
    office.merge(A_MARTIN, ANNE)

    assert office.did(A_MARTIN) == ["sign", "join", "join"]


def test_the_log_tells_ids_and_comes_first(office: Office) -> None:
    merger = office.merge()
    office.undo(merger)

    about = {"person": ANNE.person_id, "merger": merger.id}
    assert office.journal.entries == [
        (SLUG, MERGED, {**about, "gone": A_MARTIN.person_id}),
        (SLUG, PARTED, {**about, "back": A_MARTIN.person_id}),
    ]
    office.journal.failure = TransientError("the log is out of reach")
    with pytest.raises(TransientError):
        office.merge()
    assert office.of(A_MARTIN).values == A_MARTIN.values
