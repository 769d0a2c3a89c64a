"""What whoever follows a link of a mail is shown, and what their buttons do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from functions.answer_confirmation.request import LARGEST, link_request
from shared.actions.consent_desk import ConsentDesk
from shared.actions.consent_pages import ConsentPages, consent_words
from shared.actions.link_request import LinkRequest
from shared.consent.links import Bond, LinkKind
from shared.events.event import Event
from shared.events.items import event_to_item
from shared.kernel.secrets import FixedKeys
from shared.people.consent import Consent
from shared.people.item import to_item
from shared.people.person import hq_holder, person_id
from shared.people.table import put
from tests.builders import NOON
from tests.unit.actions.recorded import MAIL, MARIE, SHARING, SLUG, Room, a_consent, an_action, the_link
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from shared.actions.answers import Answer


@cache
def the_pages() -> ConsentPages:
    return ConsentPages()


def a_desk(room: Room) -> ConsentDesk:
    return ConsentDesk(
        nations=room.nations,
        wordings=room.wordings,
        links=room.links,
        people=room.people,
        erasures=room.erasures,
        ground=room.ground,
        pages=the_pages(),
        banners=room.banners,
        clock=room.clock,
    )


def ask(room: Room, token: str, kind: LinkKind = LinkKind.CONFIRM, **changes: Any) -> Answer:
    facts: dict[str, Any] = {"slug": SLUG, "posts": False} | changes
    return a_desk(room).answer(LinkRequest(kind=kind, token=token, **facts))


def a_token(room: Room, **changes: Any) -> str:
    """Record an action and return the token of the letter's link."""
    room.record_and_ask(an_action(**changes))
    return the_link(room.mailer.sent[-1])


def a_withdrawal(room: Room, slug: str = SLUG) -> str:
    bond = Bond(slug=slug, person_id=person_id(MARIE), action_id="0" * 32)
    return room.links.sign(LinkKind.WITHDRAW, bond)


def words(name: str, language: str = "fr") -> str:
    return consent_words(language).pages[name]


def buttons(answer: Answer) -> list[str]:
    return re.findall(r"<button", answer.body)


def test_both_languages_say_the_same() -> None:
    french, english = consent_words("fr"), consent_words("en")

    assert french.pages.keys() == english.pages.keys()
    assert french.purposes.keys() == english.purposes.keys()
    assert french.controllers.keys() == english.controllers.keys()


def test_following_the_link_shows_the_exact_words_and_one_button() -> None:
    room = Room()
    token = a_token(room, consents=(a_consent(MAIL), a_consent(SHARING)))

    answer = ask(room, token)

    assert answer.status == 200
    assert len(buttons(answer)) == 1
    for entry in room.ledger():
        said = room.wordings.find(entry.wording)
        assert said
        assert said.text in answer.body
    assert not room.person().mailable


def test_the_button_confirms() -> None:
    room = Room()
    token = a_token(room)

    answer = ask(room, token, posts=True)

    assert (answer.status, buttons(answer)) == (200, [])
    assert words("confirmed_title") in answer.body
    assert room.person().mailable


def test_whoever_confirmed_can_take_it_back_by_the_next_click() -> None:
    room = Room()
    answer = ask(room, a_token(room), posts=True)

    (token,) = re.findall(r'href="withdraw\?token=([^"]+)"', answer.body)
    ask(room, token, LinkKind.WITHDRAW, posts=True, choice=("withdraw", "all"))

    assert not room.person().mailable


def test_a_second_time_the_page_says_that_it_was_confirmed() -> None:
    room = Room()
    token = a_token(room)
    ask(room, token, posts=True)

    assert words("already_title") in ask(room, token).body
    assert words("already_title") in ask(room, token, posts=True).body


def test_whoever_asked_for_nothing_but_to_take_part_reads_so() -> None:
    room = Room()

    assert words("waiting_bare_message") in ask(room, a_token(room, consents=())).body


def test_the_page_speaks_the_language_of_the_form() -> None:
    room = Room()
    token = a_token(room, language="en", consents=(a_consent(language="en"),))

    body = ask(room, token).body

    assert '<html lang="en">' in body
    assert words("confirm", "en") in body


@pytest.mark.parametrize("kind", LinkKind)
@pytest.mark.parametrize("posts", [False, True])
def test_a_forged_token_gets_a_polite_page(kind: LinkKind, posts: bool) -> None:
    answer = ask(Room(), "forged", kind, posts=posts)

    assert answer.status == 410
    assert words("invalid_title") in answer.body


def test_another_nations_token_is_forged_here() -> None:
    room = Room()

    assert ask(room, a_token(room), slug="lyon-3", posts=True).status == 410
    assert not room.person().mailable


def test_after_a_week_the_page_says_what_to_do() -> None:
    room = Room()
    token = a_token(room)
    room.clock.advance(timedelta(days=7, seconds=1))

    answer = ask(room, token, posts=True)

    assert answer.status == 410
    assert words("expired_title") in answer.body


def test_a_link_to_no_nation_is_answered_as_well() -> None:
    answer = ask(Room(), "x", slug="atlantis")

    assert answer.status == 410
    assert "Plein Jour" in answer.body


def test_no_other_site_learns_the_address_and_nobody_keeps_the_page() -> None:
    headers = ask(Room(), "x").to_gateway()["headers"]

    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def a_member(room: Room) -> None:
    """Let Marie confirm mail and sharing."""
    ask(room, a_token(room, consents=(a_consent(MAIL), a_consent(SHARING))), posts=True)
    room.clock.advance(timedelta(hours=1))


def test_the_page_of_consents_lists_what_stands_and_changes_nothing() -> None:
    room = Room()
    a_member(room)

    answer = ask(room, a_withdrawal(room), LinkKind.WITHDRAW)

    assert len(buttons(answer)) == 3
    assert "la campagne de Jeanne Martin" in answer.body
    assert room.person().mailable


def test_one_consent_is_withdrawn_and_the_others_stand() -> None:
    room = Room()
    a_member(room)

    answer = ask(room, a_withdrawal(room), LinkKind.WITHDRAW, posts=True, choice=("withdraw", "mail.candidate"))

    assert words("withdrawn_title") in answer.body
    assert len(buttons(answer)) == 2
    assert not room.person().mailable


def test_all_consents_are_withdrawn_at_once() -> None:
    room = Room()
    a_member(room)

    answer = ask(room, a_withdrawal(room), LinkKind.WITHDRAW, posts=True, choice=("withdraw", "all"))

    assert words("withdraw_nothing") in answer.body
    assert buttons(answer) == []


@pytest.mark.parametrize("choice", [("", ""), ("withdraw", "fax.pope"), ("cancel", "no-such-event"), ("withdraw", "")])
def test_a_button_that_is_none_of_ours_does_nothing(choice: tuple[str, str]) -> None:
    room = Room()
    a_member(room)

    ask(room, a_withdrawal(room), LinkKind.WITHDRAW, posts=True, choice=choice)

    assert room.person().mailable


def test_what_an_import_allowed_is_listed_with_where_it_came_from() -> None:
    room = Room()
    given = {"email": Consent(given=True, by="column opt-in")}
    room.people.write([put(to_item(a_person(email=MARIE, consents=given)))])

    answer = ask(room, a_withdrawal(room), LinkKind.WITHDRAW)

    assert words("by_import").format(network="Plein Jour") in answer.body


def test_whoever_takes_sharing_back_takes_it_back_from_headquarters_as_well() -> None:
    room = Room()
    a_member(room)
    copy = a_person(email=MARIE)
    at_headquarters = to_item(copy) | {"pk": {"S": hq_holder(copy.person_id)}}
    room.people.write([put(at_headquarters)])

    ask(room, a_withdrawal(room), LinkKind.WITHDRAW, posts=True, choice=("withdraw", "all"))

    found = room.people.below(hq_holder(copy.person_id), "CONSENT#")
    assert [item["purpose"]["S"] for item in found] == ["share-with-hq"]


def test_a_promise_to_come_can_be_taken_back_until_the_event_is_over() -> None:
    room = Room()
    room.nations.furnish(
        SLUG, [event_to_item(an_event("e1", days=3)), event_to_item(an_event("e2", days=-3))], is_open=False
    )
    for target in ("e1", "e2"):
        room.record(an_action("rsvp", target=target))
    a_member(room)
    assert "Réunion e1" in ask(room, a_withdrawal(room), LinkKind.WITHDRAW).body

    answer = ask(room, a_withdrawal(room), LinkKind.WITHDRAW, posts=True, choice=("cancel", "e1"))

    assert "Réunion" not in answer.body
    assert "DEED#rsvps#e1" not in " ".join(item["sk"] for item in room.kept("DEED#"))


def an_event(event_id: str, *, days: int) -> Event:
    starts = datetime(2027, 5, 11, 18, 30) + timedelta(days=days)
    return Event(
        event_id=event_id,
        slug=SLUG,
        title=f"Réunion {event_id}",
        starts=starts,
        ends=starts + timedelta(hours=2),
        timezone="Europe/Paris",
        venue="Mairie",
        changed_at=NOON,
    )


def test_nobody_the_nation_does_not_know_learns_anything() -> None:
    assert ask(Room(), a_withdrawal(Room()), LinkKind.WITHDRAW).status == 410


def test_hostile_facts_are_only_text_on_the_page() -> None:
    room = Room()
    nation = room.nations.nations[SLUG]
    hostile = replace(nation, seed=replace(nation.seed, candidate="<script>alert(1)</script>{{ 7 * 7 }}"))
    room.nations.nations[SLUG] = hostile

    body = ask(room, a_token(room, consents=())).body

    assert "<script" not in body
    assert "{{ 7 * 7 }}" in body


THE_EDGE = FixedKeys("edge")


def an_event_of_gateway(method: str = "GET", body: str = "", **changes: Any) -> dict[str, Any]:
    return {
        "rawPath": f"/{SLUG}/api/confirm",
        "pathParameters": {"slug": SLUG},
        "queryStringParameters": {"token": "asked"},
        "headers": {"X-Viewer-Address": "203.0.113.77", "X-Viewer-Key": "edge"},
        "requestContext": {"http": {"method": method, "sourceIp": "192.0.2.1"}},
        "body": body,
        **changes,
    }


def test_a_request_is_read_from_the_gateways_event() -> None:
    request = link_request(an_event_of_gateway(), edge=THE_EDGE)

    assert (request.kind, request.slug, request.token, request.posts) == (LinkKind.CONFIRM, SLUG, "asked", False)
    assert request.address == "203.0.113.0"


def test_an_address_that_cloudfront_did_not_tell_proves_nothing() -> None:
    event = an_event_of_gateway(headers={"X-Viewer-Address": "203.0.113.77", "X-Viewer-Key": "guessed"})

    assert link_request(event, edge=THE_EDGE).address == "192.0.2.0"


def test_a_posts_token_and_choice_come_from_its_body() -> None:
    event = an_event_of_gateway("POST", "token=posted&withdraw=all", rawPath=f"/{SLUG}/api/withdraw")

    request = link_request(event, edge=THE_EDGE)

    assert (request.kind, request.token, request.posts) == (LinkKind.WITHDRAW, "posted", True)
    assert request.choice == ("withdraw", "all")


@pytest.mark.parametrize(
    "event",
    [
        an_event_of_gateway("POST", "token=" + "x" * LARGEST),
        an_event_of_gateway("POST", "%%%", isBase64Encoded=True),
        an_event_of_gateway("POST", "a", isBase64Encoded=True, queryStringParameters=None, headers=None),
    ],
)
def test_a_body_that_is_none_of_ours_chooses_nothing(event: dict[str, Any]) -> None:
    request = link_request(event, edge=THE_EDGE)

    assert request.posts
    assert request.choice == ("", "")
    assert request.token in {"asked", ""}
