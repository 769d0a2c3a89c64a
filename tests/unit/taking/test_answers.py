"""Answers: a redirect, JSON for a script, or a page that gives back what was typed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import pytest

from functions.take_action.request import arrival_of
from shared.actions.answers import STATUS
from shared.actions.arrival import LARGEST
from shared.actions.limits import LimitRules
from shared.actions.sentences import message_of
from shared.actions.verdict import Outcome, Verdict
from shared.consent.purposes import Controller, Purpose
from shared.consent.wording import wording_hash, wordings
from shared.elections.silence import Silence
from shared.forms.field import FieldKind
from shared.forms.form import FORMS, STAMP
from shared.nations.nation import NationStatus
from tests.builders import a_nation
from tests.unit.forms.builders import a_post
from tests.unit.forms.test_checking import HOSTILE
from tests.unit.taking.builders import JSON, SLUG, Door, an_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.actions.answers import Answer

ACTIONS = sorted(FORMS)
_FREE = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.COMMUNE)
PARIS = ZoneInfo("Europe/Paris")
MAIL = wordings("fr")[Purpose.MAIL, Controller.CANDIDATE].said({"candidate": "Jeanne Martin", "network": "Plein Jour"})


class AlwaysSilent:
    """A calendar of an endless silence."""

    def silences(self, zone_ids: Sequence[str]) -> tuple[Silence, ...]:
        starts = datetime(2027, 5, 1, tzinfo=PARIS)
        return (Silence(starts=starts, ends=datetime(2027, 6, 6, 20, 0, tzinfo=PARIS), round="first"),)


class Inputs(HTMLParser):
    """The inputs of a page's form, as a browser would send them, and every tag that was opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._area: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self._area = found.get("name") if tag == "textarea" else None
        is_off = found.get("type") in {"checkbox", "radio"} and "checked" not in found
        if tag == "input" and not is_off:
            self.sent.setdefault(str(found["name"]), []).append(found.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] = [data.removeprefix("\n")]
            self._area = None


def a_door(outcome: Outcome) -> tuple[Door, dict[str, str]]:
    """Return a door at which a post of the whole form ends so, and what the post must say for it."""
    match outcome:
        case Outcome.REVIEW:
            return Door(), {STAMP: ""}
        case Outcome.INVALID:
            return Door(), {"email": "marie@"}
        case Outcome.LIMITED:
            return Door(rules=LimitRules(address=0, nation=8, seconds=60)), {}
        case Outcome.SILENT:
            return Door(calendar=AlwaysSilent()), {}
        case Outcome.CLOSED:
            return Door(nation=a_nation(SLUG, status=NationStatus.SUSPENDED)), {}
        case _:
            door = Door()
            door.queue.broken = outcome is Outcome.UNAVAILABLE
            return door, {}


def answered(door: Door, action: str, posted: dict[str, list[str]], *, accept: str = "text/html") -> Answer:
    return door.serve(an_event(action, posted=posted, headers={"accept": accept}))[1]


def test_an_accepted_form_leads_to_thanks_at_each_of_the_three_addresses() -> None:
    door = Door()

    answer = answered(door, "join", door.post())

    assert (answer.status, answer.body) == (303, "")
    for site in (
        "https://paris-6.plein-jour.example/",
        "https://d1.cloudfront.net/paris-6/",
        "http://x.localhost:4566/paris-6/",
    ):
        assert urljoin(f"{site}api/join", answer.headers["Location"]) == f"{site}thanks/#join"


def test_a_script_is_told_that_its_form_was_accepted() -> None:
    status, told = Door().told()

    assert (status, told["outcome"], told["title"], told["faults"]) == (202, "accepted", "Merci !", {})
    assert "stamp" not in told


def test_a_script_is_told_each_fault_in_the_form_s_language() -> None:
    door = Door()

    status, told = door.told(posted=door.post(email="", phone="1", language="en"))

    assert (status, told["outcome"]) == (422, "invalid")
    assert told["faults"]["email"] == "Please fill this in."
    assert set(told["faults"]) == {"email", "phone"}


def test_a_script_that_came_without_a_stamp_gets_one_for_its_next_try() -> None:
    door = Door()

    status, told = door.told(posted=door.post(stamp=""))
    door.clock.advance(timedelta(seconds=2))

    assert (status, told["outcome"]) == (200, "review")
    assert door.told(posted=door.post(stamp=told["stamp"]))[0] == 202


def test_a_limited_script_is_told_how_long_to_wait_and_keeps_its_stamp() -> None:
    door, _ = a_door(Outcome.LIMITED)
    posted = door.post()
    event = an_event(posted=posted, headers={"accept": JSON})

    answer = door.serve(event)[1]

    assert answer.status == 429
    assert answer.headers["Retry-After"] == "58"
    assert '"retry_after":58' in answer.body
    assert f'"stamp":"{posted[STAMP][0]}"' in answer.body
    assert "58 secondes" in answer.body


@pytest.mark.parametrize(
    ("bent", "status"),
    [
        ({"slug": "lyon-1"}, 410),
        ({"action": "unjoin", "posted": {}}, 410),
        ({"body": b"a" * (LARGEST + 1)}, 413),
        ({"headers": {"content-type": "text/plain"}}, 415),
        ({"headers": {"sec-fetch-site": "cross-site"}}, 400),
    ],
)
def test_what_no_other_try_would_mend_is_refused_to_a_script(bent: dict[str, Any], status: int) -> None:
    found, told = Door().told(**bent)

    assert (found, told["outcome"]) == (status, "refused")
    assert told["title"]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.REVIEW, 200),
        (Outcome.INVALID, 422),
        (Outcome.LIMITED, 429),
        (Outcome.SILENT, 451),
        (Outcome.CLOSED, 410),
        (Outcome.UNAVAILABLE, 503),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("action", [action for action, form in FORMS.items() if form.solicits])
def test_a_page_says_what_happened_in_the_form_s_language(
    outcome: Outcome, status: int, language: str, action: str
) -> None:
    door, typed = a_door(outcome)
    verdict, answer = door.serve(an_event(action, posted=door.post(action, language=language) | _lists(typed)))

    assert (verdict.outcome, answer.status) == (outcome, status)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'<html lang="{language}">' in answer.body
    assert message_of(verdict) in answer.body


@pytest.mark.parametrize("action", ACTIONS)
def test_a_reviewed_form_is_taken_with_one_click_as_it_was_typed(action: str) -> None:
    door = Door()
    posted = door.post(action, stamp="", page=action, **{"consent.mail.candidate": "on"})
    page = answered(door, action, posted).body
    door.clock.advance(timedelta(seconds=3))

    again = Inputs(page).sent

    assert answered(door, action, again).status == 303
    plain = Door()
    answered(plain, action, posted | {STAMP: [plain.good_stamp()]})
    assert door.taken[0].said == plain.taken[0].said
    assert (door.taken[0].page, door.taken[0].target) == (action, plain.taken[0].target)
    assert door.taken[0].consents == plain.taken[0].consents


@pytest.mark.parametrize("action", ACTIONS)
def test_a_form_that_is_corrected_is_taken_with_all_the_rest(action: str) -> None:
    door = Door()
    posted = door.post(action, email="marie@", **{"consent.mail.candidate": "on"})

    again = Inputs(answered(door, action, posted).body).sent

    assert again["email"] == ["marie@"]
    assert answered(door, action, again | {"email": ["marie@exemple.fr"]}).status == 303
    plain = Door()
    answered(plain, action, posted | {"email": ["marie@exemple.fr"], STAMP: [plain.good_stamp()]})
    assert (door.taken[0].said, door.taken[0].consents) == (plain.taken[0].said, plain.taken[0].consents)


@pytest.mark.parametrize("outcome", [Outcome.LIMITED, Outcome.UNAVAILABLE])
def test_what_could_not_be_taken_now_is_sent_again_as_the_same_action(outcome: Outcome) -> None:
    door, _ = a_door(outcome)
    posted = door.post()
    again = Inputs(answered(door, "join", posted).body).sent

    assert again[STAMP] == posted[STAMP]
    assert {name: again[name] for name in a_post("join")} == a_post("join")


def test_a_consent_to_words_of_the_past_is_asked_again_in_those_of_today() -> None:
    door = Door()

    page = answered(door, "join", door.post(**{"consent.mail.candidate": wording_hash("Last week’s words.")})).body

    assert MAIL in page
    assert Inputs(page).sent["consent.mail.candidate"] == [wording_hash(MAIL)]


def test_a_script_whose_page_holds_words_of_the_past_is_told_to_load_it_again() -> None:
    door = Door()

    status, told = door.told(posted=door.post(**{"consent.mail.candidate": wording_hash("Last week’s words.")}))

    assert (status, told["outcome"]) == (200, "invalid")
    assert "rechargez-la" in told["faults"]["form"]


def test_a_page_in_silence_tells_until_when_and_sends_nothing() -> None:
    door, _ = a_door(Outcome.SILENT)

    status, page = door.page("pledge")

    assert status == 451
    assert "dimanche 6 juin" in page
    assert "<form" not in page
    assert "marie@exemple.fr" in page


def test_a_fault_of_the_whole_form_stands_above_it() -> None:
    door = Door()

    status, page = door.page("rsvp", posted=door.post("rsvp", target=""))

    assert status == 422
    assert "rouvrez la page" in page


def test_each_fault_is_tied_to_its_field() -> None:
    door = Door()

    tags = Inputs(door.page(posted=door.post(email="marie@"))[1]).tags

    (email,) = [found for tag, found in tags if tag == "input" and found.get("name") == "email"]
    ids = {found.get("id") for _, found in tags}
    assert email["aria-invalid"] == "true"
    assert email["aria-describedby"] in ids
    assert ("a", {"href": "#email"}) in tags


def test_a_page_without_a_nation_links_nowhere() -> None:
    status, page = Door().page(slug="lyon-1")

    assert status == 410
    assert "<a " not in page


def test_no_answer_has_a_status_that_cloudfront_would_replace() -> None:
    assert not {403, 404} & set(STATUS.values())


def test_a_request_that_we_failed_keeps_what_was_typed_without_asking_anybody() -> None:
    door = Door()
    event = an_event(posted=door.post(**{"consent.mail.candidate": "on"}))

    verdict, answer = door.counter.give_up(arrival_of(event))

    assert (verdict.outcome, verdict.reason, answer.status) == (Outcome.UNAVAILABLE, "fault", 503)
    sent = Inputs(answer.body).sent
    assert sent["email"] == ["marie@exemple.fr"]
    assert sent["consent.mail.candidate"] == ["on"]


@pytest.mark.parametrize("outcome", [Outcome.REVIEW, Outcome.INVALID])
def test_a_question_is_given_back_in_its_own_words_time_after_time(outcome: Outcome) -> None:
    door, typed = a_door(outcome)
    asked = {"asked.q1": ["Par où commencer ?"]}

    answer = answered(door, "answer", door.post("answer") | _lists(typed) | asked)

    assert answer.body.count("Par où commencer ?") == 2
    assert Inputs(answer.body).sent["asked.q1"] == asked["asked.q1"]


@pytest.mark.parametrize("outcome", [Outcome.REVIEW, Outcome.INVALID, Outcome.LIMITED, Outcome.SILENT])
@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("action", ACTIONS)
def test_hostile_text_in_every_field_stays_a_text(outcome: Outcome, hostile: str, action: str) -> None:
    door, typed = a_door(outcome)
    everywhere = [field.name for field in FORMS[action].fields]
    everywhere += [
        "page",
        "target",
        "language",
        STAMP,
        "consent.mail.candidate",
        "question.q1",
        "question.<b>",
        "asked.q1",
        "asked.<b>",
        hostile,
    ]
    where_it_passes = [field.name for field in FORMS[action].fields if field.kind in _FREE]

    for names in (everywhere, where_it_passes):
        _assert_harmless(
            answered(door, action, door.post(action) | _lists(typed) | {name: [hostile] for name in names})
        )


@pytest.mark.parametrize("candidate", ["<script>alert(1)</script>", "{wait}{x}", "Jeanne {{ 7*7 }}"])
@pytest.mark.parametrize("status", [NationStatus.READY, NationStatus.SUSPENDED])
def test_a_hostile_nation_stays_a_text(candidate: str, status: NationStatus) -> None:
    nation = a_nation(SLUG, status=status)
    object.__setattr__(nation.seed, "candidate", candidate)
    door = Door(nation=nation)

    _assert_harmless(answered(door, "join", door.post(stamp="", **{"consent.mail.candidate": "on"})))


@pytest.mark.parametrize("outcome", [Outcome.ACCEPTED, Outcome.REVIEW])
@pytest.mark.parametrize("accept", ["text/html", JSON])
def test_no_answer_is_stored_framed_or_trusted_with_more_than_it_needs(outcome: Outcome, accept: str) -> None:
    door, typed = a_door(outcome)

    headers = answered(door, "join", door.post() | _lists(typed), accept=accept).to_gateway()["headers"]

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("accept", "is_json"),
    [
        (JSON, True),
        ("application/json, */*", True),
        ("text/html,application/xhtml+xml", False),
        ("", False),
        ("*/*", False),
    ],
)
def test_a_script_says_what_it_wants(accept: str, is_json: bool) -> None:
    assert arrival_of(an_event(headers={"accept": accept})).wants_json is is_json


@pytest.mark.parametrize(
    ("wait", "said"), [(1, "1 seconde"), (59, "59 secondes"), (60, "1 minute"), (61, "2 minutes"), (3600, "60 minutes")]
)
def test_a_wait_is_said_in_words(wait: int, said: str) -> None:
    assert f"{said}." in message_of(Verdict(outcome=Outcome.LIMITED, language="fr", wait=wait))


def _lists(typed: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in typed.items()}


def _assert_harmless(answer: Answer) -> None:
    page = Inputs(answer.body)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "object"}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert not re.search("[\u200b\u202e\u2066\x00\x1b]", answer.body)
    assert all("\n" not in value and "\r" not in value for value in answer.headers.values())
