from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import UndefinedError

from shared.sites.banner import TEMPLATES, Language, Logo, default_banner
from shared.sites.blocks import Action, Events, Policy
from shared.sites.environment import site_environment
from shared.sites.errors import ContentError
from shared.sites.files import NETWORK
from shared.sites.kit import load_kit
from shared.sites.legal_facts import FinancialAgent, LegalFacts
from shared.sites.outline import Outline
from shared.sites.render import SiteRenderer
from tests.unit.events.builders import an_event
from tests.unit.sites.builders import AGENT, a_banner, a_busy_site, a_complete_site, a_page, a_site, a_text
from tests.unit.sites.reading import ReadPage
from tests.unit.sites.rendering import RENDERER, read_pages, rendered, shared_files

if TYPE_CHECKING:
    from shared.sites.view import SiteView

SCRIPT_BUDGET = 6_144
HOME_BUDGET = 100_000
"""Bytes of the home page with all that it loads, uncompressed."""

ENGLISH = a_banner().speaking(Language.ENGLISH)
SITES = [a_site(), a_complete_site(), a_complete_site(banner=ENGLISH), a_busy_site()]


@pytest.mark.parametrize("site", SITES)
def test_elements_nest_and_names_are_unique_on_every_page(site: SiteView) -> None:
    for path, page in read_pages(site).items():
        ids = page.values("id")
        assert page.faults == [], path
        assert len(ids) == len(set(ids)), path
        assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1, path


@pytest.mark.parametrize("site", SITES)
def test_every_page_asks_for_one_thing(site: SiteView) -> None:
    actions = {path: len(page.actions) for path, page in read_pages(site).items()}

    assert set(actions.values()) == {1}, actions


@pytest.mark.parametrize("site", SITES)
def test_every_link_leads_to_a_file_of_the_site_or_of_the_network(site: SiteView) -> None:
    known = {*(f"/{NETWORK}/{path}" for path in shared_files(site)), *rendered(site)}

    for path, page in read_pages(site).items():
        links = [link for link in (*page.values("href"), *page.values("src")) if ":" not in link and link[0] != "#"]
        targets = {normpath(join(dirname(path), link + "index.html" if link.endswith("/") else link)) for link in links}
        assert targets - {normpath(site.portrait)} <= known, path


def test_no_link_but_to_the_network_begins_at_the_root_since_a_site_may_live_in_a_folder() -> None:
    for page in read_pages(a_complete_site()).values():
        rooted = [link for link in page.values("href") if link.startswith("/")]
        assert not [link for link in rooted if not link.startswith(f"/{NETWORK}/assets/")]


@pytest.mark.parametrize("site", SITES)
def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_but_our_own_file(site: SiteView) -> None:
    for path, page in read_pages(site).items():
        names = {name for name, _ in page.elements}
        loaded = [link["href"] for link in page.all("link") if link["rel"] != "canonical"]
        scripts = page.all("script")
        assert not names & {"iframe", "style", "object"}, path
        assert not page.values("style"), path
        assert not [name for name in page.attributes if name.startswith("on")], path
        assert all(link.startswith(f"/{NETWORK}/assets/") for link in loaded), path
        assert [script["src"].split(".")[0] for script in scripts] == [f"/{NETWORK}/assets/site"], path


def test_a_page_says_what_it_is_to_search_engines_and_networks() -> None:
    page = read_pages(a_site())["join/index.html"]
    said = {
        meta.get("property", meta.get("name", "")): meta["content"] for meta in page.all("meta") if "content" in meta
    }

    assert page.all("html")[0]["lang"] == "fr"
    assert said["og:url"] == "https://paris-6.plein-jour.example/join/"
    assert said["og:title"] == "Rejoindre la campagne"
    assert said["og:image"].startswith("https://paris-6.plein-jour.example/network/assets/share.")
    assert "Camille Laurent" in said["description"]
    assert {"rel": "canonical", "href": "https://paris-6.plein-jour.example/join/"} in page.all("link")


def test_the_page_for_what_is_not_found_is_kept_out_of_search_engines() -> None:
    page = read_pages(a_site())["404.html"]

    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    assert not [link for link in page.all("link") if link["rel"] == "canonical"]


def test_the_menu_marks_the_page_one_is_on() -> None:
    page = read_pages(a_site())["events/index.html"]

    assert [link["href"] for link in page.all("a") if link.get("aria-current") == "page"] == ["../events/"]


def test_the_home_page_weighs_less_than_its_budget() -> None:
    assets = [len(file.body) for path, file in shared_files(a_complete_site()).items()]

    assert len(rendered(a_complete_site())["index.html"].body) + sum(assets) < HOME_BUDGET


def test_the_script_is_small() -> None:
    script = next(file for path, file in shared_files(a_site()).items() if path.endswith(".js"))

    assert len(script.body) <= SCRIPT_BUDGET
    assert script.content_type == "text/javascript; charset=utf-8"


def test_the_same_nation_gives_the_same_bytes() -> None:
    first = SiteRenderer().render(a_complete_site(), load_kit().pages)
    second = SiteRenderer().render(a_complete_site(), load_kit().pages)

    assert first == second


def test_another_colour_is_another_stylesheet() -> None:
    plain, red = (shared_files(a_site(banner=banner)).keys() for banner in (a_banner(), a_banner(primary="#aa0000")))

    assert {path.rpartition(".")[2] for path in plain - red} == {"css", "svg", "png"}


def test_an_action_that_leads_nowhere_is_named_with_its_page_and_block() -> None:
    action = Action(id="go", policy=Policy.FREE, title="Aller", label="Aller", target="javascript:alert(1)")

    with pytest.raises(ContentError, match=r"page home, block go \(action\): target is neither a page"):
        rendered(a_site(), a_page(action))


def test_an_action_may_lead_to_an_https_address() -> None:
    action = Action(id="go", policy=Policy.FREE, title="Aller", label="Aller", target="https://a.example/?x=1&y=2")

    page = read_pages(a_site(), a_page(action))["index.html"]

    assert page.actions[0]["href"] == "https://a.example/?x=1&y=2"


def test_a_page_without_a_hero_still_has_a_heading() -> None:
    page = read_pages(a_site(), a_page(a_text()))["index.html"]

    assert len(page.all("h1")) == 1


def test_events_are_listed_with_their_time_in_words() -> None:
    event = an_event()
    block = Events(id="events", policy=Policy.FREE, title="À venir", empty="Rien")

    page = read_pages(a_site(events=(event,), upcoming=(event,)), a_page(block))["index.html"]

    assert page.all("time") == [{"datetime": "2027-06-01T19:00:00+02:00"}]
    assert "mardi 1er juin" in page.text
    assert "Rien" not in page.text


def test_donations_are_closed_while_no_financial_agent_is_recorded() -> None:
    page = read_pages(a_site())["donate/index.html"]

    assert "Les dons ne sont pas encore ouverts" in page.text
    assert page.actions[0]["href"].startswith("mailto:")
    assert "4\u202f600\u00a0€" in page.text


def test_donations_go_to_the_financial_agent_alone() -> None:
    page = read_pages(a_complete_site())["donate/index.html"]

    assert page.actions[0]["href"] == AGENT.link
    assert AGENT.name in page.text


def test_an_agent_without_a_page_is_asked_by_letter() -> None:
    legal = LegalFacts(financial_agent=FinancialAgent(name="Mandataire"))

    page = read_pages(a_site(legal=legal))["donate/index.html"]

    assert page.actions[0]["href"].startswith("mailto:")
    assert "Mandataire" in page.text


def test_a_complete_legal_notice_leaves_nothing_open() -> None:
    page = read_pages(a_complete_site())["legal/index.html"]

    assert "À compléter" not in page.text
    assert "1 rue de la Paix" in page.text
    assert "Amazon Web Services" in page.text


def test_the_interface_speaks_the_language_of_the_banner() -> None:
    page = read_pages(a_site(banner=ENGLISH))["donate/index.html"]

    assert page.all("html")[0]["lang"] == "en"
    assert "€4,600" in page.text


@pytest.mark.parametrize("logo", list(Logo))
def test_every_logo_can_be_drawn(logo: Logo) -> None:
    page = read_pages(a_site(banner=a_banner(logo=logo)))["index.html"]

    assert [svg.get("class") for svg in page.all("svg")].count("logo") == 2


def test_a_nations_outline_is_drawn_where_it_is_known() -> None:
    page = read_pages(a_site(outline=Outline(path="M0 0L9 0 9 9z", width=10, height=10)))["index.html"]

    assert "M0 0L9 0 9 9z" in page.values("d")


def test_a_closed_site_says_so_at_every_address_and_asks_for_nothing() -> None:
    files = RENDERER.render_closed(a_busy_site(), load_kit().pages)
    pages = [ReadPage(file.body.decode()) for file in files]

    assert {file.path for file in files} == read_pages(a_busy_site()).keys()
    assert all("Ce site est fermé" in page.text for page in pages)
    assert not [page for page in pages if page.all("a") or page.faults]


def test_a_template_that_names_what_is_missing_fails() -> None:
    template = site_environment(TEMPLATES).from_string("{{ nobody }}")

    with pytest.raises(UndefinedError):
        template.render()


@pytest.mark.parametrize(("kind", "content_type"), [(".css", "text/css; charset=utf-8"), (".svg", "image/svg+xml")])
def test_assets_carry_their_kind_and_may_be_kept_for_ever(kind: str, content_type: str) -> None:
    asset = next(file for path, file in shared_files(a_site()).items() if path.endswith(kind))

    assert asset.content_type == content_type
    assert "immutable" in asset.cache_control


def test_the_shared_picture_is_a_png_of_the_size_that_networks_ask_for() -> None:
    picture: Any = next(file for path, file in shared_files(a_site()).items() if path.endswith(".png"))

    assert picture.body[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture.body[16:20]) == 1200
    assert int.from_bytes(picture.body[20:24]) == 630


def test_the_page_for_what_does_not_exist_finds_its_assets_from_any_depth_of_any_host() -> None:
    *assets, page = RENDERER.render_missing(default_banner())

    html = page.body.decode()
    assert page.path == "404.html"
    assert all(f'"/network/{asset.path}"' in html for asset in assets if not asset.path.endswith((".png", ".js")))
