"""A nation's own import, checked and loaded, in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from shared.actions.own_imports import carry_out_import
from shared.console.phrases import phrase_book
from shared.geography.atlases import atlas_of
from shared.kernel.errors import Conflict
from shared.people import layout
from shared.people.consent import ConsentStatement
from shared.people.imports import working
from shared.people.imports.marking import MarkedPeople
from shared.people.imports.orders import CHECKED, LOADED, ask_to_check, ask_to_load
from shared.people.imports.record import (
    Counts,
    ImportState,
    ImportUnknown,
    NationImport,
    find_import,
    import_from_item,
    import_to_item,
    imports_of,
)
from shared.people.imports.working import Yard
from shared.people.item import to_item
from shared.people.marks import STALE
from shared.people.memory import InMemoryPeopleFiles
from shared.people.person import nation_holder, person_id
from shared.people.planning import PlanLimits
from shared.people.renaming import ask_to_rename
from shared.people.statements import statements_of
from shared.people.table import MOST_CHANGED, put
from shared.people.tag_book import TagWish
from shared.sites.banner import TEMPLATES
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.erasures import InMemoryErasures
from tests.fakes.imports import ListedChangeOrders
from tests.fakes.journal import InMemoryJournal
from tests.fakes.nations import InMemoryNationStore
from tests.unit.people.builders import a_csv, a_person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shared.people.person import Person
    from shared.people.table import PeopleTable, Step

SLUG = "bonneville-5"
UPLOAD = "arrivals/x/people.csv"
HEADER = ("Courriel", "Prénom", "Nom", "CP", "Rang")
MARIE = a_person(slug=SLUG, email="marie@example.org", given_name="Maria")
ROWS = (
    ("marie@example.org", "Marie", "Dupont", "74200", "1"),
    ("ida@example.org", "Ida", "Noor", "69003", "2"),
    ("IDA@example.org", "", "", "", "3"),
    ("nobody", "", "", "", "4"),
)
french = phrase_book("fr", TEMPLATES).tell

STATEMENT = ConsentStatement(collected_by="Jeanne", collected_at="2027-05-03", wording="I want news")
MAPPING = {"Rang": "ignore"}


class Killed(BaseException):
    """What ends a process: no code of ours stands in its way."""


@dataclass
class Dying:
    """Writes so many times, and is killed then."""

    write: Callable[[Sequence[Step]], None]
    after: int

    def __call__(self, steps: Sequence[Step]) -> None:
        if self.after == 0:
            raise Killed
        self.after -= 1
        self.write(steps)


@dataclass(kw_only=True)
class Office:
    """A nation's office that knows Marie and has a file."""

    people: PeopleTable
    files: InMemoryPeopleFiles = field(default_factory=InMemoryPeopleFiles)
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)
    erasures: InMemoryErasures = field(default_factory=InMemoryErasures)
    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def ask(self, slug: str, import_id: str) -> None:
        self.asked.append((slug, import_id))

    def made(self, **changes: object) -> NationImport:
        made = NationImport(
            id="a1", slug=SLUG, by="member", at=NOON, upload=UPLOAD, source="market list", mapping=MAPPING
        )
        return replace(made, **changes)  # type: ignore[arg-type] # what the test names

    def check(self, *rows: Sequence[str], header: Sequence[str] = HEADER, **changes: object) -> NationImport:
        self.files.put(UPLOAD, a_csv(*rows, header=header, delimiter=";"), content_type="text/csv")
        made = self.made(**changes)
        ask_to_check(made, people=self.people, journal=self.journal, orders=self)
        return self.work(made.id)

    def load(self, import_id: str = "a1") -> NationImport:
        ask_to_load(SLUG, import_id, people=self.people, journal=self.journal, orders=self)
        return self.work(import_id)

    def work(self, import_id: str = "a1") -> NationImport:
        yard = Yard(
            people=self.people,
            files=self.files,
            erasures=self.erasures,
            zones_of=lambda slug: self.nations.get(slug).seed.zones,
            atlas=partial(atlas_of, "FR"),
            country="FR",
            limits=PlanLimits(),
        )
        return carry_out_import(SLUG, import_id, yard=yard, nations=self.nations)

    def of(self, email: str) -> Person:
        key = nation_holder(SLUG), person_id(email)
        return MarkedPeople(self.people).find([key])[key]

    def knows(self, email: str) -> bool:
        key = nation_holder(SLUG), person_id(email)
        return key in MarkedPeople(self.people).find([key])


@pytest.fixture
def office(table: PeopleTable) -> Office:
    table.write([put(to_item(MARIE))])
    office = Office(people=table)
    office.nations.found(a_nation(SLUG, zones=("constituency:74-05",)))
    return office


def test_a_nations_file_gives_no_tags_of_headquarters(office: Office) -> None:
    header = ("Courriel", "Tags")
    office.check(("ida@example.org", "HQ:vip, hq:board, marché, geo:commune:74042"), header=header, mapping={})

    office.load()

    assert office.of("ida@example.org").values["tags"] == ["marché"]


def test_a_check_counts_and_writes_nothing_of_anybody(office: Office) -> None:
    made = office.check(*ROWS)

    assert made.state is ImportState.CHECKED
    assert made.counts == Counts(rows=4, rejected=1, new=1, known=1, repeated=1)
    assert made.rejects == (0,)
    assert b"nobody" in office.files.get(layout.rejects_key(made.run, 0))
    assert office.of("marie@example.org").values == MARIE.values
    assert not office.knows("ida@example.org")


def test_loaded_everybody_is_the_nations_own_wherever_they_live(office: Office) -> None:
    office.check(*ROWS)

    made = office.load()

    assert made.state is ImportState.DONE
    assert (made.counts.created, made.counts.merged, made.counts.unchanged) == (1, 1, 1)
    ida, marie = office.of("ida@example.org"), office.of("marie@example.org")
    assert (ida.values["source"], ida.values["postcode"], "custom.Rang" in ida.values) == (
        "market list",
        "69003",
        False,
    )
    assert not ida.values.get("geo_tags")
    assert "geo:constituency:74-05" in marie.values["geo_tags"]  # type: ignore[operator] # a list
    assert not ida.mailable
    assert office.nations.get(SLUG).own_people == 1


def test_whoever_is_written_is_marked_for_the_index(office: Office) -> None:
    office.check(*ROWS)
    assert len(list(office.people.below(nation_holder(SLUG), STALE))) == 1

    office.load()

    assert len(list(office.people.below(nation_holder(SLUG), STALE))) == 2


def test_somebody_whose_time_is_over_but_who_is_still_there_stays_for_the_file(office: Office) -> None:
    office.people.write([put(to_item(a_person(slug=SLUG, email="ida@example.org", expires_at=1)))])
    office.check(*ROWS)

    assert office.load().state is ImportState.DONE
    assert "expires_at" not in office.of("ida@example.org").values


def test_with_a_statement_the_people_may_be_sent_mailings_and_it_can_be_proven(office: Office) -> None:
    office.check(*ROWS, consent=STATEMENT)
    assert statements_of(SLUG, people=office.people) == {}

    office.load()

    assert office.of("ida@example.org").mailable
    assert statements_of(SLUG, people=office.people) == {STATEMENT.hash: STATEMENT}


def test_carried_out_again_nothing_changes_and_nobody_counts_twice(office: Office) -> None:
    office.check(*ROWS)
    assert office.work().state is ImportState.CHECKED
    done = office.load()

    assert office.work() == done
    assert office.nations.get(SLUG).own_people == 1


def test_the_same_file_again_changes_nobody_wherever_they_live(office: Office) -> None:
    office.check(*ROWS)
    office.load()
    before = {email: office.of(email) for email in ("ida@example.org", "marie@example.org")}

    office.check(*ROWS, id="b2")
    again = office.load("b2")

    assert (again.counts.created, again.counts.merged, again.counts.unchanged) == (0, 0, 3)
    assert {email: office.of(email) for email in before} == before


def test_killed_while_it_loads_it_goes_on_and_the_sums_are_right(office: Office) -> None:
    office.check(*ROWS)
    begun = ask_to_load(SLUG, "a1", people=office.people, journal=office.journal, orders=office)
    done = office.work()
    # As if the worker had been killed before it wrote that it was done.
    office.people.write([put(import_to_item(begun))])

    assert office.work() == done


@pytest.mark.parametrize("written", [0, 1, 2])
def test_killed_in_the_middle_of_its_people_it_comes_again_and_ends_in_the_same_sums(
    office: Office, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    many = [(f"p{number}@example.org", "Ida", "Noor", "69003", "") for number in range(2 * MOST_CHANGED + 1)]
    office.check(*ROWS, *many)
    ask_to_load(SLUG, "a1", people=office.people, journal=office.journal, orders=office)
    with monkeypatch.context() as patch:
        patch.setattr(office.people, "write", Dying(office.people.write, after=written))
        with pytest.raises(Killed):
            office.work()
    assert 0 < len(list(office.people.below(nation_holder(SLUG), "PERSON#"))) < len(many)

    made = office.work()

    assert made.state is ImportState.DONE
    assert (made.counts.created, made.counts.merged, made.counts.unchanged) == (len(many) + 1, 1, 1)
    assert office.nations.get(SLUG).own_people == len(many) + 1


def test_what_is_uploaded_after_the_check_is_not_what_is_loaded(office: Office) -> None:
    office.check(*ROWS)
    office.files.put(UPLOAD, a_csv(("eve@example.org", "Eve", "", "", ""), header=HEADER), content_type="text/csv")

    office.load()

    assert not office.knows("eve@example.org")


@pytest.mark.parametrize("when", ["before the check", "between check and load"])
def test_an_old_file_brings_the_name_that_a_tag_has_now(office: Office, when: str) -> None:
    def rename() -> None:
        wish = TagWish(slug=SLUG, tag="vélo", by="member")
        ports: dict[str, Any] = {"people": office.people, "journal": office.journal, "clock": FixedClock(NOON)}
        ask_to_rename(wish, "à vélo", orders=ListedChangeOrders(), **ports)

    if when == "before the check":
        rename()
    office.check(("ida@example.org", "vélo, marché"), header=("Courriel", "Tags"), mapping={})
    if when != "before the check":
        rename()

    office.load()

    assert office.of("ida@example.org").values["tags"] == ["marché", "à vélo"]


def test_who_was_erased_does_not_come_in(office: Office) -> None:
    office.erasures.keep(person_id("ida@example.org"), at=NOON)

    office.check(*ROWS)
    office.load()

    assert not office.knows("ida@example.org")


def test_a_file_that_cannot_be_read_says_why(office: Office) -> None:
    made = office.check(("x", "y"), header=("a", "b"), mapping={})

    assert made.state is ImportState.FAILED
    assert "no usable header" in made.faults[0].reason
    with pytest.raises(Conflict, match="only one that is checked"):
        office.load()


def test_a_file_that_is_gone_before_it_is_checked_says_so(office: Office) -> None:
    ask_to_check(office.made(), people=office.people, journal=office.journal, orders=office)

    made = office.work()

    assert made.state is ImportState.FAILED
    assert "not there any more" in made.faults[0].reason


def test_a_file_with_more_rows_than_one_function_loads_in_its_time_is_refused_before_anything_is_sorted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "MOST_ROWS", len(ROWS) - 1)

    made = office.check(*ROWS)

    assert made.state is ImportState.FAILED
    assert [str(fault) for fault in made.faults] == [
        "market list: the file has 4 rows. Cut it into files of up to 3 rows each, and import one after the other"
    ]
    assert french(made.faults[0].reason) == "le fichier compte 4 lignes"
    assert french(made.faults[0].remedy).startswith("Découpez-le en fichiers de 3 lignes au plus")
    assert layout.range_outcome_key(made.run, 0) not in office.files.files
    monkeypatch.setattr(working, "MOST_ROWS", len(ROWS))
    assert office.check(*ROWS, id="b2").state is ImportState.CHECKED


def test_every_order_is_logged_first_and_sent(office: Office) -> None:
    office.check(*ROWS)
    office.load()

    assert office.asked == [(SLUG, "a1")] * 2
    assert office.journal.entries == [(SLUG, CHECKED, {"import": "a1"}), (SLUG, LOADED, {"import": "a1"})]


def test_an_import_that_nobody_asked_for_is_told(office: Office) -> None:
    with pytest.raises(ImportUnknown):
        office.work("b2")
    with pytest.raises(ImportUnknown):
        office.load("b2")


def test_imports_are_listed_the_latest_first_and_read_as_they_were_written(office: Office) -> None:
    first = office.check(*ROWS, consent=STATEMENT)
    second = office.check(("x", "y"), header=("a", "b"), id="b2", mapping={}, at=NOON.replace(hour=23))

    assert imports_of(SLUG, people=office.people) == [second, first]
    assert import_from_item(import_to_item(first)) == first
    assert find_import(SLUG, "c3", people=office.people) is None
