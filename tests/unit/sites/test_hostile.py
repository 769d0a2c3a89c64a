"""Hostile words in every place where somebody may write: they come out as words."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints
from urllib.parse import quote

import pytest

from shared.forms.form import FORMS
from shared.sites.blocks import KINDS, Block, Cards, Item, Letter, Policy
from shared.sites.legal_facts import FinancialAgent, LegalFacts
from tests.unit.events.builders import an_event
from tests.unit.sites.builders import HOSTILE_NAMES, a_busy_site, a_complete_site, a_page, a_site, a_text
from tests.unit.sites.rendering import read_page_of, read_pages, rendered

if TYPE_CHECKING:
    from tests.unit.sites.reading import ReadPage

KEPT = {"id": "block", "target": "home", "image": "portrait", "portrait": "", "event": ""}
"""Fields that are no text: what does not fit is refused, or names nothing that is there."""


def a_block(kind: type[Block], said: str) -> Block:
    """Return a block of a kind that says the same in every field."""
    return kind(**{**_filled(kind, said), "policy": Policy.FREE})


def _filled(kind: Any, said: str) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: KEPT.get(field.name, _value(hints[field.name], said)) for field in fields(kind)}


def _value(hint: Any, said: str) -> Any:
    if get_origin(hint) is tuple:
        return (_value(get_args(hint)[0], said),)
    if is_dataclass(hint):
        return hint(**_filled(hint, said))  # type: ignore[operator]  # a class, which is_dataclass does not tell
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    return 7 if hint is int else said


def shape(page: ReadPage) -> list[tuple[str, list[str]]]:
    """Return the elements of a page with the names of their attributes: what no word may change."""
    return [(tag, sorted(attributes)) for tag, attributes in page.elements]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_hostile_words_in_a_block_are_only_words(kind: type[Block], name: str) -> None:
    site = a_busy_site(events=())
    ordinary = read_page_of(site, "index.html", a_page(a_block(kind, "Bonjour")))

    page = read_page_of(site, "index.html", a_page(a_block(kind, name)))

    plain = [tag for tag, _ in shape(page) if tag not in ("p", "strong", "em")]
    assert page.faults == []
    assert plain == [tag for tag, _ in shape(ordinary) if tag not in ("p", "strong", "em")]
    assert page.attributes == ordinary.attributes
    assert not [value for value in page.values("href") if value.startswith(("javascript", "data"))]
    assert "49" not in page.text.replace("L. 49", "").replace("L.\u00a049", "")


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_facts_of_the_roster_are_inert_on_every_page(name: str) -> None:
    agent = FinancialAgent(name=name, address=name)
    legal = LegalFacts(publisher=name, address=name, controller=name, financial_agent=agent)
    hostile = a_busy_site(candidate=name, name=name, zones=(name,), slogan=name, legal=legal)
    plain = LegalFacts(
        publisher="A", address="B", controller="C", financial_agent=FinancialAgent(name="D", address="E")
    )
    ordinary = read_pages(a_busy_site(candidate="A", name="B", zones=("C",), slogan="D", legal=plain))

    for path, page in read_pages(hostile).items():
        assert shape(page) == shape(ordinary[path]), path


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_words_of_an_event_are_inert_on_its_page_and_in_the_list(name: str) -> None:
    pages = []
    for said in (name, "Apéro"):
        event = an_event(title=said, venue=said, address=said, body=said)
        pages.append(read_pages(a_site(events=(event,), upcoming=(event,))))

    hostile, ordinary = pages
    assert hostile.keys() == ordinary.keys()
    for path, page in hostile.items():
        assert page.faults == [], path
        assert page.attributes == ordinary[path].attributes, path


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_shown_as_it_is_written(name: str) -> None:
    visible = "".join(mark for mark in name if mark not in "\u202e\u202c\r").replace("\n", " ")

    assert visible in read_page_of(a_site(candidate=name), "index.html").text


def test_no_fact_turns_the_direction_of_a_page() -> None:
    turned = "\u202egnp.exe\u202c"
    agent = FinancialAgent(name=turned, address=turned)
    legal = LegalFacts(publisher=turned, address=turned, controller=turned, financial_agent=agent)
    event = an_event(title=turned, venue=turned, address=turned)
    facts: dict[str, Any] = {"candidate": turned, "name": turned, "zones": (turned,), "slogan": turned}
    site = a_site(**facts, legal=legal, events=(event,), upcoming=(event,))

    turning = [path for path, file in rendered(site).items() if b"\xe2\x80\xae" in file.body]

    assert [path for path in turning if path.endswith(".html")] == []


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_adds_no_header_to_a_letter(name: str) -> None:
    block = Letter(id="letter", policy=Policy.FREE, title="T", label="L", subject="{candidate}", message="{zone}")
    page = read_page_of(a_complete_site(candidate=name, zones=(name,)), "index.html", a_page(block))

    address, _, letter = page.actions[0]["href"].partition("?")
    assert address == "mailto:paris-6@plein-jour.example"
    assert [field.split("=")[0] for field in letter.split("&")] == ["subject", "body"]


def test_template_code_in_a_nations_words_is_text() -> None:
    hostile = "{{ site.email }} {% include 'x' %} {candidate.__class__} [x](javascript:alert(1))"
    item = Item(title=hostile, body=hostile)
    blocks = (a_text(hostile, title=hostile), Cards(id="c", policy=Policy.FREE, title=hostile, cards=(item,)))

    page = read_page_of(a_site(), "index.html", a_page(*blocks))

    assert not [link for link in page.values("href") if link.startswith("javascript")]
    assert "{{ site.email }}" in page.text
    assert "{candidate.__class__}" in page.text


def test_a_form_never_leads_to_another_site() -> None:
    for path, page in read_pages(a_complete_site()).items():
        for form in page.all("form"):
            action = form["action"]
            assert action.startswith(("./api/", "../api/", "../../api/")), path
            assert action.rpartition("/")[2] in FORMS, path
            assert quote(action) == action, path
