"""An order may name an earlier publication, which is then what the public reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.nations.publications import PublicationOrder
from shared.sites.orders import OrderOutcome
from shared.sites.pages import page_item
from tests.builders import NOON
from tests.unit.sites.builders import a_page, a_text
from tests.unit.sites.test_lifecycle import SLUG, Network

PUBLISH = PublicationOrder(slug=SLUG, by="anne", at=NOON)
BACK = replace(PUBLISH, version=1)


@pytest.fixture
def network() -> Network:
    """Return a network in which a nation's site was published twice, in other words each time."""
    network = Network()
    for words in ("Avant", "Après"):
        network.nations.furnish(SLUG, [page_item(a_page(a_text(words)))], is_open=False)
        network.carry_out(PUBLISH)
    return network


def test_the_public_reads_the_earlier_one_again_however_often_the_order_comes(network: Network) -> None:
    assert "Après" in network.home()

    for _ in range(2):
        assert network.carry_out(BACK) is OrderOutcome.WENT_BACK

    assert "Avant" in network.home()
    latest, *_ = network.versions.history(SLUG)
    assert (latest.number, latest.reason, latest.by) == (3, "back to version 1", "anne")


def test_publishing_brings_the_pages_out_as_they_are(network: Network) -> None:
    network.carry_out(BACK)

    network.carry_out(PUBLISH)

    assert "Après" in network.home()


def test_one_that_is_no_longer_kept_changes_nothing(network: Network) -> None:
    network.site.kept.clear()

    assert network.carry_out(BACK) is OrderOutcome.EXPIRED
    assert network.carry_out(replace(BACK, version=9)) is OrderOutcome.EXPIRED
    assert "Après" in network.home()


def test_an_order_survives_the_queue() -> None:
    assert PublicationOrder.from_json(BACK.to_json()) == BACK
    assert "version" not in PUBLISH.to_json()
