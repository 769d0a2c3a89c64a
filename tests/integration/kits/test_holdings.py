"""Where pages, offers and runs are kept: in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.kernel.aws import client
from shared.kits.errors import KitChanged
from shared.kits.holding_store import DynamoHoldings
from shared.kits.holdings import mail_change, page_change
from shared.kits.offers import Offer, Reason
from shared.kits.run import KitRun, Settled
from shared.kits.run_store import DynamoRunStore
from shared.mail.kit import load_mail_kit
from shared.sites.blocks import Policy
from shared.sites.kit import load_kit
from tests.builders import NOON
from tests.fakes.kits import InMemoryHoldings, InMemoryRunStore
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.tables import create_network_table
from tests.unit.kits.builders import a_charter

if TYPE_CHECKING:
    from shared.kits.holdings import HoldingStore
    from shared.kits.run_store import RunStore
    from shared.sites.pages import Page

SLUG = "paris-6"
HOME = load_kit().pages[0]
LETTER = load_mail_kit().template("welcome")
RUN = KitRun(version="v2+0", number=2, waves=(("ain-1",), ("paris-6",)), by="anne", started_at=NOON)


@pytest.fixture(params=["in-memory", "dynamodb"])
def holdings(request: pytest.FixtureRequest) -> HoldingStore:
    if request.param == "in-memory":
        return InMemoryHoldings(InMemoryNationStore())
    request.getfixturevalue("aws")
    dynamodb = client("dynamodb")
    return DynamoHoldings(dynamodb, create_network_table(dynamodb))


@pytest.fixture(params=["in-memory", "dynamodb"])
def runs(request: pytest.FixtureRequest) -> RunStore:
    if request.param == "in-memory":
        return InMemoryRunStore()
    request.getfixturevalue("aws")
    dynamodb = client("dynamodb")
    return DynamoRunStore(dynamodb, create_network_table(dynamodb))


def edited(at: str) -> Page:
    """Return the home page as somebody left it at a moment."""
    return replace(HOME, heading=replace(HOME.heading, title="À nous", edited_at=at))


def test_pages_e_mails_and_offers_are_kept_word_for_word(holdings: HoldingStore) -> None:
    locked = a_charter("De HQ", Policy.LOCKED)
    offers = (
        Offer(block="charter", reason=Reason.OVERRULED, version="v2", kit=locked, own=a_charter("De nous")),
        Offer(block="story", reason=Reason.DROPPED, version="v2", was=HOME.blocks[0]),
    )

    holdings.write(SLUG, page_change(None, HOME, offers))
    holdings.write(SLUG, mail_change(None, LETTER))

    held = holdings.read(SLUG)
    assert held.pages == {"home": HOME}
    assert held.mails == {"welcome": LETTER}
    assert held.offers == {"PAGE#home": offers}
    assert held.waiting == holdings.waiting(SLUG) == 2


def test_offers_that_are_not_named_stay_and_those_that_are_all_decided_are_none(holdings: HoldingStore) -> None:
    offer = Offer(block="charter", reason=Reason.CHANGED, version="v2", kit=a_charter())
    holdings.write(SLUG, page_change(None, HOME, (offer,)))

    holdings.write(SLUG, page_change(HOME, edited("1")))
    assert holdings.read(SLUG).waiting == 1

    holdings.write(SLUG, page_change(edited("1"), edited("2"), ()))
    assert holdings.read(SLUG).offers == {}
    assert holdings.waiting(SLUG) == 0


def test_what_somebody_edited_since_is_not_written_over(holdings: HoldingStore) -> None:
    holdings.write(SLUG, page_change(None, HOME))
    holdings.write(SLUG, page_change(HOME, edited("1")))

    for seen in (None, HOME, edited("0")):
        with pytest.raises(KitChanged):
            holdings.write(SLUG, page_change(seen, edited("2"), ()))
    assert holdings.read(SLUG).pages["home"] == edited("1")


def test_a_run_is_kept_with_how_it_went(runs: RunStore) -> None:
    runs.begin(RUN)
    settled = Settled(slug="ain-1", at=NOON, changed=3, waiting=1, site="published")
    runs.settle(RUN.version, settled)

    assert runs.get(RUN.version) == RUN
    assert runs.settled(RUN.version) == {"ain-1": settled}
    assert runs.get("v3+0") is None


def test_there_is_one_run_to_an_edition(runs: RunStore) -> None:
    runs.begin(RUN)

    with pytest.raises(KitChanged):
        runs.begin(replace(RUN, by="paul"))


def test_of_two_who_move_a_run_the_second_is_told(runs: RunStore) -> None:
    runs.begin(RUN)
    runs.save(RUN.moved(), after=RUN)

    with pytest.raises(KitChanged):
        runs.save(replace(RUN, stopped=True), after=RUN)
    assert runs.get(RUN.version) == RUN.moved()
