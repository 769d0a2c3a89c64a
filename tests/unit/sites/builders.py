"""Sites made for tests: name only what the test is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.elections.silence import Silence
from shared.events.event import EventState
from shared.sites.banner import Banner, default_banner
from shared.sites.blocks import Block, Policy, Text
from shared.sites.files import SiteFile, page_file
from shared.sites.legal_facts import FinancialAgent, LegalFacts
from shared.sites.outline import Outline
from shared.sites.pages import Heading, Page
from shared.sites.view import SiteView
from tests.unit.events.builders import an_event

AGENT = FinancialAgent(name="Association de financement Paris 6", link="https://dons.plein-jour.example/paris-6")

PARIS = ZoneInfo("Europe/Paris")
FIRST_SILENCE = Silence(
    starts=datetime(2027, 6, 12, tzinfo=PARIS), ends=datetime(2027, 6, 13, 20, tzinfo=PARIS), round="first"
)

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
    candidate = "Camille Laurent"
    legal = LegalFacts(
        publisher=candidate, address="1 rue de la Paix, Paris", controller=candidate, financial_agent=AGENT
    )
    complete: dict[str, Any] = {"slogan": "Au grand jour", "phone": "01 99 00 12 34", "legal": legal}
    return a_site(**complete | facts)


def a_busy_site(**facts: Any) -> SiteView:
    """Return a nation with all that it can have: events of every state, a portrait, a ground, goals, a silence."""
    spring = datetime(2027, 4, 1, 19)
    planned = an_event("2027-06-01-apero-1f3a", body="Venez **nombreux**", address="1 rue de la Paix", capacity=80)
    cancelled = an_event("2027-06-02-marche-2b4c", title="Marché", state=EventState.CANCELLED)
    over = an_event("2027-04-01-reunion-9d8e", title="Réunion", starts=spring, ends=spring.replace(hour=21))
    ordinary: dict[str, Any] = {
        "events": (over, planned, cancelled),
        "upcoming": (planned, cancelled),
        "portrait": "assets/portrait.0123456789ab.webp",
        "outline": Outline(path="M0 0L9 0 9 9z", width=10, height=10),
        "goals": {"supporters": 500, "signatures#petition": 3000},
        "silences": (FIRST_SILENCE,),
    }
    return a_complete_site(**ordinary | facts)


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
