"""Recording an action: who becomes what, and that nothing happens twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from shared.actions.ground import Ground
from shared.actions.taken import GivenConsent
from shared.consent.ledger import CONFIRMATION_TIME, Method, State
from shared.consent.purposes import Controller, Purpose
from shared.consent.wording import SaidWording, Wording
from shared.geography.atlases import atlas_of
from shared.kernel.errors import PermanentError, TransientError
from shared.nations.errors import NationUnknown
from shared.people.again import CONFLICTS
from shared.people.item import to_item
from shared.people.person import nation_holder
from shared.people.segments.building import build_index
from shared.people.segments.segment import Segment
from shared.people.segments.selecting import select
from shared.people.table import StepRefused, WriteDisturbed, put
from tests.builders import NOON
from tests.fakes.people_table import InMemoryPeopleTable
from tests.unit.actions.recorded import MAIL, MARIE, SHARING, SLUG, Room, a_consent, an_action
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.people.person import Person
    from shared.people.table import Step

WEEK_AFTER_NOON = int((NOON + CONFIRMATION_TIME).timestamp())


def known(room: Room, **values: Any) -> Person:
    """Let the nation know Marie from an import."""
    person = a_person(email=MARIE, **values)
    room.people.write([put(to_item(person))])
    return person


def test_somebody_new_becomes_a_person_with_what_they_typed() -> None:
    room = Room()
    said = {"given_name": "Marie", "family_name": "Dupont", "phone": "+33612345678", "postcode": "75006"}

    room.record(an_action("volunteer", said={**said, "skills": ["doors"]}))

    values = room.person().values
    assert {name: values[name] for name in said} == said
    assert values["volunteer"] is True
    assert values["tags"] == ["action:volunteer"]
    assert values["deeds"] == ["volunteer"]
    assert values["source"] == "form volunteer"
    assert "skills" not in values


def test_somebody_new_is_not_mailable_and_expires_with_all_that_is_theirs() -> None:
    room = Room()

    room.record(an_action())

    assert not room.person().mailable
    assert room.person().values["expires_at"] == WEEK_AFTER_NOON
    for prefix in ("ACTIVITY#", "CONSENT#", "DEED#", "CONFIRM#"):
        assert [item["expires_at"] for item in room.kept(prefix)] == [WEEK_AFTER_NOON], prefix


def test_what_was_said_stays_in_the_timeline() -> None:
    room = Room()

    room.record(an_action("contact", said={"name": "Marie Dupont", "message": "Bonjour\nà vous"}, consents=()))

    (activity,) = room.kept("ACTIVITY#")
    assert activity["action"] == "contact"
    assert activity["said"] == {"email": MARIE, "name": "Marie Dupont", "message": "Bonjour\nà vous"}
    assert room.person().values["family_name"] == "Dupont"
    assert room.kept("DEED#") == []


def test_a_consent_is_asked_with_its_exact_wording() -> None:
    room = Room()

    room.record(an_action())

    (entry,) = room.ledger()
    assert (entry.purpose, entry.controller) == MAIL
    assert (entry.state, entry.method) == (State.ASKED, Method.FORM)
    assert (entry.language, entry.version, entry.page, entry.address) == ("fr", 1, "join", "203.0.113.0")
    kept = room.wordings.find(entry.wording)
    assert kept
    assert "la campagne de Jeanne Martin" in kept.text


def test_the_english_text_counts_on_a_french_site() -> None:
    room = Room()

    room.record(an_action(consents=(a_consent(language="en"),)))

    assert [entry.language for entry in room.ledger()] == ["en"]


def test_a_consent_whose_words_nobody_knows_counts_for_nothing() -> None:
    room = Room()
    invented = GivenConsent(purpose=Purpose.MAIL, controller=Controller.CANDIDATE, wording="0" * 32)

    outcome = room.record(an_action(consents=(invented,)))

    assert outcome.unproven == 1
    assert room.ledger() == []
    assert room.has()


def test_the_words_for_one_purpose_prove_no_other() -> None:
    room = Room()
    swapped = GivenConsent(purpose=Purpose.PHONE, controller=Controller.CANDIDATE, wording=a_consent().wording)

    assert room.record(an_action(consents=(swapped,))).unproven == 1
    assert room.ledger() == []


def test_yesterdays_words_count_as_long_as_they_are_kept() -> None:
    room = Room()
    wording = Wording(purpose=MAIL[0], controller=MAIL[1], language="fr", version=0, text="Oui, écrivez-moi.")
    old = SaidWording(wording=wording, text=wording.text)
    room.wordings.keep([old])

    room.record(an_action(consents=(GivenConsent(purpose=MAIL[0], controller=MAIL[1], wording=old.hash),)))

    assert [(entry.wording, entry.version) for entry in room.ledger()] == [(old.hash, 0)]


def test_a_confirmation_lists_what_was_asked() -> None:
    room = Room()

    room.record(an_action(consents=(a_consent(MAIL), a_consent(SHARING))))

    (confirmation,) = room.kept("CONFIRM#")
    assert confirmation["email"] == MARIE
    assert [(asked["purpose"], asked["controller"]) for asked in confirmation["consents"]] == [MAIL, SHARING]


def test_the_same_message_again_writes_nothing() -> None:
    table = InMemoryPeopleTable()
    room = Room(people=table)
    first = room.record(an_action())
    before = dict(table.items)
    room.pass_days(1)

    again = room.record(an_action())

    assert (first.again, again.again) == (False, True)
    assert table.items == before


def test_a_double_click_is_one_action_though_it_was_taken_twice() -> None:
    room = Room()
    room.record(an_action())

    room.record(an_action(at=NOON.replace(second=1)))

    assert len(room.kept("ACTIVITY#")) == 1


def test_another_time_the_deed_is_counted_no_second_time() -> None:
    room = Room()
    room.record(an_action())

    room.record(an_action(stamp="two"))

    assert len(room.kept("ACTIVITY#")) == 2
    assert [item["sk"].rsplit("#", 1)[0] for item in room.kept("DEED#")] == ["DEED#supporters#-"]


def silent(room: Room, since: str) -> int:
    """Count who did nothing since, over an index."""
    segment = Segment(none_of=(f"did:any:{since}/..",))
    return select(segment, SLUG, people=room.people, now=room.clock.now()).count


@pytest.mark.parametrize("confirmed", [True, False], ids=["known", "unconfirmed"])
def test_whoever_does_the_same_on_another_day_is_silent_no_more(confirmed: bool) -> None:
    room = Room()
    if confirmed:
        known(room)
    room.record(an_action())
    build_index(SLUG, people=room.people, now=NOON, draw=lambda size: "ab" * size)
    next_day = NOON + timedelta(days=1)

    before = silent(room, "2027-05-12")
    room.clock.advance(timedelta(days=1))
    room.record(an_action(stamp="two", at=next_day))

    assert (before, silent(room, "2027-05-12")) == (1, 0)
    assert room.person().values["deed_days"] == ["2027-05-11 join", "2027-05-12 join"]


def test_a_day_is_that_of_the_networks_clock() -> None:
    room = Room()
    ground = Ground(partial(atlas_of, "FR"), country="FR", timezone=ZoneInfo("Europe/Paris"))
    room.registry = replace(room.registry, ground=ground)

    room.record(an_action(at=datetime(2027, 5, 11, 22, 30, tzinfo=UTC)))

    assert room.person().values["deed_days"] == ["2027-05-12 join"]


def test_every_petition_is_a_deed_of_its_own() -> None:
    room = Room()

    for target in ("schools", "trains"):
        room.record(an_action("sign", target=target))

    deeds = [item["sk"].rsplit("#", 1)[0] for item in room.kept("DEED#")]
    assert deeds == ["DEED#signatures#schools", "DEED#signatures#trains"]
    assert room.person().values["deeds"] == ["sign:schools", "sign:trains"]


def test_a_form_changes_nobody_who_is_known_but_for_tag_and_deed() -> None:
    room = Room()
    before = known(room, given_name="Marie", tags=["old"])

    room.record(an_action(said={"given_name": "Mallory", "phone": "+33612345678"}))

    after = room.person()
    done = {"deeds": ["join"], "deed_days": ["2027-05-11 join"]}
    assert after.values == {**before.values, "tags": ["action:join", "old"], **done}
    assert (after.consents, after.revision) == (before.consents, before.revision + 1)


def test_who_came_with_an_import_is_no_new_supporter_but_a_new_volunteer() -> None:
    room = Room()
    known(room)

    room.record(an_action("join"))
    room.record(an_action("volunteer"))

    assert [item["sk"].rsplit("#", 1)[0] for item in room.kept("DEED#")] == ["DEED#volunteers#-"]


def test_what_is_written_of_somebody_known_does_not_expire() -> None:
    room = Room()
    known(room)

    room.record(an_action())

    expiring = [item["sk"].partition("#")[0] for item in room.kept("") if "expires_at" in item]
    assert expiring == ["ACTION", "CONFIRM"]


def test_somebody_known_who_consents_to_nothing_has_nothing_to_confirm() -> None:
    room = Room()
    known(room)

    room.record(an_action(consents=()))

    assert room.kept("CONFIRM#") == []


def test_somebody_new_who_consents_to_nothing_still_confirms_the_address() -> None:
    room = Room()

    room.record(an_action(consents=()))

    assert [item["consents"] for item in room.kept("CONFIRM#")] == [[]]


def test_the_second_action_of_somebody_unconfirmed_gives_them_a_week_more() -> None:
    room = Room()
    room.record(an_action())
    room.pass_days(3)

    room.record(an_action("pledge"))

    assert room.person().values["expires_at"] == WEEK_AFTER_NOON + 3 * 86_400


def test_a_deed_lasts_as_long_as_the_last_action_that_may_confirm_it() -> None:
    room = Room()
    room.record(an_action())
    room.pass_days(3)

    room.record(an_action(stamp="two"))

    assert [item["expires_at"] for item in room.kept("DEED#")] == [WEEK_AFTER_NOON + 3 * 86_400]


def test_somebody_whose_time_is_over_begins_anew_though_the_table_still_has_them() -> None:
    room = Room()
    room.record(an_action(said={"given_name": "Mallory"}))
    room.pass_days(7)

    room.record(an_action(said={"given_name": "Marie"}, stamp="two"))

    assert room.person().values["given_name"] == "Marie"
    assert room.person().revision == 2
    assert room.person().values["expires_at"] == WEEK_AFTER_NOON + 7 * 86_400


def test_a_place_that_may_lie_outside_the_nation_gives_no_tags() -> None:
    room = Room()

    room.record(an_action(said={"postcode": "13001"}))

    assert "geo_tags" not in room.person().values


def test_a_place_within_the_nation_gives_the_shared_tags() -> None:
    room = Room()
    nation = room.nations.get(SLUG)
    room.nations.nations[SLUG] = replace(nation, seed=replace(nation.seed, zones=("departement:75",)))

    room.record(an_action(said={"postcode": "75006"}))

    tags = room.person().values["geo_tags"]
    assert isinstance(tags, list)
    assert {"geo:departement:75", "geo:country:FR"} <= set(tags)


def test_two_nations_keep_two_persons() -> None:
    room = Room()

    room.record(an_action(slug=SLUG))
    room.record(an_action(slug="lyon-3"))

    assert (room.person(slug=SLUG).holder, room.person(slug="lyon-3").holder) == (
        nation_holder(SLUG),
        nation_holder("lyon-3"),
    )


def test_whoever_meets_somebody_elses_write_reads_again_and_goes_on() -> None:
    table = RacingTable(races=CONFLICTS - 1)
    room = Room(people=table)
    known(room)

    room.record(an_action())

    assert room.person().values["deeds"] == ["join"]
    assert room.person().revision == CONFLICTS + 1


def test_whoever_meets_others_all_the_time_comes_again_later() -> None:
    room = Room(people=RacingTable(races=CONFLICTS))
    known(room)

    with pytest.raises(TransientError, match="met somebody else's"):
        room.record(an_action())


def test_an_action_of_nobody_is_a_persons_business() -> None:
    taken = replace(an_action(), said={})

    with pytest.raises(PermanentError, match="names nobody"):
        Room().record(taken)


def test_an_action_for_no_nation_is_refused_by_name() -> None:
    with pytest.raises(NationUnknown, match="atlantis"):
        Room().record(an_action(slug="atlantis"))


def test_whoever_writes_at_the_very_moment_of_another_tries_again_at_once() -> None:
    room = Room(people=BusyTable(times=CONFLICTS - 1))

    assert not room.record(an_action()).again
    assert room.has()


class BusyTable(InMemoryPeopleTable):
    """A table that has other transactions under way at first."""

    def __init__(self, *, times: int) -> None:
        super().__init__()
        self.times = times

    def write(self, steps: Sequence[Step]) -> None:
        if self.times:
            self.times -= 1
            raise WriteDisturbed("another transaction")
        super().write(steps)


class RacingTable(InMemoryPeopleTable):
    """A table in which somebody else changes the person just before the first transactions."""

    def __init__(self, *, races: int) -> None:
        super().__init__()
        self.races = races

    def write(self, steps: Sequence[Step]) -> None:
        persons = [key for key in self.items if key[1].startswith("PERSON#")]
        if self.races and persons and len(steps) > 1:
            self.races -= 1
            for key in persons:
                number = int(self.items[key]["revision"]["N"])
                self.items[key]["revision"] = {"N": str(number + 1)}
            with pytest.raises(StepRefused):
                super().write(steps)
            raise StepRefused(frozenset(persons))
        super().write(steps)
