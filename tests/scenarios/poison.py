"""Nations that cannot be provisioned, and how they are put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.nations.nation import NationStatus
from shared.sites.kit import load_kit
from tests.builders import a_nation
from tests.scenarios.network import broken_home

if TYPE_CHECKING:
    from tests.scenarios.network import Network


def plant_poison(network: Network, slug: str, zone: str) -> None:
    """Leave an open nation whose home page cannot be shown, as a fault of an earlier version might."""
    network.nations.found(a_nation(slug, zones=(f"constituency:{zone}",), status=NationStatus.READY))
    network.nations.furnish(slug, [broken_home()], is_open=False)


def mend(network: Network, slug: str) -> None:
    """Give the nation a home page that can be shown."""
    home = next(item for item in load_kit().page_items() if item["sk"] == "PAGE#home")
    network.nations.furnish(slug, [home], is_open=False)
