"""When a campaign's people go, and what the party may keep."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.consent.ledger import State
from shared.consent.purposes import Controller, Purpose
from shared.consent.retention import Campaign, campaign, party_copy, stands_with_party
from shared.people.person import hq_holder
from tests.builders import HOUR, NOON
from tests.unit.consent.builders import MARIE, an_entry
from tests.unit.people.builders import a_person

PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")
END = date(2027, 6, 20)


def a_campaign(end_date: str = "2027-06-20", election: date | None = None, zone: ZoneInfo = PARIS) -> Campaign:
    found = campaign(end_date, election, days=60, timezone=zone)
    assert found
    return found


def test_people_go_the_configured_days_after_the_last_one_at_midnight_there() -> None:
    assert a_campaign().goes_at == datetime(2027, 8, 20, tzinfo=PARIS)
    assert a_campaign(zone=REUNION).goes_at.astimezone(UTC) == datetime(2027, 8, 19, 20, tzinfo=UTC)


def test_a_nations_own_date_goes_before_the_elections() -> None:
    assert a_campaign("2027-06-20", date(2027, 7, 4)).ends == END
    assert a_campaign("", date(2027, 7, 4)).ends == date(2027, 7, 4)


def test_a_campaign_without_an_end_lets_nobody_go() -> None:
    assert campaign("", None, days=60, timezone=PARIS) is None


@pytest.mark.parametrize(("zone", "hour"), [(PARIS, 22), (REUNION, 20)])
def test_a_campaign_is_over_when_its_last_day_is_there(zone: ZoneInfo, hour: int) -> None:
    over = datetime(2027, 6, 20, hour, tzinfo=UTC)

    assert not a_campaign(zone=zone).is_over(over - timedelta(seconds=1))
    assert a_campaign(zone=zone).is_over(over)


@pytest.mark.parametrize(
    ("purpose", "controller", "stands"),
    [
        (Purpose.MAIL, Controller.CANDIDATE, False),
        (Purpose.MAIL, Controller.PARTY, True),
        (Purpose.SHARE_WITH_HQ, Controller.CANDIDATE, True),
    ],
)
def test_only_consents_to_the_party_outlast_the_campaign(
    purpose: Purpose, controller: Controller, stands: bool
) -> None:
    entry = an_entry(purpose=purpose, controller=controller)

    assert stands_with_party([entry], now=NOON) is stands


@pytest.mark.parametrize("state", [State.ASKED, State.WITHDRAWN])
def test_what_was_only_asked_or_taken_back_outlasts_nothing(state: State) -> None:
    assert not stands_with_party([an_entry(state, controller=Controller.PARTY)], now=NOON)


def test_the_partys_copy_leaves_the_campaigns_own_behind() -> None:
    person = a_person(
        email="marie@example.org",
        given_name="Marie",
        tags=["action:join"],
        deeds=["join"],
        deed_days=["2027-05-11 join"],
        confirmed_at="2027-05-11",
        geo_tags=["geo:country:FR"],
    )
    entries = [an_entry(), an_entry(controller=Controller.PARTY, at=NOON + HOUR)]

    copy, proofs = party_copy(person, entries, None)

    assert copy.holder == hq_holder(MARIE)
    assert copy.values == {
        "email": "marie@example.org",
        "given_name": "Marie",
        "geo_tags": ["geo:country:FR"],
        "source": "nation paris-6",
    }
    assert copy.mailable
    assert [(proof.holder, proof.controller) for proof in proofs] == [(copy.holder, Controller.PARTY)]
    assert copy.revision == 1


def test_sharing_alone_makes_nobody_mailable_to_the_party() -> None:
    copy, proofs = party_copy(a_person(), [an_entry(purpose=Purpose.SHARE_WITH_HQ)], None)

    assert not copy.mailable
    assert len(proofs) == 1


def test_whom_the_party_knows_only_gets_blanks_filled() -> None:
    person, entries = a_person(given_name="Marie", phone="+33612345678"), [an_entry(controller=Controller.PARTY)]
    known, _ = party_copy(a_person(given_name="Marie-Claire"), entries, None)

    copy, _ = party_copy(person, entries, known)

    assert (copy.values["given_name"], copy.values["phone"], copy.revision) == ("Marie-Claire", "+33612345678", 2)
    assert party_copy(person, entries, copy)[0] == copy
