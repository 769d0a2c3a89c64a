"""Under which banner a nation is spoken for, and the network where no nation is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.kits.banners import KEPT, Banners
from shared.sites.banner import default_banner
from shared.sites.kit import kit_version
from tests.builders import NOON, a_nation
from tests.fakes.banners import InMemoryBannerStore
from tests.fakes.clock import FixedClock
from tests.unit.kits.builders import a_renamed_edition

DOMAIN = "grand-large.example"
A_MOMENT = timedelta(seconds=1)


def banners_over(store: InMemoryBannerStore, clock: FixedClock | None = None) -> Banners:
    return Banners(store, network_domain=DOMAIN, clock=clock or FixedClock(NOON))


def test_a_nation_is_spoken_for_under_the_banner_of_its_edition_at_the_domain_of_the_stage() -> None:
    store, edition = InMemoryBannerStore(), a_renamed_edition(primary="#401060")
    store.kits.add(edition)

    banner = banners_over(store).worn_by(a_nation(kit_version=edition.version))

    assert (banner.name, banner.primary, banner.network_domain) == ("Grand Large", "#401060", DOMAIN)


@pytest.mark.parametrize("version", [None, kit_version(), "v9+000000000009"], ids=["none", "software", "unknown"])
def test_where_nobody_kept_its_edition_the_softwares_banner_stands_in(version: str | None) -> None:
    store = InMemoryBannerStore()
    store.kits.add(a_renamed_edition())

    assert banners_over(store).worn_by(a_nation(kit_version=version)).name == default_banner().name


def test_an_edition_is_read_once_however_many_nations_have_it() -> None:
    store, edition = InMemoryBannerStore(), a_renamed_edition()
    store.kits.add(edition)
    banners = banners_over(store)

    for slug in ("ain-1", "paris-6", "ain-1"):
        banners.worn_by(a_nation(slug, kit_version=edition.version))

    assert store.asked == [edition.version]


def test_what_no_nation_says_is_said_under_the_networks_banner_of_a_minute_ago() -> None:
    store, clock = InMemoryBannerStore(), FixedClock(NOON)
    banners = banners_over(store, clock)
    assert banners.of_network().name == default_banner().name
    store.kits.add(a_renamed_edition())

    clock.advance(KEPT - A_MOMENT)
    assert banners.of_network().name == default_banner().name

    clock.advance(A_MOMENT)
    assert banners.of_network().name == "Grand Large"


def test_whoever_can_read_nothing_takes_the_banner_at_hand() -> None:
    store, edition = InMemoryBannerStore(), a_renamed_edition()
    store.kits.add(edition)
    banners = banners_over(store)
    assert banners.at_hand().name == default_banner().name
    assert store.asked == []

    banners.worn_by(a_nation(kit_version=edition.version))
    assert banners.at_hand().name == "Grand Large"

    store.kits.add(a_renamed_edition("Plein Ciel", number=3))
    banners.of_network()
    assert banners.at_hand().name == "Plein Ciel"
