from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.events.event import EventState
from shared.events.items import event_to_item
from shared.geography.france import OUTLINES, france
from shared.sites.banner import Language, default_banner
from shared.sites.errors import FactsMissing
from shared.sites.kit import load_kit
from shared.sites.nation_site import SiteMaker
from shared.sites.outline import GroundMap
from shared.sites.render import SiteRenderer
from tests.builders import NOON, a_seed
from tests.unit.events.builders import an_event
from tests.unit.sites.reading import ReadPage

if TYPE_CHECKING:
    from shared.sites.files import SiteFile

GROUND = GroundMap.read(OUTLINES)
MAKER = SiteMaker(banner=default_banner(), atlas=france(), renderer=SiteRenderer(), ground=GROUND)
PAGES = load_kit().page_items()


def the_page(path: str, files: tuple[SiteFile, ...]) -> ReadPage:
    """Return one page of a site, read."""
    return ReadPage(next(file.body.decode() for file in files if file.path == path))


def test_a_nation_shows_its_ground_and_names_its_zone() -> None:
    seed = a_seed(zones=("constituency:75-06",))
    zone = MAKER.zones(seed)[0]

    home = the_page("index.html", MAKER.open_site(seed, PAGES, now=NOON))

    outline = GROUND.outline(seed.zones)
    assert outline is not None
    assert outline.path in home.values("d")
    assert zone.name in home.text


def test_what_the_roster_says_of_money_and_address_reaches_the_pages() -> None:
    facts = {"address": "1 rue de la Paix", "financial_agent": "Mandataire", "donate_url": "https://dons.example/a"}
    files = MAKER.open_site(a_seed(facts=facts), PAGES, now=NOON)

    assert the_page("donate/index.html", files).actions[0]["href"] == "https://dons.example/a"
    assert "1 rue de la Paix" in the_page("legal/index.html", files).text


def test_only_pages_are_shown_of_all_that_a_nation_keeps() -> None:
    belongings = [*PAGES, {"sk": "MAIL#welcome"}, {"sk": "TAG#volunteer"}]

    assert MAKER.open_site(a_seed(), belongings, now=NOON) == MAKER.open_site(a_seed(), PAGES, now=NOON)


def test_a_nations_events_have_a_list_pages_of_their_own_and_files_for_calendars() -> None:
    event = an_event()
    files = MAKER.open_site(a_seed(), [*PAGES, event_to_item(event)], now=NOON)

    page = the_page(f"events/{event.event_id}/index.html", files)
    calendar = next(file for file in files if file.path == f"events/{event.event_id}/event.ics")
    assert f"../events/{event.event_id}/" in the_page("events/index.html", files).values("href")
    assert "event.ics" in page.values("href")
    assert calendar.body.startswith(b"BEGIN:VCALENDAR")
    assert calendar.content_type.startswith("text/calendar")


def test_pages_know_until_when_an_event_is_to_come_and_how_many_places_it_has() -> None:
    event = an_event(capacity=40)
    pages = [*PAGES, event_to_item(event), event_to_item(an_event("2027-06-02-marche-2b4c"))]
    files = MAKER.open_site(a_seed(), pages, now=NOON)

    own = the_page(f"events/{event.event_id}/index.html", files)
    assert own.values("data-until") == ["2027-06-01T21:00:00+02:00"]
    assert (own.values("data-places"), own.values("data-taken")) == (["40"], [f"rsvps#{event.event_id}"])
    assert [each["data-why"] for each in own.all("div") if "hidden" in each and "data-why" in each] == ["over", "full"]
    assert the_page("events/2027-06-02-marche-2b4c/index.html", files).values("data-places") == []
    assert len(the_page("events/index.html", files).values("data-until")) == 2


def test_an_event_that_is_over_leaves_the_list_and_keeps_its_page_without_its_form() -> None:
    event = an_event()
    files = MAKER.open_site(a_seed(), [*PAGES, event_to_item(event)], now=event.ends_at)

    page = the_page(f"events/{event.event_id}/index.html", files)
    assert f"../events/{event.event_id}/" not in the_page("events/index.html", files).values("href")
    assert "Ce rendez-vous est passé" in page.text
    assert not page.all("form")


def test_an_event_that_is_cancelled_says_so_in_the_list_and_on_its_page() -> None:
    event = an_event(state=EventState.CANCELLED)
    files = MAKER.open_site(a_seed(), [*PAGES, event_to_item(event)], now=NOON)

    page = the_page(f"events/{event.event_id}/index.html", files)
    assert "annulé" in the_page("events/index.html", files).text
    assert "annulé" in page.text
    assert not page.all("form")


def test_search_engines_are_told_of_every_page_that_they_may_show() -> None:
    event = an_event()
    files = {file.path: file for file in MAKER.open_site(a_seed(), [*PAGES, event_to_item(event)], now=NOON)}

    sitemap = files["sitemap.xml"].body.decode()
    assert sitemap.count("<loc>") == len([page for page in load_kit().pages if page.heading.position]) + 1
    assert f"<loc>https://paris-6.plein-jour.example/events/{event.event_id}/</loc>" in sitemap
    assert b"Sitemap: https://paris-6.plein-jour.example/sitemap.xml" in files["robots.txt"].body


def test_a_nation_speaks_its_own_language_under_a_banner_of_another() -> None:
    english = load_kit(Language.ENGLISH).page_items()
    files = MAKER.open_site(a_seed(facts={"language": "en"}), english, now=NOON)

    home = the_page("index.html", files)
    assert home.all("html")[0]["lang"] == "en"
    assert "Politics in broad daylight" in home.text
    assert "La politique au grand jour" not in home.text


def test_the_networks_address_stands_where_a_nation_gives_none() -> None:
    legal = the_page("legal/index.html", MAKER.open_site(a_seed(), PAGES, now=NOON))

    assert default_banner().address in legal.text


def test_a_nation_without_a_mandatory_fact_is_not_published_and_says_how_to_mend_it() -> None:
    maker = replace(MAKER, banner=replace(default_banner(), address=""))

    with pytest.raises(FactsMissing) as refused:
        maker.open_site(a_seed(), PAGES, now=NOON)

    assert maker.missing_facts(a_seed()) == ("address",)
    assert str(refused.value) == (
        "nation paris-6: not published: address is missing (banneret nation edit paris-6 --address …)"
    )


def test_a_nation_with_an_address_of_its_own_lacks_nothing() -> None:
    maker = replace(MAKER, banner=replace(default_banner(), address=""))

    assert maker.missing_facts(a_seed(facts={"address": "1 rue de la Paix"})) == ()


def test_a_financial_agent_is_named_with_address_and_page_where_the_law_wants_it() -> None:
    agent = {
        "financial_agent": "Association Paris 6",
        "agent_address": "2 rue Haute",
        "donate_url": "https://d.example",
    }
    files = MAKER.open_site(a_seed(facts=agent), PAGES, now=NOON)

    for path in ("legal/index.html", "donate/index.html"):
        assert "Association Paris 6" in the_page(path, files).text
        assert "2 rue Haute" in the_page(path, files).text
    assert "4\u202f600\u00a0€" in the_page("donate/index.html", files).text


def test_a_portrait_is_shown_on_the_home_page() -> None:
    portrait = "assets/portrait.0123456789ab.webp"

    home = the_page("index.html", MAKER.open_site(a_seed(facts={"portrait": portrait}), PAGES, now=NOON))

    assert f"./{portrait}" in home.values("src")


def test_a_closed_site_says_so() -> None:
    assert "Ce site est fermé" in the_page("index.html", MAKER.closed_site(a_seed(), PAGES, now=NOON)).text
