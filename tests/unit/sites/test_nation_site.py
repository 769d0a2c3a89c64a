from __future__ import annotations

from typing import TYPE_CHECKING

from shared.geography.france import OUTLINES, france
from shared.sites.banner import default_banner
from shared.sites.kit import load_kit
from shared.sites.nation_site import SiteMaker
from shared.sites.outline import GroundMap
from shared.sites.render import SiteRenderer
from tests.builders import NOON, a_seed
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


def test_a_closed_site_says_so() -> None:
    assert "Ce site est fermé" in the_page("index.html", MAKER.closed_site(a_seed(), PAGES, now=NOON)).text
