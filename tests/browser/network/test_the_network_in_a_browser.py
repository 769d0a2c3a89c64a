"""The network's own site as visitors use it: finder, map, lists and calendar; on a phone and on a desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shared.geography.france import france
from shared.sites.network.page import PUBLISHED
from shared.sites.network.places import place_key, places_of
from tests.browser.chromium import needs_chromium
from tests.browser.network.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.network.conftest import Window

AXE = Path("node_modules/axe-core/axe.min.js")
ANSWER = "#answer"

pytestmark = [
    needs_chromium,
    pytest.mark.xdist_group("network-browser"),
]


RARE = {"map": pytest.mark.nightly, "candidates": pytest.mark.nightly}
"""Pages of 577 seats, through which axe-core takes its time; of a few they are among the sites' pages."""


def path_of(name: str) -> str:
    return "" if name == "home" else f"{name}/"


def ask(page: Page, place: str) -> None:
    page.get_by_label("Code postal ou commune").fill(place)
    page.keyboard.press("Enter")


def answered(page: Page, title: str) -> list[str | None]:
    """Return where the answer leads once it bears the title."""
    page.locator(f"{ANSWER} h2", has_text=title).wait_for()
    return [link.get_attribute("href") for link in page.locator(f"{ANSWER} .found a").all()]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_page_raises_no_error_fits_its_window_and_asks_nobody_else(window: Window, name: str) -> None:
    page = window.open(path_of(name))
    page.wait_for_load_state("networkidle")

    assert window.errors == []
    assert [url for url in window.requests if not url.startswith(window.root)] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize(
    "name", [*(pytest.param(name, marks=RARE.get(name, ())) for name in PUBLISHED), "api/find?place=Saint-Denis"]
)
def test_no_page_shuts_anybody_out(window: Window, name: str) -> None:
    page = window.open(name if "?" in name else path_of(name))

    assert violations(page) == []


def test_an_answer_in_place_shuts_nobody_out(window: Window) -> None:
    page = window.open()
    ask(page, "10200")
    page.locator(f"{ANSWER} h2").wait_for()

    assert violations(page) == []


def violations(page: Page) -> list[str]:
    """Return what axe-core finds."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found["violations"]]


class TestTheFinder:
    """The finder answers the same with a script and without one."""

    @pytest.fixture(params=["window", "plain_window"], ids=["script", "no script"])
    def page(self, request: pytest.FixtureRequest, window: Window, plain_window: Window) -> Page:
        return {"window": window, "plain_window": plain_window}[request.param].open()

    def test_a_postcode_leads_to_all_who_stand_there(self, page: Page) -> None:
        ask(page, "75006")

        links = answered(page, "75006 vote dans 2 circonscriptions")
        assert [link.partition("go/")[2] for link in links if link] == ["nation-75-02/", "nation-75-11/"]

    def test_a_commune_leads_to_its_only_candidate_whose_site_opens(self, page: Page) -> None:
        ask(page, "lens")
        assert answered(page, "Votre candidature à Lens")

        ask(page, "Paris 13e arrondissement")
        answered(page, "Paris 13e Arrondissement vote")
        page.goto(page.url.partition("/network/")[0] + "/network/go/nation-75-06/")

        assert page.locator("h1").inner_text() == "Nation"

    def test_a_free_seat_is_told_and_leads_nowhere(self, page: Page) -> None:
        ask(page, "L’Haÿ les Roses")

        assert answered(page, "Votre candidature à L'Haÿ-les-Roses") == []
        assert page.get_by_text("Personne ne s’y présente encore").is_visible()

    def test_a_name_of_several_communes_is_asked_about(self, page: Page) -> None:
        ask(page, "st denis")

        page.locator(f"{ANSWER} h2", has_text="Plusieurs communes s’appellent Saint-Denis").wait_for()
        page.locator(f"{ANSWER} .choices").get_by_text("Saint-Denis (93)").click()

        links = answered(page, "Saint-Denis vote dans 2 circonscriptions")
        assert [link.partition("go/")[2] for link in links if link] == ["nation-93-01/", "nation-93-02/"]

    def test_an_unknown_place_is_said_to_be_unknown_with_names_that_come_near(self, page: Page) -> None:
        ask(page, "Marseile")

        page.locator(f"{ANSWER} h2", has_text="Nous ne connaissons pas « Marseile »").wait_for()
        page.locator(f"{ANSWER} .choices").get_by_text("Marseille (13)").click()

        assert len(answered(page, "Marseille vote dans 7 circonscriptions")) == 7

    def test_a_postcode_of_several_communes_tells_which_votes_where(self, page: Page) -> None:
        ask(page, "35000")
        page.locator(f"{ANSWER} h2").wait_for()

        assert page.locator(f"{ANSWER} .found li").count() > 1

    def test_the_keyboard_alone_is_enough(self, page: Page) -> None:
        page.keyboard.press("Tab")
        for _ in range(12):
            if page.evaluate("document.activeElement.id") == "place":
                break
            page.keyboard.press("Tab")
        page.keyboard.type("Lens")
        page.keyboard.press("Enter")
        answered(page, "Votre candidature à Lens")
        page.get_by_label("Code postal ou commune").focus()
        for _ in range(4):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.found a')"):
                break

        assert page.evaluate("document.activeElement.matches('.found a')")


def test_what_is_typed_half_is_completed_from_a_list(window: Window) -> None:
    page = window.open()

    page.get_by_label("Code postal ou commune").press_sequentially("montreu")
    page.get_by_role("button", name="Montreuil (93)").click()

    assert answered(page, "Montreuil") == ["./go/nation-93-07/"]


def test_the_answer_is_announced_where_it_stands(window: Window) -> None:
    page = window.open()
    ask(page, "Lens")
    answered(page, "Votre candidature à Lens")

    assert page.locator(ANSWER).get_attribute("aria-live") == "polite"
    assert page.url.endswith("/network/")
    assert window.errors == []


def test_a_finder_whose_places_do_not_load_says_so_and_keeps_what_was_typed(window: Window) -> None:
    page = window.open()
    page.route("**/finder.json", lambda route: route.abort())

    ask(page, "Lens")

    page.locator(ANSWER, has_text="La recherche ne répond pas").wait_for()
    assert page.get_by_label("Code postal ou commune").input_value() == "Lens"


def test_what_is_typed_is_never_markup(window: Window) -> None:
    page = window.open()

    ask(page, "<img src=x onerror=alert(1)>")

    page.locator(f"{ANSWER} h2", has_text="<img src=x").wait_for()
    assert page.locator(f"{ANSWER} img").count() == 0


def test_a_name_from_every_objects_own_is_only_an_unknown_place(window: Window) -> None:
    page = window.open()

    ask(page, "constructor")

    page.locator(f"{ANSWER} h2", has_text="Nous ne connaissons pas").wait_for()


@pytest.mark.parametrize("step", [pytest.param(20, id="some"), pytest.param(1, id="all", marks=pytest.mark.nightly)])
def test_script_and_function_read_every_name_of_france_alike(chromium: Browser, root: str, step: int) -> None:
    named = sorted({place.name for places in places_of(france()).values() for place in places})[::step]
    spelled = [spelling for name in named for spelling in (name, name.upper().replace("SAINT", "ST"))]
    page = chromium.new_page(viewport=PHONE)
    page.goto(f"{root}network/")

    keys = page.evaluate("names => names.map(keyOf)", spelled)
    page.close()

    assert [(name, key) for name, key in zip(spelled, keys, strict=True) if key != place_key(name)] == []


def test_the_map_leads_to_a_nation_and_names_it(window: Window) -> None:
    page = window.open("map/")
    shape = page.locator('svg a[href="../go/nation-33-05/"]').first

    assert "Gironde, 5e circonscription : Jeanne Martin" in shape.locator("title").inner_html()
    assert page.locator('svg a[href*="nation-94"]').count() == 0


def test_a_press_on_the_map_opens_the_nations_site(window: Window) -> None:
    page = window.open("map/")

    page.locator('svg a[href="../go/nation-75-06/"]').last.locator("path").click()

    page.wait_for_url("**/nation-75-06/")
    assert page.locator("h1").inner_text() == "Nation"


def test_the_list_beside_the_map_has_every_seat_and_the_keyboard_skips_the_drawing(window: Window) -> None:
    page = window.open("map/")

    assert page.locator(".numbers li").count() == 577
    assert page.locator("svg a:not([tabindex='-1'])").count() == 0
    link = page.get_by_role("link", name="Gironde, 5e circonscription : Jeanne Martin")
    assert link.get_attribute("href") == "../go/nation-33-05/"


def test_the_calendar_is_told_by_day_and_taken_along(window: Window) -> None:
    page = window.open("events/")

    assert page.get_by_role("heading", name="mardi 1er juin").is_visible()
    assert (
        page.get_by_role("link", name="Apéro citoyen").first.get_attribute("href")
        == "../go/nation-75-01/events/event-1/"
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="Ajouter à mon agenda").click()
    assert "BEGIN:VCALENDAR" in download.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_link_within_the_site_leads_somewhere(plain_window: Window, name: str) -> None:
    page = plain_window.open(path_of(name))
    hrefs: list[str] = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
    inner = {href for href in hrefs if "/go/" not in href and not href.startswith(("#", "https:"))}

    for href in inner:
        answer = page.request.get(page.url.rpartition("/")[0] + "/" + href)
        assert answer.ok, href
