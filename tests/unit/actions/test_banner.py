"""Letters, and the pages behind their links, wear the banner of the nation's own pages."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from shared.actions.consent_pages import consent_words
from shared.actions.link_request import LinkRequest
from shared.consent.links import Bond, LinkKind
from shared.consent.wording import wording_hash, wordings
from shared.nations.remembered import RememberedNations
from shared.people.consent import Consent
from shared.people.item import to_item
from shared.people.person import person_id
from shared.people.table import put
from shared.sites.banner import TEMPLATES, default_banner
from shared.sites.environment import site_environment
from shared.sites.look import dress
from tests.unit.actions.recorded import MARIE, SHARING, SLUG, Room, a_consent, an_action, the_link
from tests.unit.actions.test_consent_desk import a_desk, ask
from tests.unit.kits.builders import a_renamed_edition
from tests.unit.people.builders import a_person

PURPLE = "#401060"
EDITION = a_renamed_edition(primary=PURPLE)
look_of = partial(dress, site_environment(TEMPLATES), TEMPLATES)


def a_pushed_room() -> Room:
    """Return a room in which one of two nations has HQ's edition."""
    room = Room()
    room.push(EDITION)
    return room


def test_a_letter_comes_from_the_network_as_the_nations_pages_call_it_in_their_colours() -> None:
    room = a_pushed_room()

    room.record_and_ask(an_action())

    (letter,) = room.mailer.sent
    assert letter.sender.name == "Grand Large"
    assert PURPLE in letter.mail.html
    assert default_banner().primary not in letter.mail.html
    assert "Plein Jour" not in letter.mail.subject + letter.mail.html.replace(EDITION.content.banner.legal_footer, "")


def test_a_nation_that_has_not_followed_writes_under_the_banner_of_its_pages() -> None:
    room = a_pushed_room()

    room.record_and_ask(an_action(slug="lyon-3"))

    (letter,) = room.mailer.sent
    assert letter.sender.name == "Plein Jour"
    assert PURPLE not in letter.mail.html


def test_the_page_behind_the_link_wears_what_the_nations_pages_wear_and_so_does_the_next() -> None:
    room = a_pushed_room()
    room.record_and_ask(an_action())
    token = the_link(room.mailer.sent[-1])
    stylesheet = look_of(replace(EDITION.content.banner, network_domain="plein-jour.example")).stylesheet.path

    asked, confirmed = ask(room, token), ask(room, token, posts=True)

    for page in (asked.body, confirmed.body):
        assert "<small>Grand Large</small>" in page
        assert f"/network/{stylesheet}" in page
    assert stylesheet != look_of(default_banner()).stylesheet.path


def test_the_page_of_consents_names_the_network_as_the_nations_pages_do() -> None:
    room = a_pushed_room()
    room.people.write([put(to_item(a_person(email=MARIE, consents={"email": Consent(given=True, by="opt-in")})))])
    bond = Bond(slug=SLUG, person_id=person_id(MARIE), action_id="0" * 32)

    page = ask(room, room.links.sign(LinkKind.WITHDRAW, bond), LinkKind.WITHDRAW).body

    assert consent_words("fr").pages["by_import"].format(network="Grand Large") in page


def test_a_page_for_no_nation_wears_the_networks_latest_banner() -> None:
    room = a_pushed_room()

    page = ask(room, "x", slug="atlantis").body

    assert "Grand Large" in page
    assert "Plein Jour" not in page


def test_the_page_that_asks_for_patience_asks_nobody_for_its_banner() -> None:
    room = a_pushed_room()
    desk = a_desk(room)
    assert "Plein Jour" in desk.give_up().body

    desk.answer(LinkRequest(kind=LinkKind.CONFIRM, slug=SLUG, token="x", posts=False))

    assert "Grand Large" in desk.give_up().body


def test_a_consent_that_names_the_network_is_proven_by_the_name_on_the_nations_pages() -> None:
    room = a_pushed_room()
    text = wordings("fr")[SHARING].said({"candidate": "Jeanne Martin", "network": "Grand Large"})
    read = replace(a_consent(SHARING), wording=wording_hash(text))

    recorded = room.record(an_action(consents=(read,)))

    assert recorded.unproven == 0
    kept = room.wordings.find(read.wording)
    assert kept
    assert "Grand Large" in kept.text


def test_a_consent_of_the_moment_after_a_push_is_proven_though_the_nation_was_remembered_from_before() -> None:
    room = Room()
    room.registry = replace(room.registry, nations=RememberedNations(room.nations, room.clock))
    room.record(an_action(consents=(a_consent(SHARING),)))
    room.push(EDITION)
    text = wordings("fr")[SHARING].said({"candidate": "Jeanne Martin", "network": "Grand Large"})
    read = replace(a_consent(SHARING), wording=wording_hash(text))

    assert room.record(an_action(stamp="two", consents=(read,))).unproven == 0
