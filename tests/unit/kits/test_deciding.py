"""A nation takes the kit's words or keeps its own, and HQ sees how far it is from the kit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.kernel.errors import InputError
from shared.kits.deciding import ACCEPT, KEEP, Decision, OfferUnknown, decide
from shared.kits.drift import drift_of
from shared.kits.edition import bundled_edition
from shared.kits.errors import KitChanged
from shared.sites.banner import Language
from shared.sites.blocks import Policy
from tests.builders import HOUR, NOON
from tests.unit.kits.builders import CHARTER, a_charter, an_edition
from tests.unit.kits.test_following import SLUG, World


@pytest.fixture
def world() -> World:
    """A nation with words of its own, to which a new edition is offered."""
    world = World()
    world.write("De nous", at="1")
    world.follow(world.publish(an_edition()))
    return world


def chosen(choice: str, **seen: str) -> Decision:
    """Return a decision about the offer that stands."""
    facts = {"version": an_edition().version, "seen": "1"} | seen
    return Decision(document="PAGE#home", block=CHARTER, choice=choice, **facts)


def carry_out(world: World, decision: Decision) -> bool:
    return decide(
        decision, slug=SLUG, language=Language.FRENCH, kits=world.kits, holdings=world.holdings, at=NOON + HOUR
    )


def test_whoever_accepts_has_the_kits_words_and_nothing_more_to_decide(world: World) -> None:
    assert carry_out(world, chosen(ACCEPT))

    assert (world.charter(), world.holdings.read(SLUG).waiting) == (a_charter(), 0)
    third = world.publish(an_edition(3, charter="Encore mieux"))
    world.follow(third)
    assert world.charter() == a_charter("Encore mieux")


def test_whoever_keeps_has_their_own_words_and_nothing_more_to_decide(world: World) -> None:
    assert not carry_out(world, chosen(KEEP))

    assert (world.charter(), world.holdings.read(SLUG).waiting) == (a_charter("De nous"), 0)
    world.follow(an_edition())
    assert world.holdings.read(SLUG).waiting == 0


def test_words_that_hq_took_over_come_back_beside_its_own(world: World) -> None:
    locked = world.publish(an_edition(3, charter="De HQ", policy=Policy.LOCKED))
    world.follow(locked)

    assert carry_out(world, chosen(KEEP, version=locked.version, seen=""))

    blocks = world.holdings.read(SLUG).pages["home"].blocks
    assert a_charter("De HQ", Policy.LOCKED) in blocks
    assert replace(a_charter("De nous", Policy.FREE), id="own-charter") in blocks


@pytest.mark.parametrize("seen", [{"seen": "0"}, {"version": "v9+0"}])
def test_a_decision_about_what_is_no_longer_so_is_not_carried_out(world: World, seen: dict[str, str]) -> None:
    with pytest.raises(KitChanged):
        carry_out(world, chosen(ACCEPT, **seen))

    assert world.charter() == a_charter("De nous")


def test_an_offer_is_decided_about_once(world: World) -> None:
    carry_out(world, chosen(KEEP))

    with pytest.raises(OfferUnknown, match="no open offer for PAGE#home, block charter"):
        carry_out(world, chosen(ACCEPT))
    with pytest.raises(InputError, match="choice: it is none"):
        carry_out(world, chosen("both"))


def test_drift_tells_edition_own_words_open_offers_and_missing_facts(world: World) -> None:
    drift = drift_of(
        world.nations.get(SLUG),
        edition=world.kits.current(),
        kits=world.kits,
        holdings=world.holdings,
        missing=("address",),
    )

    assert (drift.is_current, drift.own, drift.waiting, drift.missing) == (True, {"home": 1}, 1, ("address",))
    assert (drift.overrides, drift.is_known) == (1, True)


def test_a_nation_whose_edition_nobody_kept_is_said_to_be_of_unknown_words(world: World) -> None:
    home = world.nations.items[SLUG]["PAGE#home"]
    world.nations.items[SLUG]["PAGE#home"] = {**home, "kit_version": "2019.1+000000000000"}
    world.publish(an_edition(3))

    drift = drift_of(
        world.nations.get(SLUG), edition=world.kits.current(), kits=world.kits, holdings=world.holdings, missing=()
    )

    assert (drift.is_known, drift.is_current) == (False, False)


def test_a_nation_as_the_kit_has_it_has_no_words_of_its_own() -> None:
    world = World()

    drift = drift_of(
        world.nations.get(SLUG), edition=world.kits.current(), kits=world.kits, holdings=world.holdings, missing=()
    )

    assert (drift.own, drift.is_current) == ({}, True)
    assert bundled_edition().version == drift.nation.kit_version
