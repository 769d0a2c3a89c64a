from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.nations.nation import NationStatus
from tests.builders import a_nation
from tests.unit.counters.builders import a_deed, a_record, changes

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with one nation, one of whose two deeds was never counted."""
    desk.nations.found(a_nation("paris-6", status=NationStatus.READY, people=1000))
    desk.counters.deeds |= {a_deed(1), a_deed(2)}
    desk.counters.count("paris-6", changes(a_record(a_deed(1))))
    return desk


def test_a_recount_mends_the_counters_and_shows_them(desk: Desk) -> None:
    assert desk.banneret("nation", "recount", "paris-6", "--json") == 0

    assert desk.json() == {
        "nation": "paris-6",
        "missed": 1,
        "surplus": 0,
        "before": {"supporters": 1},
        "after": {"supporters": 2},
    }
    assert desk.board.shown == {"paris-6": {"supporters": 1002}}


def test_a_recount_tells_what_it_mended(desk: Desk) -> None:
    desk.banneret("nation", "recount", "paris-6")

    assert desk.out[0].splitlines() == [
        "1 deeds had been missed, 0 counted too much",
        "counter     before  now",
        "supporters  1       2",
    ]


def test_a_recount_of_a_nation_that_nobody_knows_is_wrong_input(desk: Desk) -> None:
    assert desk.banneret("nation", "recount", "atlantis") == 2
