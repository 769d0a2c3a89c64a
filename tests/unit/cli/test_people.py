"""What people agreed to, shown, withdrawn, erased; and who goes when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from shared.nations.nation import NationStatus
from shared.people.consent import Consent, ConsentStatement, by_statement
from shared.people.item import to_item
from shared.people.person import hq_holder, person_id
from shared.people.table import put
from shared.rollouts.rollout import RolloutState
from tests.builders import a_nation, a_request, a_rollout
from tests.fakes.clock import FixedClock
from tests.unit.actions.recorded import MAIL, MARIE, SHARING, SLUG, Room, a_consent, an_action
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk

STATEMENT = ConsentStatement(collected_by="Plein Jour", collected_at="2026-09-01", wording="Oui, tenez-moi au courant.")


@pytest.fixture
def room(desk: Desk) -> Room:
    """The stores of the desk: Marie confirmed in paris-6, and lyon-3 has her from an import."""
    desk.nations.found(a_nation(SLUG, status=NationStatus.READY))
    room = Room(
        people=desk.people,
        wordings=desk.wordings,
        clock=FixedClock(desk.patience.now()),
        nations=desk.nations,
    )
    room.confirm(room.record_and_ask(an_action(consents=(a_consent(MAIL), a_consent(SHARING)))))
    room.people.write([put(to_item(a_person(slug="lyon-3", email=MARIE, consents={"email": by_statement(STATEMENT)})))])
    desk.rollouts.create(a_rollout(state=RolloutState.DONE, request=a_request(consent=STATEMENT)))
    return room


def test_the_proof_shows_every_nation_and_every_word(desk: Desk, room: Room) -> None:
    assert desk.banneret("people", "consent", "Marie@Example.org", "--json") == 0

    by_import, by_form = desk.json()["known_by"]
    assert (by_import["nation"], by_import["mailable"], by_import["standing"]) == ("lyon-3", True, ["mail.candidate"])
    assert by_import["words"][0]["statement"]["wording"] == STATEMENT.wording
    assert (by_form["nation"], by_form["mailable"]) == (SLUG, True)
    assert by_form["standing"] == ["mail.candidate", "share-with-hq.candidate"]
    states = {entry["state"] for entry in by_form["ledger"]}
    assert states == {"asked", "confirmed"}
    texts = [entry["wording"]["text"] for entry in by_form["ledger"]]
    assert all("Jeanne Martin" in text for text in texts)
    assert {entry["address"] for entry in by_form["ledger"]} == {"203.0.113.0", "198.51.100.0"}


def test_the_proof_reads_as_lines(desk: Desk, room: Room) -> None:
    desk.banneret("people", "consent", MARIE, "--nation", SLUG)

    lines = desk.out[0].splitlines()
    assert lines[0] == f"{SLUG}: may be sent mail"
    assert "  stands: mail.candidate, share-with-hq.candidate" in lines
    assert any(
        "confirmed: mail of the candidate, by double opt-in (confirm from 198.51.100.0)" in line for line in lines
    )


def test_nobody_knows_a_stranger(desk: Desk, room: Room) -> None:
    assert desk.banneret("people", "consent", "stranger@example.org") == 0

    assert desk.out == ["nobody knows this address"]


def in_logs(desk: Desk) -> set[tuple[str | None, str, str]]:
    """Return what the logs tell of people: in which nation's log, or None for headquarters', what and of whom."""
    return {(each.nation, each.what, each.about["person"]) for each in desk.audit.entries}


@pytest.mark.parametrize("contact", ["zoe@", "4711", "zoe.example.org"])
def test_what_is_no_address_is_refused_and_not_repeated(desk: Desk, room: Room, contact: str) -> None:
    assert desk.banneret("people", "consent", contact) == 2

    assert "neither an e-mail address nor a phone number" in desk.said[0]
    assert contact not in desk.said[0]


def test_somebody_known_by_phone_alone_is_found_by_it(desk: Desk, room: Room) -> None:
    by_phone = replace(a_person(), person_id=person_id("+33612345678"), values={"phone": "+33612345678"})
    room.people.write([put(to_item(by_phone))])

    desk.banneret("people", "consent", "06 12 34 56 78", "--json")

    assert len(desk.json()["known_by"]) == 1


def test_a_withdrawal_reaches_every_nation_and_says_why(desk: Desk, room: Room) -> None:
    assert desk.banneret("people", "withdraw", MARIE, "--purpose", "mail", "--reason", "wrote on 3 June", "--json") == 0

    assert [each["nation"] for each in desk.json()["known_by"]] == ["lyon-3", SLUG]
    assert not room.person().mailable
    assert not room.person(slug="lyon-3").mailable
    assert {entry.reason for entry in room.ledger() if entry.reason} == {"wrote on 3 June"}
    assert desk.banneret("people", "withdraw", MARIE, "--purpose", "mail", "--reason", "again") == 0
    assert "withdrawn before" in desk.out[0]


def test_a_withdrawal_is_told_in_the_log_of_each_nation_that_knows_somebody(desk: Desk, room: Room) -> None:
    desk.banneret("people", "withdraw", MARIE, "--purpose", "mail", "--reason", "wrote on 3 June")

    assert in_logs(desk) == {(slug, "recorded-withdrawal", person_id(MARIE)) for slug in ("lyon-3", SLUG)}


def test_whoever_reads_what_somebody_agreed_to_is_told_in_the_log_of_each_nation_that_knows_them(
    desk: Desk, room: Room
) -> None:
    desk.banneret("people", "consent", MARIE, "--reason", "she asks for a copy")

    assert in_logs(desk) == {(slug, "read-people", person_id(MARIE)) for slug in ("lyon-3", SLUG)}
    assert {each.about["reason"] for each in desk.audit.entries} == {"she asks for a copy"}


def test_an_erasure_is_told_in_the_log_of_headquarters_and_of_each_nation_that_knows_somebody(
    desk: Desk, room: Room
) -> None:
    desk.banneret("people", "erase", MARIE, "--yes")

    assert in_logs(desk) == {(slug, "erased-person", person_id(MARIE)) for slug in (None, "lyon-3", SLUG)}
    assert MARIE not in str(desk.audit.entries)


def test_an_erasure_from_one_nation_is_told_in_its_log_alone(desk: Desk, room: Room) -> None:
    desk.banneret("people", "erase", MARIE, "--nation", SLUG, "--yes")

    assert in_logs(desk) == {(SLUG, "erased-person", person_id(MARIE))}


def test_headquarters_forgets_only_what_was_the_partys(desk: Desk, room: Room) -> None:
    holder = hq_holder(person_id(MARIE))
    given = {"email": Consent(given=True, by="ledger x")}
    room.people.write([put(to_item(replace(a_person(email=MARIE, consents=given), holder=holder)))])

    desk.banneret("people", "withdraw", MARIE, "--purpose", "mail", "--reason", "?", "--json")

    assert desk.json()["known_by"][-1] == {"nation": "headquarters", "withdrawn": ["mail of the party"]}


def test_whoever_is_erased_is_gone_from_all_nations(desk: Desk, room: Room) -> None:
    assert desk.banneret("people", "erase", MARIE, "--yes", "--json") == 0

    assert [each["nation"] for each in desk.json()["erased"]] == ["lyon-3", SLUG]
    assert not room.has()
    assert not room.has(slug="lyon-3")
    assert MARIE not in str(room.kept(""))
    desk.banneret("people", "erase", MARIE, "--yes")
    assert desk.out == ["nobody knows this address\nno file brings this address in from now on"]


def test_an_address_that_nobody_knows_yet_stays_out_as_well(desk: Desk, room: Room) -> None:
    assert desk.banneret("people", "erase", "stranger@example.org", "--yes") == 0

    assert desk.erasures.all().bars(person_id("stranger@example.org"), SLUG)


def test_whoever_is_erased_from_one_nation_stays_with_the_others(desk: Desk, room: Room) -> None:
    assert desk.banneret("people", "erase", MARIE, "--nation", SLUG, "--yes", "--json") == 0

    assert [each["nation"] for each in desk.json()["erased"]] == [SLUG]
    assert not room.has(MARIE, SLUG)
    assert room.has(MARIE, "lyon-3")
    assert [desk.erasures.bars(person_id(MARIE), slug) for slug in (SLUG, "lyon-3")] == [True, False]


def test_who_is_erased_while_a_rollout_imports_must_be_erased_once_more(desk: Desk, room: Room) -> None:
    desk.rollouts.create(a_rollout(id="second", state=RolloutState.IMPORTING))

    desk.banneret("people", "erase", MARIE, "--yes")

    assert desk.out[0].splitlines()[-1] == "rollout second is importing: erase once more when it is done"


def test_erasing_asks_for_the_address_once_more(desk: Desk, room: Room) -> None:
    desk.typed = "somebody@example.org"

    assert desk.banneret("people", "erase", MARIE) == 2
    assert room.has()

    desk.typed = MARIE
    assert desk.banneret("people", "erase", MARIE) == 0
    assert not room.has()


def ending(desk: Desk, *, end_date: str = "2027-06-20") -> None:
    nation = desk.nations.nations[SLUG]
    desk.nations.nations[SLUG] = replace(nation, seed=replace(nation.seed, facts={"end_date": end_date}))


def test_the_preview_counts_who_would_go_and_writes_nothing(desk: Desk, room: Room) -> None:
    ending(desk)
    before = desk.people.writes

    assert desk.banneret("people", "retention", SLUG, "--preview", "--json") == 0

    document = desk.json()
    assert (document["ends"], document["goes_at"]) == ("2027-06-20", "2027-08-20T00:00:00+02:00")
    assert (document["people"], document["sooner"], document["going"], document["party"]) == (1, 0, 1, 1)
    assert document["dated"] is None
    assert desk.people.writes == before


def test_a_running_campaign_lets_nobody_go(desk: Desk, room: Room) -> None:
    ending(desk)

    assert desk.banneret("people", "retention", SLUG, "--apply") == 2
    assert "the campaign runs until 2027-06-20" in desk.said[0]


def test_after_its_end_applying_dates_everything(desk: Desk, room: Room) -> None:
    ending(desk)
    desk.patience.moment = datetime(2027, 6, 21, 6, tzinfo=UTC)

    assert desk.banneret("people", "retention", SLUG, "--apply") == 0

    assert "items have a date now" in desk.out[0]
    assert room.person().values["expires_at"] == int(datetime(2027, 8, 19, 22, tzinfo=UTC).timestamp())


def test_without_an_end_of_its_own_a_campaign_ends_with_the_election(desk: Desk, room: Room) -> None:
    desk.banneret("people", "retention", SLUG, "--json")

    assert desk.json()["ends"] == str(desk.calendar.election_end(["constituency:75-06"]))


def test_preview_and_apply_exclude_each_other(desk: Desk, room: Room) -> None:
    assert desk.banneret("people", "retention", SLUG, "--preview", "--apply") == 2


def a_proxy(room: Room, role: str, email: str) -> None:
    said = {"role": role, "given_name": "Marie", "family_name": "D.", "commune": "Paris"}
    room.confirm(room.record_and_ask(an_action("proxy", email=email, said=said, consents=())))


def test_proxies_are_listed_and_matched(desk: Desk, room: Room) -> None:
    a_proxy(room, "gives", "giver@example.org")
    a_proxy(room, "gives", "second@example.org")
    a_proxy(room, "carries", "carrier@example.org")

    desk.banneret("proxy", "list", SLUG, "--json")
    assert sorted(person["role"] for person in desk.json()["people"]) == ["carries", "gives", "gives"]

    desk.banneret("proxy", "match", SLUG, "--json")
    (pair,) = desk.json()["matches"]
    assert (pair["carrier"]["email"], pair["rounds"], pair["why"]) == (
        "carrier@example.org",
        ["first", "second"],
        "same commune",
    )
    assert len(desk.json()["waiting"]) == 1


def test_proxies_read_as_lines(desk: Desk, room: Room) -> None:
    desk.banneret("proxy", "list", SLUG)
    assert desk.out == ["nobody gives or carries a proxy yet"]
    a_proxy(room, "gives", "giver@example.org")

    desk.banneret("proxy", "list", SLUG)
    assert "giver@example.org" in desk.out[0]
    desk.banneret("proxy", "match", SLUG)
    assert desk.out == ["0 matches, 1 givers still wait"]
