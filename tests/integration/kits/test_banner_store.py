"""The banners of editions, as nations' letters and answers read them: in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from shared.kits.banner_store import DynamoBannerStore
from shared.kits.edition import KitEdition, bundled_edition
from shared.kits.store import DynamoKitStore
from shared.sites.kit import kit_version
from tests.fakes.banners import InMemoryBannerStore
from tests.fakes.kits import InMemoryKitStore
from tests.unit.kits.builders import a_renamed_edition

if TYPE_CHECKING:
    from shared.kits.banners import BannerStore
    from shared.kits.ports import KitStore

Stores = tuple["KitStore", "BannerStore"]
FORMER = "2026.4+00000000000a"
"""A kit that came with an earlier release."""


@pytest.fixture(params=["in-memory", "dynamodb"])
def stores(request: pytest.FixtureRequest) -> Stores:
    """Where editions are kept, and where their banners are found."""
    if request.param == "in-memory":
        kits = InMemoryKitStore()
        return kits, InMemoryBannerStore(kits)
    dynamodb: Any = request.getfixturevalue("dynamodb")
    table: str = request.getfixturevalue("network_table")
    return DynamoKitStore(dynamodb, table), DynamoBannerStore(dynamodb, table)


def bundled(version: str, name: str) -> KitEdition:
    """Return the software's kit as it was kept before the first edition of HQ, under a version and a name."""
    edition = bundled_edition()
    banner = replace(edition.content.banner, name=name)
    head = replace(edition.head, version=version)
    return KitEdition(head=head, content=replace(edition.content, banner=banner))


def test_a_published_edition_is_found_by_its_version(stores: Stores) -> None:
    kits, banners = stores
    edition = a_renamed_edition(accent="#ff0000")
    kits.add(edition)

    assert banners.worn_in(edition.version) == edition.content.banner


@pytest.mark.parametrize("version", ["v2+000000000009", "v3+000000000003", "2026.4+00000000000b"])
def test_a_version_that_nobody_kept_has_no_banner(stores: Stores, version: str) -> None:
    kits, banners = stores
    kits.add(bundled(FORMER, "Petit Matin"))
    kits.add(a_renamed_edition())

    assert banners.worn_in(version) is None


def test_a_nation_on_the_kit_of_an_earlier_release_has_the_banner_of_that_one(stores: Stores) -> None:
    kits, banners = stores
    kits.add(bundled(FORMER, "Petit Matin"))
    kits.add(a_renamed_edition())

    found = banners.worn_in(FORMER)

    assert found
    assert found.name == "Petit Matin"


def test_the_kit_of_todays_release_has_the_banner_that_came_with_it(stores: Stores) -> None:
    kits, banners = stores
    kits.add(bundled(kit_version(), "Petit Matin"))

    assert banners.worn_in(kit_version()) is None


def test_the_newest_is_the_networks_unless_it_came_with_the_software(stores: Stores) -> None:
    kits, banners = stores
    assert banners.newest() is None
    kits.add(bundled(FORMER, "Petit Matin"))
    assert banners.newest() is None

    kits.add(a_renamed_edition())
    kits.add(a_renamed_edition("Plein Ciel", number=3))

    newest = banners.newest()
    assert newest
    assert newest.name == "Plein Ciel"
