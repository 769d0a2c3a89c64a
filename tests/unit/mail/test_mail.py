from __future__ import annotations

from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from shared.mail.kit import load_mail_kit
from shared.mail.plain_text import block_as_text
from shared.mail.recipient import Recipient, sample_recipient
from shared.mail.render import MailRenderer
from shared.mail.template import MailTemplate, mail_item, read_mail_item
from shared.sites.banner import Language
from shared.sites.blocks import Action, Figure, Figures, Hero, Item, Policy, Steps
from shared.sites.errors import ContentError
from shared.sites.kit import load_kit
from shared.sites.records import write_record
from tests.unit.mail.builders import a_mail
from tests.unit.sites.builders import HOSTILE_NAMES, a_banner, a_site, a_text
from tests.unit.sites.reading import ReadPage

RENDERER = MailRenderer()
TEMPLATES = load_mail_kit().templates
NEWS = [template for template in TEMPLATES if template.name != "confirm"]
NAMES = ["confirm", "donation-ask", "event-invitation", "get-out-the-vote", "petition", "volunteer-ask", "welcome"]


def the_buttons(html: str) -> list[str]:
    """Return where the buttons of an e-mail lead; they alone open a window of their own."""
    return [link["href"] for link in ReadPage(html).all("a") if link.get("target") == "_blank"]


@pytest.mark.parametrize("language", list(Language))
def test_the_kit_holds_the_same_e_mails_in_every_language(language: Language) -> None:
    assert [template.name for template in load_mail_kit(language).templates] == NAMES


def test_an_e_mail_is_made_of_the_same_blocks_in_every_language() -> None:
    french, english = (load_mail_kit(language).templates for language in Language)

    assert [_skeleton(template) for template in french] == [_skeleton(template) for template in english]


def _skeleton(template: MailTemplate) -> list[tuple[str, str, str]]:
    return [(block.id, block.kind, block.policy) for block in template.blocks]


def test_the_confirmation_is_not_for_a_nation_to_change() -> None:
    assert "MAIL#confirm" not in {item["sk"] for item in load_mail_kit().items()}


def test_a_template_that_the_kit_lacks_is_named() -> None:
    with pytest.raises(ContentError, match="mail hello: the kit has none of that name"):
        load_mail_kit().template("hello")


@pytest.mark.parametrize("language", list(Language))
def test_a_confirmation_says_word_for_word_what_was_asked_and_has_one_button(language: Language) -> None:
    link, asked = "https://paris-6.plein-jour.example/api/confirm?token=a.b-c_d", "J’accepte <tout> de {candidate}."
    template = load_mail_kit(language).template("confirm")

    mail = RENDERER.render(template, a_site(), Recipient(confirm_url=link, asked=(asked,)))

    assert the_buttons(mail.html) == [link]
    assert link in mail.text
    assert f"* {asked}" in mail.text
    assert asked in ReadPage(mail.html).text


def test_a_confirmation_has_nothing_to_unsubscribe_from() -> None:
    recipient = Recipient(confirm_url="http://d1.cloudfront.localhost:4566/paris-6/api/confirm?token=a")

    mail = RENDERER.render(load_mail_kit().template("confirm"), a_site(), recipient)

    assert "Ne plus recevoir" not in mail.html + mail.text
    assert "sept jours" in mail.text


def test_e_mails_and_pages_share_the_version_of_the_kit() -> None:
    assert load_mail_kit().version == load_kit().version
    assert {template.envelope.kit_version for template in TEMPLATES} == {load_kit().version}


def test_every_template_of_a_nation_is_written_as_it_is_read() -> None:
    assert [read_mail_item({"pk": "NATION#ain-1", **item}) for item in load_mail_kit().items()] == NEWS


@pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)
def test_every_e_mail_asks_for_one_thing(template: MailTemplate) -> None:
    mail = RENDERER.render(template, a_site(), sample_recipient())

    assert len(the_buttons(mail.html)) == 1
    assert mail.text.count("→") == 1
    assert the_buttons(mail.html)[0] in mail.text


@pytest.mark.parametrize("template", NEWS, ids=NAMES[1:])
def test_every_e_mail_can_be_stopped_and_says_who_sends_it(template: MailTemplate) -> None:
    recipient = Recipient(unsubscribe_url="https://plein-jour.example/stop/?who=1&how=2")

    mail = RENDERER.render(template, a_site(), recipient)

    assert "https://plein-jour.example/stop/?who=1&how=2" in unescape(mail.html)
    assert "https://plein-jour.example/stop/?who=1&how=2" in mail.text
    assert "https://paris-6.plein-jour.example/legal/" in mail.html
    assert a_site().banner.legal_footer in mail.text


@pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)
def test_no_e_mail_loads_anything_from_elsewhere(template: MailTemplate) -> None:
    html = RENDERER.render(template, a_site(), sample_recipient()).html

    assert not {"img", "script", "link", "iframe"} & {name for name, _ in ReadPage(html).elements}
    assert "@import" not in html
    assert "url(" not in html


@pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)
def test_no_placeholder_is_left_unfilled(template: MailTemplate) -> None:
    mail = RENDERER.render(template, a_site(), sample_recipient())

    assert "{" not in mail.subject + mail.text
    assert "{" not in ReadPage(mail.html.split("<body", 1)[1]).text


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_inert_in_every_e_mail(name: str) -> None:
    for template in TEMPLATES:
        ordinary = RENDERER.render(template, a_site(), sample_recipient()).html
        hostile_site = a_site(candidate=name, zones=(name,))
        hostile = RENDERER.render(template, hostile_site, replace(sample_recipient(), first_name=name)).html

        tags = [[tag for tag, _ in ReadPage(html).elements] for html in (ordinary, hostile)]
        assert tags[0] == tags[1], template.name


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_adds_no_header_to_the_subject(name: str) -> None:
    mail = RENDERER.render(a_mail(subject="Avec {candidate}"), a_site(candidate=name), sample_recipient())

    assert mail.subject.splitlines() == [mail.subject]


def test_an_e_mail_greets_by_name_where_it_knows_one() -> None:
    named = Recipient(first_name="Zoé", unsubscribe_url="https://plein-jour.example/stop/")
    nameless = Recipient(unsubscribe_url="https://plein-jour.example/stop/")

    assert RENDERER.render(a_mail(), a_site(), named).text.startswith("Bonjour Zoé,\n")
    assert RENDERER.render(a_mail(), a_site(), nameless).text.startswith("Bonjour,\n")


def test_an_e_mail_speaks_the_language_of_the_banner() -> None:
    site = a_site(banner=a_banner(language=Language.ENGLISH))

    assert "Stop receiving these messages" in RENDERER.render(a_mail(), site, sample_recipient()).html


def test_steps_and_heroes_read_well_as_plain_text() -> None:
    hero = Hero(id="hero", policy=Policy.FREE, title="Titre", lead="Phrase")
    step = Item(title="Deux minutes", body="Transférez ce **message**.")
    steps = Steps(id="steps", policy=Policy.FREE, title="Par où commencer", steps=(step,))

    text = RENDERER.render(a_mail(hero, steps), a_site(), sample_recipient()).text

    assert "Titre\n\nPhrase" in text
    assert "1. Deux minutes\n   Transférez ce message." in text


def test_a_hero_may_carry_the_action() -> None:
    hero = Hero(id="hero", policy=Policy.FREE, title="Titre", label="Aller", target="home")

    mail = RENDERER.render(a_mail(hero), a_site(), sample_recipient())

    assert the_buttons(mail.html) == ["https://paris-6.plein-jour.example/"]


@pytest.mark.parametrize("target", ["nowhere", "javascript:alert(1)", "http://a.example"])
def test_an_action_that_leads_nowhere_is_named_with_its_template_and_block(target: str) -> None:
    action = Action(id="go", policy=Policy.FREE, title="Aller", label="Aller", target=target)

    with pytest.raises(ContentError, match=r"mail test, block go \(action\): target is neither"):
        RENDERER.render(a_mail(action), a_site(), sample_recipient())


def test_a_block_that_no_mail_program_shows_is_refused() -> None:
    figures = Figures(id="f", policy=Policy.FREE, title="T", figures=(Figure(value="1", label="un"),))

    with pytest.raises(ContentError, match=r"mail test, block 1 \(figures\): an e-mail cannot show this kind"):
        read_mail_item(mail_item(a_mail(figures)))


def test_a_block_that_no_mail_program_shows_has_no_plain_text() -> None:
    figures = Figures(id="f", policy=Policy.FREE, title="T", figures=(Figure(value="1", label="un"),))

    with pytest.raises(ContentError, match=r"block f \(figures\)"):
        block_as_text(figures, lambda _, target: target)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("subject", "", "mail test, subject: is empty"),
        ("blocks", [], "mail test: has no blocks"),
        ("blocks", [{"kind": "marquee"}], "mail test, block 1: unknown kind 'marquee'"),
        ("header", "Bcc", "mail test: unknown field header"),
    ],
)
def test_a_template_at_fault_is_named(field: str, value: Any, fault: str) -> None:
    with pytest.raises(ContentError, match=fault):
        read_mail_item({**mail_item(a_mail()), field: value})


@pytest.mark.parametrize("url", ["", "http://a.example/", "http://a.localhost.example/", "javascript:alert(1)"])
@pytest.mark.parametrize("field", ["unsubscribe_url", "confirm_url"])
def test_an_e_mail_that_nobody_could_stop_or_whose_link_others_could_read_is_refused(field: str, url: str) -> None:
    links: dict[str, Any] = {field: url}

    with pytest.raises(ContentError, match=field):
        Recipient(**links)


def test_the_envelope_is_stored_beside_the_blocks() -> None:
    item = mail_item(a_mail(a_text()))

    assert item["sk"] == "MAIL#test"
    assert write_record(a_mail().envelope).items() <= item.items()
