"""A nation's people listed, found, shown and tagged from the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from shared.access.audit import Deed
from shared.access.grant import OPERATOR
from shared.kernel.errors import TransientError
from shared.nations.nation import NationStatus
from shared.people.item import to_item
from shared.people.person import person_id
from shared.people.table import put
from tests.builders import a_nation
from tests.fakes.clock import FixedClock
from tests.unit.actions.recorded import Room, an_action
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from shared.people.person import Person
    from tests.unit.cli.desk import Desk

SLUG = "paris-6"
MARIE_CALLED = "marie@example.org"
MARIE = a_person(email="marie@example.org", given_name="Marie", family_name="Dupont", tags=["phoned"])
PAUL = a_person(email="paul@example.org", given_name="Paul", family_name="Arnaud", volunteer=True)
IDA = a_person(email="ida@example.org", given_name="Ida", family_name="Dupont", slug="lyon-3")


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk, with two people in paris-6 and one elsewhere."""
    desk.nations.found(a_nation(SLUG, status=NationStatus.READY))
    desk.people.write([put(to_item(person)) for person in (MARIE, PAUL, IDA)])
    return desk


def tags(desk: Desk, person: Person) -> object:
    desk.banneret("people", "show", SLUG, person.person_id, "--json")
    return desk.json().get("tags")


READING: dict[str, tuple[str, ...]] = {
    "people list": (),
    "people search": ("dupont",),
    "people show": (MARIE_CALLED,),
    "people messages": (),
    "people due": (),
    "people duplicates": (),
    "people segment": ("--limit", "5"),
    "proxy list": (),
    "proxy match": (),
}
"""Commands that show people of a nation, and what they are told besides its name."""


@pytest.mark.parametrize("command", READING)
def test_the_nations_log_tells_that_the_operator_read_its_people_and_what_for(office: Desk, command: str) -> None:
    words = (*command.split(), SLUG, *READING[command])

    assert office.banneret(*words) == 0
    assert office.banneret(*words, "--reason", "a judge asked for it") == 0

    first, second = office.audit.entries
    assert (first.nation, first.who, first.what, first.about["command"]) == (SLUG, OPERATOR, "read-people", command)
    assert "reason" not in first.about
    assert second.about["reason"] == "a judge asked for it"
    assert first.about.get("person") == (MARIE.person_id if command == "people show" else None)


@pytest.mark.parametrize("command", READING)
def test_nobody_is_shown_whose_reading_the_log_could_not_be_told(
    office: Desk, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_reach(_entry: object) -> None:
        raise TransientError("the log cannot be reached")

    monkeypatch.setattr(office.audit, "record", out_of_reach)

    assert office.banneret(*command.split(), SLUG, *READING[command]) != 0
    assert office.out == []


def test_counting_people_is_no_reading_and_a_reason_must_say_something(office: Desk) -> None:
    assert office.banneret("people", "segment", SLUG, "--have", "volunteer") == 0
    assert office.banneret("people", "list", SLUG, "--reason", "so") == 2

    assert office.audit.entries == []


def test_people_are_listed_by_name_and_page_by_page(office: Desk) -> None:
    assert office.banneret("people", "list", SLUG, "--limit", "1", "--json") == 0
    first = office.json()
    office.banneret("people", "list", SLUG, "--limit", "1", "--after", first["cursor"], "--json")

    assert [person["email"] for person in (*first["people"], *office.json()["people"])] == [
        "paul@example.org",
        "marie@example.org",
    ]
    assert office.json()["cursor"] is None


def test_a_list_reads_as_a_table_and_says_how_it_goes_on(office: Desk) -> None:
    office.banneret("people", "list", SLUG, "--limit", "1")

    head, row, more = office.out[0].splitlines()
    assert head.split() == ["name", "e-mail", "phone", "id"]
    assert row.startswith("Paul Arnaud  paul@example.org")
    assert more.startswith("more: --after ")


@pytest.mark.parametrize("text", ["dup", "marie dupont", "marie@example.org"])
def test_a_search_finds_the_nations_own(office: Desk, text: str) -> None:
    assert office.banneret("people", "search", SLUG, text, "--json") == 0

    assert [person["email"] for person in office.json()["people"]] == ["marie@example.org"]


def test_a_search_in_vain_says_so(office: Desk) -> None:
    office.banneret("people", "search", SLUG, "nobody")

    assert office.out == ["nobody found"]


def test_somebody_is_shown_with_all_their_fields(office: Desk) -> None:
    assert office.banneret("people", "show", SLUG, "paul@example.org") == 0

    lines = [line.split(maxsplit=1) for line in office.out[0].splitlines()]
    assert ["family_name", "Arnaud"] in lines
    assert ["volunteer", "yes"] in lines


@pytest.mark.parametrize("contact", ["ida@example.org", person_id("nobody@example.org")])
def test_whoever_the_nation_does_not_know_is_not_shown_and_not_repeated(office: Desk, contact: str) -> None:
    assert office.banneret("people", "show", SLUG, contact) == 2

    assert "has nobody of this id" in office.said[0]
    assert contact not in office.said[0]


def test_a_note_is_kept_shown_and_seen_to(office: Desk) -> None:
    assert office.banneret("people", "note", SLUG, MARIE_CALLED, "Lends her van.", "--due", "2027-05-30", "--json") == 0
    kept = office.json()
    office.banneret("people", "show", SLUG, MARIE_CALLED, "--json")
    assert office.json()["notes"] == [kept]

    office.banneret("people", "due", SLUG, "--until", "2027-05-30")
    assert office.out[0].splitlines()[1].split(maxsplit=3) == [
        "2027-05-30",
        MARIE.person_id,
        kept["note"],
        "Lends her van.",
    ]

    assert office.banneret("people", "done", SLUG, MARIE_CALLED, kept["note"]) == 0
    office.banneret("people", "due", SLUG, "--until", "2027-05-30")
    assert office.out == ["nothing is to be seen to until 2027-05-30"]
    told = [entry.what for entry in office.audit.entries if entry.what != Deed.READ_PEOPLE]
    assert told == ["noted-about-person", "followed-up"]


def test_a_note_is_corrected_waits_again_and_is_dropped(office: Desk) -> None:
    office.banneret("people", "note", SLUG, MARIE_CALLED, "Lends her van.", "--due", "2027-05-30", "--json")
    note = office.json()["note"]

    assert office.banneret("people", "correct", SLUG, MARIE_CALLED, note, "Lends it.", "--due", "2027-05-31") == 0
    office.banneret("people", "done", SLUG, MARIE_CALLED, note)
    assert office.banneret("people", "done", SLUG, MARIE_CALLED, note, "--undo") == 0
    office.banneret("people", "due", SLUG, "--until", "2027-05-31", "--json")
    assert [(each["text"], each["due"]) for each in office.json()["due"]] == [("Lends it.", "2027-05-31")]

    assert office.banneret("people", "drop", SLUG, MARIE_CALLED, note) == 0
    office.banneret("people", "show", SLUG, MARIE_CALLED, "--json")
    assert office.json()["notes"] == []


def test_nobody_sees_to_a_note_without_a_day(office: Desk) -> None:
    assert office.banneret("people", "note", SLUG, MARIE_CALLED, "Call.", "--to", "driss@example.org") == 2

    assert "nobody sees to a note without a day" in office.said[0]


@pytest.mark.parametrize(("zone", "due"), [("constituency:75-07", 0), ("constituency:974-02", 1)])
def test_what_is_due_today_is_due_where_the_nation_is(office: Desk, zone: str, due: int) -> None:
    office.nations.found(a_nation("reunion-2", status=NationStatus.READY, zones=(zone,)))
    office.people.write([put(to_item(a_person(email=MARIE_CALLED, slug="reunion-2")))])
    office.banneret("people", "note", "reunion-2", MARIE_CALLED, "Call.", "--due", "2027-05-12")

    # In Paris this is a minute before midnight, on Réunion nearly two hours after.
    office.patience.moment = datetime(2027, 5, 11, 21, 59, tzinfo=UTC)
    office.banneret("people", "due", "reunion-2", "--json")

    assert len(office.json()["due"]) == due


def test_edits_and_mergers_are_shown_with_the_ids_that_undo_them(office: Desk) -> None:
    office.banneret("people", "edit", SLUG, MARIE_CALLED, "support_level=2", "--json")
    edit = office.json()["edit"]
    office.banneret("people", "merge", SLUG, MARIE_CALLED, "paul@example.org", "--json")
    merger = office.json()["merger"]

    office.banneret("people", "show", SLUG, "paul@example.org", "--json")
    assert [(each.get("edit"), each.get("merger"), each["undone_at"]) for each in office.json()["changes"]] == [
        (edit, None, None),
        (None, merger, None),
    ]
    office.banneret("people", "edit", SLUG, MARIE_CALLED, "--undo", edit)
    office.banneret("people", "show", SLUG, MARIE_CALLED)

    lines = office.out[0].splitlines()
    assert lines[-2].endswith(f"edit {edit}: support_level (undone)")
    assert lines[-1].endswith(f"merger {merger}: with {PAUL.person_id}")


def test_a_person_is_edited_and_that_taken_back(office: Desk) -> None:
    assert office.banneret("people", "edit", SLUG, MARIE_CALLED, "support_level=2", "given_name=Anne", "--json") == 0
    done = office.json()
    assert done["fields"] == ["given_name", "support_level"]
    office.banneret("people", "search", SLUG, "anne dupont", "--json")
    assert [person["person_id"] for person in office.json()["people"]] == [MARIE.person_id]

    assert office.banneret("people", "edit", SLUG, MARIE_CALLED, "--undo", done["edit"]) == 0

    office.banneret("people", "show", SLUG, MARIE_CALLED, "--json")
    assert (office.json()["given_name"], office.json()["edited_fields"]) == ("Marie", [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing"], "no equals sign"),
        ([], "there must be changes or --undo"),
        (["support_level=2", "--undo", "x"], "there must be changes or --undo"),
        (["support_level=9"], "support_level: it cannot be read"),
        (["geo_tags=x"], "geo_tags: it is not a nation's to write"),
    ],
)
def test_what_is_no_edit_is_refused(office: Desk, words: list[str], said: str) -> None:
    assert office.banneret("people", "edit", SLUG, MARIE_CALLED, *words) == 2

    assert said in office.said[0]


def test_an_edit_that_changes_nothing_says_so(office: Desk) -> None:
    office.banneret("people", "edit", SLUG, MARIE_CALLED, "given_name=Marie")

    assert office.out == ["nothing differs"]


def test_what_somebody_did_is_shown_with_them(office: Desk) -> None:
    room = Room(people=office.people, clock=FixedClock(office.patience.now()))
    room.record(an_action("sign", target="petition"))

    office.banneret("people", "show", SLUG, MARIE_CALLED)

    assert office.out[0].splitlines()[-1].endswith("sign petition")


def test_a_tag_is_given_logged_and_undone(office: Desk) -> None:
    assert office.banneret("people", "tag", SLUG, "phoned", "marie@example.org", PAUL.person_id, "--json") == 0
    done = office.json()
    assert (done["asked"], done["changed"]) == (2, 1)
    assert tags(office, PAUL) == ["phoned"]

    office.banneret("people", "undo", SLUG, done["change"])

    assert office.out == ["1 people are as before"]
    assert tags(office, PAUL) is None
    assert tags(office, MARIE) == ["phoned"]
    logged = office.audit.page(SLUG, limit=10).elements
    assert {(entry.who, entry.what) for entry in logged if entry.what != Deed.READ_PEOPLE} == {
        ("operator", "tagged-people"),
        ("operator", "undid-change"),
    }


def test_a_tag_is_taken(office: Desk) -> None:
    office.banneret("people", "tag", SLUG, "phoned", "marie@example.org", "--remove")

    assert office.out[0].startswith(
        "1 of 1 people changed, 0 had it so before\nundo within 30 days: banneret people undo paris-6 "
    )
    assert tags(office, MARIE) is None


def test_a_tag_of_headquarters_is_refused(office: Desk) -> None:
    assert office.banneret("people", "tag", SLUG, "geo:country:FR", "marie@example.org") == 2

    assert "only headquarters gives geographic tags" in office.said[0]


def test_somebody_met_is_added_and_what_they_agreed_to_can_be_proven(office: Desk) -> None:
    agreed = ("collected_by=Jeanne", "collected_at=2027-05-03", "wording=I want news")
    assert office.banneret("people", "add", SLUG, "email=Ida@example.org", "source=market", *agreed, "--json") == 0
    assert office.json() == {"nation": SLUG, "person_id": IDA.person_id, "mailable": True}

    office.banneret("people", "consent", "ida@example.org", "--nation", SLUG, "--json")
    (word,) = office.json()["known_by"][0]["words"]
    assert word["statement"] == {"collected_by": "Jeanne", "wording": "I want news"}


def test_whom_a_nation_knows_is_not_added_again(office: Desk) -> None:
    assert office.banneret("people", "add", SLUG, f"email={MARIE_CALLED}", "source=market") == 1
    assert "knows somebody of this address" in office.said[-1]


def test_what_is_known_is_written_with_an_equals_sign(office: Desk) -> None:
    assert office.banneret("people", "add", SLUG, "ida@example.org") == 2


def test_one_person_twice_is_found_merged_and_parted(office: Desk) -> None:
    twin = a_person(email="m.dupont@example.org", given_name="Marie", family_name="Dupont", postcode="75006")
    marie = replace(MARIE, values={**MARIE.values, "postcode": "75006"})
    office.people.write([put(to_item(twin)), put(to_item(marie))])
    office.banneret("people", "duplicates", SLUG, "--json")
    (pair,) = office.json()["pairs"]
    assert {pair["kept"], pair["gone"]} == {marie.person_id, twin.person_id}

    assert office.banneret("people", "merge", SLUG, MARIE_CALLED, "m.dupont@example.org", "email", "--json") == 0
    merger = office.json()["merger"]
    office.banneret("people", "show", SLUG, MARIE_CALLED, "--json")
    assert office.json()["email"] == "m.dupont@example.org"
    office.banneret("people", "search", SLUG, "m.dupont@example.org", "--json")
    assert [person["person_id"] for person in office.json()["people"]] == [marie.person_id]

    assert office.banneret("people", "part", SLUG, MARIE_CALLED, merger) == 0
    office.banneret("people", "show", SLUG, "m.dupont@example.org", "--json")
    assert office.json()["person_id"] == twin.person_id


def test_nobody_twice_is_told(office: Desk) -> None:
    office.banneret("people", "duplicates", SLUG)

    assert office.out == ["nobody twice here"]
