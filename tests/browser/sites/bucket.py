"""The whole bucket of a small network, made as its functions make it, and beside it what the API answers.

`paris-6` has everything a nation can have, `essonne-3` no more than the law asks, `paris-7` is silent, and `paris-8` is
closed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from shared.counters.file import counters_file
from shared.elections.calendars import calendar_of
from shared.events.event import EventState
from shared.events.items import event_to_item
from shared.geography.france import OUTLINES, france
from shared.nations.nation import NationStatus
from shared.sites.files import NETWORK
from shared.sites.kit import load_kit
from shared.sites.nation_site import SiteMaker
from shared.sites.network.maker import network_maker
from shared.sites.outline import GroundMap
from shared.sites.pages import page_item
from shared.sites.render import SiteRenderer
from tests.browser.sites.answers import answers, letters, searches
from tests.browser.sites.gallery import PICTURES, gallery
from tests.builders import NOON, a_nation
from tests.unit.events.builders import LATE, an_event
from tests.unit.sites.builders import FIRST_SILENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from shared.events.event import Event
    from shared.kernel.items import Item
    from shared.nations.nation import Nation
    from shared.sites.banner import Banner
    from shared.sites.files import SiteFile

    Files = Mapping[str, SiteFile]

AGENT_LINK = "https://dons.agent.example/paris-6"
COUNTS = {"supporters": 312, "signatures#petition": 812, "rsvps#2027-06-01-apero-1f3a": 24}
EVERYTHING = {
    "slogan": "Au grand jour",
    "phone": "+33199001234",
    "address": "1 rue de la Paix, 75006 Paris",
    "financial_agent": "Association de financement Paris 6",
    "agent_address": "2 rue de la Paix, 75006 Paris",
    "donate_url": AGENT_LINK,
    "portrait": next(iter(PICTURES)),
    "goals": "supporters=500 signatures#petition=3000",
}
GROUND = GroundMap.read(OUTLINES)
RENDERER = SiteRenderer()


@cache
def whole_bucket(banner: Banner) -> Files:
    """Return every file of a network under a banner by its key; `<slug>/api/…` are what the API answers."""
    rich, bare, silent, closed = nations()
    maker = SiteMaker(banner=banner, atlas=france(), renderer=RENDERER, ground=GROUND, calendar=calendar_of("FR"))
    files = {NETWORK: (*maker.shared_files(), *maker.missing_page(), *network_files(banner), *searches(banner))}
    files[rich.slug] = (
        *open_site(maker, rich, NOON),
        *PICTURES.values(),
        *answers(banner, rich),
        *letters(banner, rich),
    )
    files[bare.slug] = open_site(maker, bare, NOON)
    files[silent.slug] = (*open_site(maker, silent, FIRST_SILENCE.starts), *PICTURES.values())
    files[closed.slug] = maker.closed_site(closed.seed, belongings(banner, closed), now=NOON)
    return {f"{folder}/{file.path}": file for folder, made in files.items() for file in made}


def nations() -> tuple[Nation, ...]:
    """Return the nations of the network."""
    ready, zones = (
        NationStatus.READY,
        ("constituency:75-06", "constituency:91-03", "constituency:75-07", "constituency:75-08"),
    )
    rich, bare, silent, closed = (
        a_nation(slug, status=ready, zones=(zone,))
        for slug, zone in zip(("paris-6", "essonne-3", "paris-7", "paris-8"), zones, strict=True)
    )
    return _with_everything(rich), bare, _with_everything(silent), replace(closed, status=NationStatus.SUSPENDED)


def events(slug: str) -> tuple[Event, ...]:
    """Return events of a nation: one to come, one that is called off, one that is over."""
    facts = {
        "slug": slug,
        "address": "1 rue de la Paix",
        "body": "Venez **nombreux** : [le plan](https://plan.example/).",
    }
    over = NOON.replace(tzinfo=None, month=4)
    return (
        an_event(capacity=80, **facts),
        an_event("2027-06-02-marche-2b4c", title="Marché", state=EventState.CANCELLED, **facts),
        an_event("2027-04-11-reunion-9d8e", title="Réunion", starts=over, ends=over.replace(hour=LATE.hour), **facts),
    )


def belongings(banner: Banner, nation: Nation) -> list[Item]:
    """Return what is stored with a nation: the kit's pages, and for one with everything more of both."""
    kept: list[Item] = [dict(item) for item in load_kit(banner.language).page_items()]
    if nation.seed.facts:
        kept += [page_item(gallery()), *map(event_to_item, events(nation.slug))]
    return kept


def open_site(maker: SiteMaker, nation: Nation, now: datetime) -> tuple[SiteFile, ...]:
    """Return a nation's site as it is at a moment, with its figures."""
    site = maker.open_site(nation.seed, belongings(maker.banner, nation), now=now)
    return (*site, counters_file(COUNTS if nation.seed.facts else {"supporters": 0}))


def network_files(banner: Banner) -> tuple[SiteFile, ...]:
    """Return the network's own site."""
    due = [event for nation in nations() if nation.seed.facts for event in events(nation.slug)]
    return network_maker(banner, france(), country="FR").files(nations(), due, now=NOON)


def pages(files: Files) -> Iterator[tuple[str, str]]:
    """Yield the key and the HTML of every page."""
    for key, file in files.items():
        if file.content_type.startswith("text/html"):
            yield key, file.body.decode()


def _with_everything(nation: Nation) -> Nation:
    return replace(nation, seed=replace(nation.seed, facts=EVERYTHING))
