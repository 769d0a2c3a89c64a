"""What becomes of one nation when its kit is updated."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import TransientError
from shared.kits.edition import bundled_edition
from shared.kits.following import LOOKS, Followed, follow
from shared.kits.holdings import Holdings
from shared.kits.kits import Kits
from shared.kits.offers import Reason, by_id
from shared.nations.nation import NationStatus
from shared.sites.banner import Language
from shared.sites.kit import load_kit
from shared.sites.pages import page_item
from tests.builders import NOON, a_nation, a_seed
from tests.fakes.clock import FixedClock
from tests.fakes.journal import InMemoryJournal
from tests.fakes.kits import InMemoryHoldings, InMemoryKitStore
from tests.fakes.nations import InMemoryNationStore
from tests.unit.kits.builders import CHARTER, a_charter, an_edition

if TYPE_CHECKING:
    from shared.kits.edition import KitEdition
    from shared.nations.nation import Nation

SLUG = "paris-6"


@dataclass
class World:
    """A nation that is ready with the bundled kit, and a store of editions."""

    kits: Kits = field(default_factory=lambda: Kits(store=InMemoryKitStore()))
    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)
    holdings: InMemoryHoldings = field(init=False)
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)

    def __post_init__(self) -> None:
        self.holdings = InMemoryHoldings(self.nations)
        self.open(a_nation(SLUG, status=NationStatus.READY))

    def open(self, nation: Nation, language: Language = Language.FRENCH) -> None:
        content = bundled_edition().content
        self.nations.nations[nation.slug] = replace(nation, kit_version=bundled_edition().version)
        items = [*map(page_item, content.pages[language])]
        self.nations.items[nation.slug] = {item["sk"]: item for item in items}

    def publish(self, edition: KitEdition) -> KitEdition:
        self.kits.store.add(edition)
        return edition

    def write(self, text: str, *, at: str = "2027-05-11T12:00") -> None:
        """Have the nation write its own words in the charter's place."""
        home = self.holdings.read(SLUG).pages["home"]
        own = replace(a_charter(text), policy=by_id(home.blocks)[CHARTER].policy)
        blocks = tuple(own if block.id == CHARTER else block for block in home.blocks)
        page = replace(home, blocks=blocks, heading=replace(home.heading, edited_at=at))
        self.nations.items[SLUG]["PAGE#home"] = page_item(page)

    def charter(self) -> object:
        return by_id(self.holdings.read(SLUG).pages["home"].blocks)[CHARTER]

    def follow(self, edition: KitEdition, slug: str = SLUG) -> Followed:
        return follow(
            slug,
            edition,
            kits=self.kits,
            nations=self.nations,
            holdings=self.holdings,
            journal=self.journal,
            clock=FixedClock(NOON),
        )


@pytest.fixture
def world() -> World:
    return World()


def test_the_nations_log_tells_once_which_documents_an_edition_changes(world: World) -> None:
    edition = world.publish(an_edition())

    world.follow(edition)
    world.follow(edition)

    ((slug, what, about),) = world.journal.entries
    assert (slug, what, about["version"]) == (SLUG, "followed-kit", edition.version)
    assert "page/home" in about["documents"].split()


def test_nothing_of_a_nation_changes_that_its_log_was_not_told_of(world: World) -> None:
    edition, before = world.publish(an_edition()), world.charter()
    world.journal.failure = TransientError("the log cannot be reached")

    with pytest.raises(TransientError):
        world.follow(edition)

    assert world.charter() == before
    assert world.nations.get(SLUG).kit_version != edition.version


def test_a_nation_that_touched_nothing_has_the_kits_pages_afterwards(world: World) -> None:
    edition = world.publish(an_edition())

    world.follow(edition)

    held = world.holdings.read(SLUG)
    assert held.pages == {page.name: page for page in edition.content.pages[Language.FRENCH]}
    assert held.mails.keys() == {"welcome", "volunteer-ask", "event-invitation", "donation-ask", "petition"} | {
        "get-out-the-vote"
    }
    assert (held.waiting, world.nations.get(SLUG).kit_version) == (0, edition.version)


def test_what_it_wrote_stands_and_the_kits_words_wait_for_its_decision(world: World) -> None:
    edition = world.publish(an_edition())
    world.write("De nous")

    assert world.follow(edition).waiting == 1

    (offer,) = world.holdings.read(SLUG).offers["PAGE#home"]
    assert (world.charter(), offer.kit, offer.reason) == (a_charter("De nous"), a_charter(), Reason.CHANGED)


def test_a_second_time_nothing_is_written(world: World) -> None:
    edition = world.publish(an_edition())
    world.write("De nous")
    world.follow(edition)
    items, nation = dict(world.nations.items[SLUG]), world.nations.get(SLUG)

    assert world.follow(edition) == Followed(changed=0, waiting=1)
    assert (world.nations.items[SLUG], world.nations.get(SLUG)) == (items, nation)


def test_what_somebody_writes_at_the_very_moment_is_not_written_over(world: World) -> None:
    edition = world.publish(an_edition())
    world.holdings.meanwhile = [lambda: world.write("Au dernier moment")]

    world.follow(edition)

    assert world.charter() == a_charter("Au dernier moment")
    assert world.holdings.read(SLUG).waiting == 1


def test_a_nation_that_never_rests_is_left_to_the_next_try(world: World) -> None:
    edition = world.publish(an_edition())
    moments = iter(range(100))
    world.holdings.meanwhile = [
        lambda: world.nations.items[SLUG].update(
            {"PAGE#home": {**world.nations.items[SLUG]["PAGE#home"], "edited_at": str(next(moments))}}
        )
    ] * LOOKS

    with pytest.raises(TransientError, match="nation paris-6 is edited faster"):
        world.follow(edition)


def test_a_nation_never_goes_back_to_an_earlier_edition_by_an_order_that_comes_late(world: World) -> None:
    second, third = world.publish(an_edition(2)), world.publish(an_edition(3, charter="Encore mieux"))
    world.follow(third)

    assert world.follow(second) == Followed()
    assert world.charter() == a_charter("Encore mieux")


def test_a_nation_follows_in_its_own_language(world: World) -> None:
    edition = world.publish(an_edition())
    english = replace(a_nation("lyon-3", status=NationStatus.READY), seed=a_seed("lyon-3", facts={"language": "en"}))
    world.open(english, Language.ENGLISH)

    world.follow(edition, "lyon-3")

    pages = world.holdings.read("lyon-3").pages
    assert pages == {page.name: page for page in edition.content.pages[Language.ENGLISH]}


@pytest.mark.parametrize("status", [NationStatus.PROVISIONING, NationStatus.CLOSED, NationStatus.REMOVED])
def test_a_nation_that_is_not_at_work_stays_as_it_is(world: World, status: NationStatus) -> None:
    edition = world.publish(an_edition())
    world.nations.nations[SLUG] = replace(world.nations.get(SLUG), status=status)

    assert world.follow(edition) == Followed()
    assert world.holdings.read(SLUG).pages["home"] == load_kit().pages[0]


def test_a_page_that_the_nation_lacks_comes_with_the_kit(world: World) -> None:
    edition = world.publish(an_edition())
    del world.nations.items[SLUG]["PAGE#survey"]

    world.follow(edition)

    assert "survey" in world.holdings.read(SLUG).pages


def test_nothing_held_is_nothing_to_decide() -> None:
    assert Holdings().waiting == 0
