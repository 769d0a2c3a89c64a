"""Where editions are kept: in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.kernel.aws import client
from shared.kits.draft import KitDraft
from shared.kits.edition import KitEdition, bundled_edition
from shared.kits.errors import EditionUnknown, KitChanged
from shared.kits.kits import CurrentKit, Kits
from shared.kits.store import DynamoKitStore
from shared.sites.banner import Language
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.kits import InMemoryKitStore
from tests.fakes.tables import create_network_table
from tests.unit.kits.builders import an_edition

if TYPE_CHECKING:
    from shared.kits.ports import KitStore


@pytest.fixture(params=["in-memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> KitStore:
    if request.param == "in-memory":
        return InMemoryKitStore()
    request.getfixturevalue("aws")
    dynamodb = client("dynamodb")
    return DynamoKitStore(dynamodb, create_network_table(dynamodb))


def a_draft() -> KitDraft:
    """Return a draft that nobody has kept yet."""
    return KitDraft.begun(bundled_edition(), by="anne", at=NOON)


def test_an_edition_is_kept_word_for_word(store: KitStore) -> None:
    store.add(an_edition(2))

    assert store.get(2) == an_edition(2)


def test_the_latest_edition_is_that_of_the_highest_number(store: KitStore) -> None:
    assert store.latest() is None

    for number in (2, 10, 9):
        store.add(an_edition(number))

    assert store.latest() == an_edition(10)
    assert store.history() == tuple(an_edition(number).head for number in (10, 9, 2))


def test_an_edition_remembers_the_draft_that_it_was_made_from(store: KitStore) -> None:
    edition = an_edition(2)
    store.add(replace(edition, head=replace(edition.head, drafted=1_000_007)))

    assert [head.drafted for head in store.history()] == [1_000_007]
    assert store.get(2).head.drafted == 1_000_007


def test_the_bundled_edition_is_kept_as_any_other(store: KitStore) -> None:
    store.add(bundled_edition())

    assert store.latest() == bundled_edition()


def test_no_edition_is_ever_replaced(store: KitStore) -> None:
    store.add(an_edition(2))

    with pytest.raises(KitChanged):
        store.add(an_edition(2, charter="Autre chose"))
    with pytest.raises(EditionUnknown, match="the kit has no version 3"):
        store.get(3)


def test_of_two_who_edit_one_draft_the_second_is_told(store: KitStore) -> None:
    first = a_draft().saying(an_edition(charter="Un").content, by="anne", at=NOON)
    second = a_draft().saying(an_edition(charter="Deux").content, by="paul", at=NOON)

    store.save_draft(first)
    with pytest.raises(KitChanged):
        store.save_draft(second)

    store.save_draft(first.saying(second.content, by="paul", at=NOON))
    kept = store.draft()
    assert kept is not None
    assert (kept.revision, kept.by, kept.number) == (2, "paul", 1)
    assert kept.content == second.content.stamped("draft")


def test_an_edition_takes_its_draft_along_or_is_not_kept(store: KitStore) -> None:
    draft = a_draft().saying(an_edition().content, by="anne", at=NOON)
    store.save_draft(draft)
    store.save_draft(draft.saying(draft.content, by="paul", at=NOON))

    with pytest.raises(KitChanged):
        store.add(an_edition(2), draft=draft)
    assert store.latest() is None

    standing = store.draft()
    store.add(an_edition(2), draft=standing)
    assert (store.latest(), store.draft()) == (an_edition(2), None)


def test_a_draft_is_let_go_by_whoever_has_seen_it_last(store: KitStore) -> None:
    draft = a_draft().saying(an_edition().content, by="anne", at=NOON)
    store.save_draft(draft)
    later = draft.saying(draft.content, by="paul", at=NOON)
    store.save_draft(later)

    with pytest.raises(KitChanged):
        store.drop_draft(draft)

    store.drop_draft(later)
    assert store.draft() is None


def test_what_a_page_came_from_is_found_by_its_version(store: KitStore) -> None:
    kits = Kits(store=store)
    store.add(an_edition(2))

    for edition in (bundled_edition(), an_edition(2)):
        base = edition.content.page(Language.ENGLISH, "home")
        assert kits.kit_page(edition.version, Language.ENGLISH, "home") == base
        assert kits.kit_mail(edition.version, Language.FRENCH, "welcome") is not None
    assert kits.kit_page("v7+000000000000", Language.FRENCH, "home") is None
    assert kits.kit_page(an_edition(2).version, Language.FRENCH, "nowhere") is None


def test_a_network_that_published_none_follows_the_software(store: KitStore) -> None:
    kits = Kits(store=store)
    assert kits.current() is bundled_edition()

    store.add(bundled_edition())
    assert kits.current() is bundled_edition()

    store.add(an_edition(2))
    assert kits.current() == an_edition(2)


def test_a_worker_asks_for_the_networks_edition_once_a_minute(store: KitStore) -> None:
    clock = FixedClock(NOON)
    current = CurrentKit(Kits(store=store), clock)
    assert current().number == 1
    store.add(an_edition(2))

    assert current().number == 1
    clock.advance(timedelta(seconds=60))
    assert current().number == 2


def test_the_networks_banner_is_that_of_its_edition_at_the_stages_domain(store: KitStore) -> None:
    edition = an_edition(2)
    banner = replace(edition.content.banner, primary="#401060")
    store.add(KitEdition(head=edition.head, content=replace(edition.content, banner=banner)))

    found = Kits(store=store).banner(network_domain="autre.example")

    assert (found.primary, found.network_domain) == ("#401060", "autre.example")
