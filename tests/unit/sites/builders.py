"""Sites made for tests: name only what the test is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shared.sites.banner import Banner, default_banner
from shared.sites.blocks import Block, Policy, Text
from shared.sites.files import SiteFile, page_file
from shared.sites.pages import Heading, Page
from shared.sites.view import FinancialAgent, LegalFacts, SiteView

AGENT = FinancialAgent(name="Association de financement Paris 6", link="https://dons.plein-jour.example/paris-6")

HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}} {% for x in y %}",
    "{candidate} {email}",
    'O\'Brien & "Sons"',
    "\u202egnp.exe\u202c",
    "عبد الرحمن",
    "Zoé 🌻👩‍🌾",
    "[clic](javascript:alert(1)) **gras**",
    "a\r\nBcc: b@c.example",
)


def a_site(**facts: Any) -> SiteView:
    """Return a nation of Paris under the bundled banner."""
    ordinary = SiteView(
        slug="paris-6",
        name="Paris 6",
        candidate="Camille Laurent",
        email="paris-6@plein-jour.example",
        zones=("6e circonscription de Paris",),
        banner=default_banner(),
    )
    return replace(ordinary, **facts)


def a_complete_site(**facts: Any) -> SiteView:
    """Return a nation whose every fact is known."""
    legal = LegalFacts(
        publisher="Camille Laurent", address="1 rue de la Paix, Paris", controller="Paris 6", financial_agent=AGENT
    )
    return a_site(slogan="Au grand jour", phone="01 99 00 12 34", legal=legal, **facts)


def a_banner(**rules: Any) -> Banner:
    """Return the bundled banner with some of its rules replaced."""
    return replace(default_banner(), **rules)


def a_text(body: str = "Bonjour", **fields: Any) -> Text:
    """Return a block of text."""
    return Text(**{"id": "text", "policy": Policy.FREE, "body": body, **fields})


def a_page(*blocks: Block, page: str = "home", position: int = 1) -> Page:
    """Return a page of the given blocks."""
    heading = Heading(page=page, position=position, title="Titre", description="Phrase", kit_version="1", menu="Menu")
    return Page(heading=heading, blocks=blocks or (a_text(),))


def a_page_file(path: str = "index.html", html: str = "<p>Bonjour</p>") -> SiteFile:
    """Return a page ready to be published."""
    return page_file(path, html)
