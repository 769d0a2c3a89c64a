"""Deeds come and go in the people table; the pages tell how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.table import Table
from tests.scenarios.network import await_that
from tests.scenarios.standing import slugs_of
from tests.unit.counters.builders import a_deed

if TYPE_CHECKING:
    from shared.counters.deed import Deed
    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

PEOPLE = 4
"""Of the nation's import: three of `write_inputs`, and one who is there by two lines."""


@pytest.fixture(scope="module")
def slug(standing: None) -> str:
    """A nation that is ready."""
    return slugs_of("15")[0]


def people(network: Network) -> Table:
    """Return the people table."""
    return Table(network.client("dynamodb"), network.directory.people_table)


def counters(network: Network, slug: str) -> Any:
    """Return what the pages read."""
    answer = network.visit(f"/{slug}/counters.json")
    return answer.json() if answer.status_code == 200 else {}


def test_deeds_are_counted_and_counted_off(network: Network, slug: str) -> None:
    deeds: list[Deed] = [a_deed(number, slug=slug) for number in range(150)]
    deeds += [a_deed(number, "signatures", "petition", slug) for number in range(20)]
    table = people(network)
    for deed in deeds:
        table.put({"pk": deed.partition, "sk": deed.sort_key})
    await_that(lambda: counters(network, slug) == {"supporters": PEOPLE + 150, "signatures#petition": 20})

    for deed in deeds[:10]:
        table.delete(deed.partition, deed.sort_key)
    await_that(lambda: counters(network, slug) == {"supporters": PEOPLE + 140, "signatures#petition": 20})


def test_a_recount_finds_nothing_to_mend(network: Network, slug: str) -> None:
    done = network.banneret("nation", "recount", slug, "--json").json

    assert (done["missed"], done["surplus"]) == (0, 0)
    assert done["before"] == done["after"]
