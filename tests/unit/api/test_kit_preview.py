"""The kit's draft over HTTP as people will see it: pages and e-mails, each as a file by itself."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from shared.kits.draft import KitDraft
from shared.sites.banner import Language
from shared.sites.blocks import Action, Policy
from tests.builders import NOON
from tests.unit.api.asking import ask

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk

HOME = "/kit/draft/pages/fr/home"
WELCOME = "/kit/draft/mails/en/welcome"
CONFIRM = "/kit/draft/mails/fr/confirm"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def shown(path: str) -> dict[str, Any]:
    """Return what is shown of a page or an e-mail."""
    answer = ask("GET", f"{path}/preview")
    assert (answer.status, answer.kind) == (200, "application/json")
    told: dict[str, Any] = answer.body
    return told


def policy_of(html: str) -> str:
    """Return the one policy of a file, which stands before all that it is about."""
    head, _, _ = html.partition('<meta http-equiv="Content-Security-Policy"')
    (policy,) = POLICY.findall(html)
    assert re.fullmatch(r'(?is)<!doctype html>\s*<html[^>]*>\s*<head>\s*<meta charset="utf-8">\s*', head)
    assert html.count('<meta charset="utf-8">') == 1
    return str(policy)


def test_a_page_is_shown_as_the_draft_has_it_and_in_no_campaigns_name(desk: FakeDesk) -> None:
    before = shown(HOME)
    document = ask("GET", HOME).body
    ask("PUT", HOME, body={**document, "title": "Au grand jour, ensemble"})

    after = shown(HOME)

    assert (before["page"], before["language"], before["revision"], after["revision"]) == ("home", "fr", 0, 1)
    assert "Camille Martin" in before["html"]
    assert "Au grand jour, ensemble" not in before["html"]
    assert "<title>Au grand jour, ensemble" in after["html"]


def test_a_page_is_shown_under_the_banner_of_the_draft(desk: FakeDesk) -> None:
    ask("PUT", "/kit/draft/banner", body={"primary": "#401060"})

    (sheet,) = re.findall(r'href="data:text/css;base64,([^"]+)"', shown(HOME)["html"])

    assert "#401060" in b64decode(sheet).decode()


def test_the_file_of_a_page_runs_loads_and_sends_nothing(desk: FakeDesk) -> None:
    html = shown("/kit/draft/pages/fr/join")["html"]

    assert policy_of(html) == "default-src 'none'; style-src data:; form-action 'none'; base-uri 'none'"
    assert "<script" not in html


def test_an_e_mail_is_shown_as_somebody_would_get_it(desk: FakeDesk) -> None:
    document = ask("GET", WELCOME).body
    ask("PUT", WELCOME, body={**document, "subject": "Glad you are here, says {candidate}"})

    letter = shown(WELCOME)

    assert (letter["mail"], letter["language"], letter["revision"]) == ("welcome", "en", 1)
    assert letter["subject"] == "Glad you are here, says Camille Martin"
    assert "Dominique" in letter["html"]
    assert letter["text"].startswith("Hello Dominique")


@pytest.mark.parametrize("path", [WELCOME, CONFIRM], ids=["welcome", "confirm"])
def test_the_file_of_an_e_mail_lets_in_its_own_styles_alone(desk: FakeDesk, path: str) -> None:
    html = shown(path)["html"]
    policy = policy_of(html)
    (inline, *_) = re.findall(r'\sstyle="([^"&]+)"', re.sub(r"(?s)<!--.*?-->", "", html))
    digest = b64encode(sha256(inline.encode()).digest()).decode()

    assert policy.startswith("default-src 'none'; style-src 'unsafe-hashes' 'sha256-")
    assert policy.endswith("; form-action 'none'; base-uri 'none'")
    assert f"'sha256-{digest}'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("pages/fr/nowhere", 404),
        ("mails/en/home", 404),
        ("pages/de/home", 422),
        ("banner", 404),
        ("letters/fr/home", 404),
    ],
)
def test_what_the_kit_does_not_have_is_not_shown(desk: FakeDesk, path: str, status: int) -> None:
    assert ask("GET", f"/kit/draft/{path}/preview").status == status


@pytest.mark.parametrize("path", [HOME, WELCOME], ids=["page", "mail"])
def test_what_nobody_could_be_shown_is_a_conflict_that_names_it(desk: FakeDesk, path: str) -> None:
    desk.editions.save_draft(a_draft_that_leads_nowhere(desk))

    answer = ask("GET", f"{path}/preview")

    assert (answer.status, answer.kind) == (409, "application/problem+json")
    assert "cannot be shown as it stands" in answer.body["detail"]
    assert "block way (action): target is neither a page of the site nor an https address" in answer.body["detail"]


def a_draft_that_leads_nowhere(desk: FakeDesk) -> KitDraft:
    """Return a draft with a button that leads nowhere, on a page and in an e-mail."""
    begun = KitDraft.begun(desk.kits.current(), by="anne", at=NOON)
    way = Action(id="way", policy=Policy.DEFAULT, title="Go", label="Go", target="nowhere")
    page, mail = begun.content.page(Language.FRENCH, "home"), begun.content.mail(Language.ENGLISH, "welcome")
    assert page
    assert mail
    content = begun.content.with_page(Language.FRENCH, replace(page, blocks=(*page.blocks, way)))
    content = content.with_mail(Language.ENGLISH, replace(mail, blocks=(*mail.blocks, way)))
    return begun.saying(content, by="anne", at=NOON)


def test_looking_writes_nothing(desk: FakeDesk) -> None:
    for path in (HOME, WELCOME):
        shown(path)

    assert (desk.editions.drafted, desk.audit.entries) == (None, [])
