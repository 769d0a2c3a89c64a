from __future__ import annotations

from typing import TYPE_CHECKING

from shared.nations.nation import NationStatus
from shared.sites.files import NETWORK
from tests.builders import a_nation

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk


def test_the_network_is_published_and_tells_where_it_opens(desk: Desk) -> None:
    desk.nations.found(a_nation("first", status=NationStatus.READY, zones=("constituency:N-1",)))

    assert desk.banneret("network", "publish", "--json") == 0

    published = desk.json()
    assert (published["unchanged"], published["address"]) == (0, "http://sites/network/")
    assert published["written"] == len(desk.sites.files[NETWORK])
    assert b"go/first/" in desk.sites.files[NETWORK]["candidates/index.html"]


def test_publishing_the_network_again_changes_nothing(desk: Desk) -> None:
    desk.banneret("network", "publish")

    desk.banneret("network", "publish")

    assert "network published: 0 files written" in desk.out[0]
    assert "http://sites/network/" in desk.out[0]
