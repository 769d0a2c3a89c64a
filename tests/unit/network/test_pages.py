"""The pages of the network's own site."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.nations.nation import NationStatus
from shared.sites.banner import Language
from shared.sites.network.finding import find
from shared.sites.network.page import PUBLISHED
from tests.builders import NOON, a_nation, a_seed
from tests.unit.events.builders import an_event
from tests.unit.network.builders import ATLAS, FilledShelf, a_maker, a_ready_nation, a_renderer
from tests.unit.sites.builders import HOSTILE_NAMES
from tests.unit.sites.reading import ReadPage

if TYPE_CHECKING:
    from shared.events.event import Event
    from shared.nations.nation import Nation

WEIGHT = 100_000
"""Bytes of the home page in all, as the issue asks."""

NOW = NOON + timedelta(days=20)


def made(*nations: Nation, events: tuple[Event, ...] = (), language: Language = Language.FRENCH) -> dict[str, str]:
    """Return the text files of the network's site by path, its places left out."""
    files = a_maker(language=language).files(nations or (a_ready_nation(),), events, now=NOW)
    return {file.path: file.body.decode() for file in files if not file.path.endswith(".png")}


def links(html: str) -> list[str]:
    return [facts["href"] for tag, facts in ReadPage(html).elements if tag == "a" and "href" in facts]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", PUBLISHED)
def test_every_page_is_sound_in_every_language(name: str, language: Language) -> None:
    path = "index.html" if name == "home" else f"{name}/index.html"

    page = ReadPage(made(events=(an_event(slug="first"),), language=language)[path])

    assert page.faults == []
    assert [tag for tag, _ in page.elements].count("h1") == 1
    assert ("html", {"lang": language}) in page.elements


@pytest.mark.parametrize("name", PUBLISHED)
def test_no_page_holds_a_style_a_script_or_an_address_of_somebody_else(name: str) -> None:
    html = made()["index.html" if name == "home" else f"{name}/index.html"]
    elements = ReadPage(html).elements

    assert [facts for _, facts in elements if any(key.startswith("on") or key == "style" for key in facts)] == []
    assert [facts for tag, facts in elements if tag == "script" and "src" not in facts] == []
    loaded = [facts.get("src") or facts["href"] for tag, facts in elements if tag in {"script", "link"}]
    assert [path for path in loaded if path.startswith(("http", "//")) and "plein-jour.example" not in path] == []


def test_a_nation_that_is_ready_is_led_to_by_list_and_map_and_found() -> None:
    files = made(a_ready_nation("first"))

    assert "../go/first/" in links(files["candidates/index.html"])
    assert "../go/first/" in links(files["map/index.html"])
    assert json.loads(files["finder.json"])["standers"] == [["first", "Jeanne Martin"]]


@pytest.mark.parametrize("status", [status for status in NationStatus if status is not NationStatus.READY])
def test_a_nation_that_is_not_ready_is_told_of_nowhere(status: NationStatus) -> None:
    event = an_event(slug="first", title="Grande soirée")

    files = made(a_ready_nation("first", status=status), events=(event,))

    assert [path for path, text in files.items() if "go/first" in text or "Grande soirée" in text] == []


def test_a_free_seat_is_shown_as_free() -> None:
    files = made(a_ready_nation("first", "constituency:N-1"))

    assert "N, second : place libre" in files["map/index.html"]


def test_an_event_is_told_on_its_day_and_leads_to_its_own_page() -> None:
    html = made(events=(an_event("apero", slug="first", title="Apéro citoyen"),))["events/index.html"]

    assert "mardi 1er juin" in html
    assert "19\u00a0h" in html
    assert "../go/first/events/apero/" in links(html)


def test_the_calendar_file_names_each_event_with_its_public_address() -> None:
    calendar = made(events=(an_event("apero", slug="first"),))["events.ics"]

    assert calendar.count("BEGIN:VEVENT") == 1
    assert "https://first.plein-jour.example/events/apero/" in calendar.replace("\r\n ", "")


def test_without_events_the_calendar_says_so_and_offers_no_file() -> None:
    html = made()["events/index.html"]

    assert "Rien n’est encore annoncé" in html
    assert "../events.ics" not in links(html)


def test_search_engines_are_told_of_every_page_at_the_root_of_the_domain() -> None:
    files = made()

    assert files["sitemap.xml"].count("<loc>") == len(PUBLISHED)
    assert "https://plein-jour.example/map/" in files["sitemap.xml"]
    assert "Sitemap: https://plein-jour.example/sitemap.xml" in files["robots.txt"]


def test_the_home_page_is_light_with_all_that_it_loads() -> None:
    files = made(events=tuple(an_event(f"event-{number}", slug="first") for number in range(9)))
    loaded = [path for path in files if path in files["index.html"]]

    assert any(path.endswith(".css") for path in loaded)
    assert sum(len(files[path].encode()) for path in ["index.html", *loaded]) < WEIGHT


def test_a_script_of_four_kilobytes_is_enough_for_the_finder() -> None:
    script = next(text for path, text in made().items() if path.startswith("assets/finder."))

    assert len(script.encode()) <= 4096


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_only_a_name(name: str) -> None:
    nation = replace(a_ready_nation("first"), seed=a_seed("first", candidate=name, zones=("constituency:N-1",)))
    event = an_event("apero", slug="first", title=name, venue=name)

    files = made(nation, events=(event,))

    for path in ("index.html", "candidates/index.html", "map/index.html", "events/index.html"):
        page = ReadPage(files[path])
        assert page.faults == []
        assert [facts for tag, facts in page.elements if tag == "script" and "src" not in facts] == []
        assert [facts for tag, facts in page.elements if tag == "img" or "onerror" in facts] == []


def test_the_answer_of_the_finder_without_a_script_is_a_page_below_the_api() -> None:
    html = a_renderer().answer_page(find("bruma", FilledShelf()), typed="bruma")

    page = ReadPage(html)
    assert page.faults == []
    assert "../go/first/" in links(html)
    assert ("meta", {"name": "robots", "content": "noindex"}) in page.elements
    assert any(facts.get("value") == "bruma" for tag, facts in page.elements if tag == "input")


def test_places_to_choose_from_are_links_that_ask_again() -> None:
    html = a_renderer().answer_page(find("alba", FilledShelf()), typed="alba")

    assert "?place=Alba%20%28N%29" in links(html)


@pytest.mark.parametrize(
    "typed", ['"><script>alert(1)</script>', "{{7*7}}", "\r\nSet-Cookie: a=b", "javascript:alert(1)"]
)
def test_what_is_typed_is_shown_as_text_alone(typed: str) -> None:
    html = a_renderer().answer_page(find(typed, FilledShelf()), typed=typed)

    page = ReadPage(html)
    assert page.faults == []
    assert [facts for tag, facts in page.elements if tag == "script" and "src" not in facts] == []
    assert "49" not in "".join(page.words)


def test_places_that_cannot_be_read_are_said_to_be_out_of_reach() -> None:
    html = a_renderer().answer_page(None, typed="Alba")

    assert "La recherche ne répond pas" in html
    assert ReadPage(html).faults == []


def test_a_nation_without_any_known_zone_is_listed_all_the_same() -> None:
    nation = a_nation("lost", status=NationStatus.READY, zones=("constituency:gone",))

    assert ATLAS.by_id("constituency:gone") is None
    assert "../go/lost/" in links(made(nation)["candidates/index.html"])
