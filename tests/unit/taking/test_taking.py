"""What becomes of a post, from the envelope to the queue."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from shared.actions.arrival import LARGEST
from shared.actions.known import KEPT
from shared.actions.limits import LimitRules
from shared.actions.taken import GivenConsent
from shared.actions.verdict import Outcome
from shared.actions.viewer import EDGE_KEY, VIEWER_ADDRESS, VIEWER_HOST
from shared.consent.purposes import Controller, Purpose
from shared.consent.wording import wording_hash, wordings
from shared.elections.silence import Silence
from shared.forms.form import FORMS, HONEYPOT, STAMP
from shared.nations.nation import NationStatus
from tests.builders import NOON, a_nation
from tests.unit.forms.builders import a_post
from tests.unit.taking.builders import EDGE, FORMER_EDGE, NETWORK_DOMAIN, SLUG, STAMP_RULES, Door, an_event, by_edge

if TYPE_CHECKING:
    from collections.abc import Sequence

ACTIONS = sorted(FORMS)
PARIS = ZoneInfo("Europe/Paris")
SILENCE = Silence(
    starts=datetime(2027, 6, 5, 0, 0, tzinfo=PARIS), ends=datetime(2027, 6, 6, 20, 0, tzinfo=PARIS), round="first"
)
MAIL_TEXT = wordings("fr")[Purpose.MAIL, Controller.CANDIDATE].said({"candidate": "Jeanne Martin", "network": "-"})


class OneSilence:
    """A calendar of one silence everywhere."""

    def silences(self, zone_ids: Sequence[str]) -> tuple[Silence, ...]:
        return (SILENCE,)


@pytest.mark.parametrize("action", ACTIONS)
def test_every_form_that_is_filled_in_goes_into_the_queue(action: str) -> None:
    door = Door()

    assert door.judge(action).outcome is Outcome.ACCEPTED

    (taken,) = door.taken
    assert (taken.slug, taken.action, taken.at) == (SLUG, action, door.clock.now())


def test_an_action_says_what_was_typed_where_and_in_which_language() -> None:
    door = Door()

    door.judge(
        "sign", posted=door.post("sign", page="petition", target="bike-lanes", language="en", email="M@Exemple.fr")
    )

    (taken,) = door.taken
    assert (taken.page, taken.target, taken.language) == ("petition", "bike-lanes", "en")
    assert taken.said["email"] == "m@exemple.fr"
    assert taken.address == "203.0.113.0"


def test_a_page_or_a_language_that_cannot_be_ours_is_left_out() -> None:
    door = Door()

    door.judge(posted=door.post(page="../../x", language="<b>"))

    (taken,) = door.taken
    assert (taken.page, taken.language) == ("", "fr")


def test_a_double_click_is_one_action() -> None:
    door = Door()
    posted = door.post()

    assert [door.judge(posted=posted).outcome for _ in range(2)] == [Outcome.ACCEPTED] * 2

    first, second = door.taken
    assert first.action_id == second.action_id


@pytest.mark.parametrize("bent", [{"email": "paul@exemple.fr"}, {STAMP: "another"}])
def test_another_person_or_another_opening_of_the_form_is_another_action(bent: dict[str, str]) -> None:
    door = Door()
    posted = door.post()
    door.judge(posted=posted)
    door.clock.advance(timedelta(seconds=1))

    door.judge(posted=posted | ({"email": [bent["email"]]} if "email" in bent else {STAMP: [door.good_stamp()]}))

    assert len({taken.action_id for taken in door.taken}) == 2


@pytest.mark.parametrize("action", ["", "unjoin", "stamp", "JOIN"])
def test_an_unknown_action_is_missing(action: str) -> None:
    assert Door().judge(action, posted={}).outcome is Outcome.MISSING


@pytest.mark.parametrize("slug", ["lyon-1", "", "Paris-6", "-", "a" * 64, "paris-6#x"])
def test_an_unknown_nation_is_missing(slug: str) -> None:
    assert Door().judge(slug=slug).outcome is Outcome.MISSING


def test_looking_at_what_is_no_form_is_missing() -> None:
    assert Door().judge("unjoin", posted={}, method="GET").outcome is Outcome.MISSING


@pytest.mark.parametrize("status", [NationStatus.PROVISIONING, NationStatus.SUSPENDED, NationStatus.REMOVED])
def test_a_nation_that_is_not_open_takes_nothing(status: NationStatus) -> None:
    door = Door(nation=a_nation(SLUG, status=status))

    assert door.judge().outcome is Outcome.CLOSED
    assert door.taken == []


def test_a_suspension_is_known_after_a_minute() -> None:
    door = Door()
    door.judge()
    door.nations.nations[SLUG] = a_nation(SLUG, status=NationStatus.SUSPENDED)

    assert door.judge().outcome is Outcome.ACCEPTED

    door.clock.advance(KEPT)
    assert door.judge().outcome is Outcome.CLOSED


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
        {"sec-fetch-site": "same-site", "origin": f"https://lyon-1.{NETWORK_DOMAIN}"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://["},
        {"origin": f"https://{SLUG}.{NETWORK_DOMAIN}.evil.example"},
        {"origin": f"https://lyon-1.{NETWORK_DOMAIN}"},
        {"origin": "https://evil.example", VIEWER_HOST: f"{SLUG}.{NETWORK_DOMAIN}", EDGE_KEY: EDGE},
        {"origin": "https://evil.example", VIEWER_HOST: "evil.example"},
        {"origin": "https://evil.example", VIEWER_HOST: "evil.example", EDGE_KEY: "guessed"},
        {"referer": "https://evil.example/join/"},
        {"origin": "null", "referer": f"https://{SLUG}.{NETWORK_DOMAIN}/join/"},
    ],
)
def test_a_post_from_another_site_is_refused(headers: dict[str, str]) -> None:
    door = Door()

    assert door.judge(headers=headers).outcome is Outcome.REFUSED
    assert door.taken == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin", "origin": "https://anything.example"},
        {"sec-fetch-site": "none"},
        {"origin": f"https://{SLUG}.{NETWORK_DOMAIN}"},
        {"referer": f"https://{SLUG}.{NETWORK_DOMAIN}/join/"},
        {"origin": "https://d1.cloudfront.net", **by_edge(VIEWER_HOST, "d1.cloudfront.net")},
        {"origin": "https://d1.cloudfront.net", **by_edge(VIEWER_HOST, "d1.cloudfront.net", key=FORMER_EDGE)},
        {"origin": "http://d1.cloudfront.localhost:4566", **by_edge(VIEWER_HOST, "d1.cloudfront.localhost:4566")},
        {"origin": "https://jeanne-martin.example", **by_edge(VIEWER_HOST, "Jeanne-Martin.example")},
        {"origin": "https://api.execute-api.eu-west-3.amazonaws.com"},
    ],
)
def test_a_post_from_the_nation_s_own_addresses_is_taken(headers: dict[str, str]) -> None:
    assert Door().judge(headers=headers).outcome is Outcome.ACCEPTED


def test_a_body_beyond_the_limit_is_too_large() -> None:
    door = Door()

    assert door.judge("contact", body=b"a" * (LARGEST + 1)).outcome is Outcome.TOO_LARGE
    assert door.judge("contact", body=b"a" * LARGEST).outcome is Outcome.INVALID


@pytest.mark.parametrize("kind", ["", "application/json", "multipart/form-data; boundary=x", "text/plain"])
def test_a_body_that_is_no_form_is_of_the_wrong_type(kind: str) -> None:
    assert Door().judge(headers={"content-type": kind}).outcome is Outcome.WRONG_TYPE


def test_a_form_may_name_its_encoding() -> None:
    kind = "application/x-www-form-urlencoded; charset=UTF-8"

    assert Door().judge(headers={"content-type": kind}).outcome is Outcome.ACCEPTED


def test_who_fills_in_what_nobody_sees_is_answered_and_forgotten() -> None:
    door = Door()

    verdict = door.judge(posted=door.post(**{HONEYPOT: "https://spam.example"}))

    assert (verdict.outcome, verdict.reason, verdict.action) == (Outcome.ACCEPTED, "honeypot", None)
    assert door.taken == []
    assert not door.limits.counts


def test_faults_are_told_before_the_stamp_is_looked_at() -> None:
    door = Door()

    verdict = door.judge(posted=door.post(stamp="", email="marie@"))

    assert (verdict.outcome, verdict.faults) == (Outcome.INVALID, {"email": "email"})


@pytest.mark.parametrize(
    ("waited", "reason"),
    [
        (timedelta(0), "too_quick"),
        (timedelta(seconds=STAMP_RULES.wait - 1), "too_quick"),
        (timedelta(seconds=STAMP_RULES.wait), ""),
        (timedelta(seconds=STAMP_RULES.valid), ""),
        (timedelta(seconds=STAMP_RULES.valid + 1), "expired"),
    ],
)
def test_a_form_is_taken_when_it_was_open_neither_too_briefly_nor_too_long(waited: timedelta, reason: str) -> None:
    door = Door()
    posted = a_post("join") | {STAMP: [door.stamps.issue(SLUG)]}
    door.clock.advance(waited)

    verdict = door.judge(posted=posted)

    assert verdict.outcome is (Outcome.REVIEW if reason else Outcome.ACCEPTED)
    assert verdict.reason == reason


def test_a_post_without_a_stamp_or_with_a_wrong_one_is_shown_for_review() -> None:
    door = Door()

    for stamp, reason in (("", "missing"), ("x" * 300, "forged"), (door.stamps.issue("lyon-1"), "forged")):
        verdict = door.judge(posted=door.post(stamp=stamp))

        assert (verdict.outcome, verdict.reason) == (Outcome.REVIEW, reason)


def test_a_consent_is_held_to_the_words_that_were_read() -> None:
    door = Door()

    door.judge(posted=door.post(**{"consent.mail.candidate": wording_hash(MAIL_TEXT)}))

    (taken,) = door.taken
    assert taken.consents == (
        GivenConsent(purpose=Purpose.MAIL, controller=Controller.CANDIDATE, wording=wording_hash(MAIL_TEXT)),
    )


def test_a_plain_tick_stands_for_the_present_words() -> None:
    door = Door()

    door.judge(posted=door.post(**{"consent.mail.candidate": "on"}))

    assert door.taken[0].consents[0].wording == wording_hash(MAIL_TEXT)


def test_a_consent_to_words_of_the_past_is_shown_for_review() -> None:
    door = Door()

    verdict = door.judge(posted=door.post(**{"consent.mail.candidate": wording_hash("What we said last week.")}))

    assert (verdict.outcome, verdict.reason) == (Outcome.REVIEW, "wording")
    assert door.taken == []


def test_a_consent_that_nobody_worded_is_none() -> None:
    door = Door()

    door.judge(posted=door.post(**{"consent.share-with-hq.party": "on"}))

    assert door.taken[0].consents == ()


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(
    ("moment", "is_silent"),
    [
        (SILENCE.starts - timedelta(seconds=10), False),
        (SILENCE.starts, True),
        (SILENCE.ends - timedelta(seconds=10), True),
        (SILENCE.ends, False),
    ],
)
def test_forms_that_solicit_are_silent_by_the_clock(action: str, moment: datetime, is_silent: bool) -> None:
    door = Door(calendar=OneSilence())
    door.clock.moment = moment - timedelta(seconds=STAMP_RULES.wait)

    verdict = door.judge(action)

    expected = Outcome.SILENT if is_silent and FORMS[action].solicits else Outcome.ACCEPTED
    assert verdict.outcome is expected
    assert verdict.silence == (SILENCE if expected is Outcome.SILENT else None)


def test_one_address_can_send_only_so_much_in_a_window() -> None:
    door = Door(rules=LimitRules(address=2, nation=800, seconds=60))
    posted = door.post()

    outcomes = [door.judge(posted=posted).outcome for _ in range(3)]

    assert outcomes == [Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.LIMITED]
    assert door.judge(posted=posted, address="203.0.113.8").outcome is Outcome.ACCEPTED
    assert len(door.taken) == 3


def test_who_does_not_come_through_cloudfront_cannot_pretend_to_be_many() -> None:
    door = Door(rules=LimitRules(address=2, nation=800, seconds=60))
    posted = door.post()

    outcomes = [door.judge(posted=posted, headers={VIEWER_ADDRESS: f"198.51.100.{n}"}).outcome for n in range(3)]

    assert outcomes[-1] is Outcome.LIMITED
    assert {taken.address for taken in door.taken} == {"203.0.113.0"}


def test_visitors_are_told_apart_by_the_addresses_that_cloudfront_saw() -> None:
    door = Door(rules=LimitRules(address=1, nation=800, seconds=60))
    posted = door.post()

    outcomes = [door.judge(posted=posted, headers=by_edge(VIEWER_ADDRESS, f"198.51.{n}.1")).outcome for n in range(3)]

    assert outcomes == [Outcome.ACCEPTED] * 3
    assert [taken.address for taken in door.taken] == [f"198.51.{n}.0" for n in range(3)]


def test_a_limit_is_over_when_it_says() -> None:
    door = Door(rules=LimitRules(address=1, nation=800, seconds=60))
    posted = door.post()
    door.judge(posted=posted)

    wait = door.judge(posted=posted).wait
    door.clock.advance(timedelta(seconds=wait))

    assert 0 < wait <= 60
    assert door.judge(posted=posted).outcome is Outcome.ACCEPTED


def test_a_nation_takes_only_so_much_in_a_window() -> None:
    door = Door(rules=LimitRules(address=100, nation=16, seconds=60))
    posted = door.post()

    outcomes = [door.judge(posted=posted, address=f"198.51.{n}.1").outcome for n in range(100)]

    assert outcomes.count(Outcome.ACCEPTED) == 16


def test_a_limit_that_cannot_be_asked_lets_the_visitor_through() -> None:
    door = Door()
    door.limits.broken = True

    assert door.judge().outcome is Outcome.ACCEPTED


def test_what_the_queue_does_not_take_is_unavailable() -> None:
    door = Door()
    door.queue.broken = True

    assert (verdict := door.judge()).outcome is Outcome.UNAVAILABLE
    assert verdict.posted["email"] == ["marie@exemple.fr"]


def test_a_body_that_is_not_what_it_is_called_says_nothing() -> None:
    door = Door()
    event = an_event() | {"body": "%%%a", "isBase64Encoded": True}

    assert door.serve(event)[0].outcome is Outcome.INVALID


def test_a_body_may_come_as_plain_text() -> None:
    door = Door()

    assert door.judge(encoded=False).outcome is Outcome.ACCEPTED
    assert door.clock.now() > NOON
