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


def a_draft(charter: str = "Au grand jour.") -> KitDraft:
    """Return a draft that nobody has kept yet."""
    return written_on(KitDraft.begun(bundled_edition(), by="anne", at=NOON), charter)


def written_on(draft: KitDraft, charter: str = "Encore") -> KitDraft:
    """Return what a draft says next; nobody has kept that yet."""
    return draft.saying(an_edition(charter=charter).content, by="paul", at=NOON)


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
    store.add(replace(edition, head=replace(edition.head, drafted=7)))

    assert [head.drafted for head in store.history()] == [7]
    assert store.get(2).head.drafted == 7


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
    first = store.save_draft(a_draft("Un"))
    with pytest.raises(KitChanged):
        store.save_draft(a_draft("Deux"))

    second = store.save_draft(written_on(first, "Deux"))
    with pytest.raises(KitChanged):
        store.save_draft(written_on(first, "Trois"))

    assert store.draft() == second
    assert (first.revision, second.revision, second.by, second.number) == (1, 2, "paul", 1)
    assert second.content == an_edition(charter="Deux").content.stamped("draft")


def test_an_edition_takes_its_draft_along_or_is_not_kept(store: KitStore) -> None:
    draft = store.save_draft(a_draft())
    store.save_draft(written_on(draft))

    with pytest.raises(KitChanged):
        store.add(an_edition(2), draft=draft)
    assert store.latest() is None

    standing = store.draft()
    store.add(an_edition(2), draft=standing)
    assert (store.latest(), store.draft()) == (an_edition(2), None)


def test_a_draft_is_let_go_by_whoever_has_seen_it_last(store: KitStore) -> None:
    draft = store.save_draft(a_draft())
    later = store.save_draft(written_on(draft))

    with pytest.raises(KitChanged):
        store.drop_draft(draft)

    store.drop_draft(later)
    assert store.draft() is None
    with pytest.raises(KitChanged):
        store.drop_draft(later)


def gone(store: KitStore, *, published: bool) -> KitDraft:
    """Return a draft that was kept, and then published or thrown away."""
    draft = store.save_draft(a_draft())
    if published:
        store.add(an_edition(2), draft=draft)
    else:
        store.drop_draft(draft)
    return draft


@pytest.mark.parametrize("published", [True, False], ids=["published", "thrown away"])
def test_no_draft_has_a_revision_of_one_that_is_gone(store: KitStore, *, published: bool) -> None:
    before = gone(store, published=published)

    begun = store.save_draft(a_draft())

    assert (before.revision, begun.revision, store.draft()) == (1, 2, begun)
    with pytest.raises(KitChanged):
        store.save_draft(written_on(before))
    with pytest.raises(KitChanged):
        store.drop_draft(before)
    assert store.draft() == begun


@pytest.mark.parametrize("published", [True, False], ids=["published", "thrown away"])
def test_what_comes_late_for_a_draft_that_is_gone_brings_nothing_back(store: KitStore, *, published: bool) -> None:
    before = gone(store, published=published)

    with pytest.raises(KitChanged):
        store.save_draft(written_on(before))
    with pytest.raises(KitChanged):
        store.add(an_edition(3), draft=before)

    assert store.draft() is None
    assert [head.number for head in store.history()] == [2] * published


def test_of_two_who_begin_where_a_draft_was_thrown_away_the_second_is_told(store: KitStore) -> None:
    gone(store, published=False)

    begun = store.save_draft(a_draft("Un"))
    with pytest.raises(KitChanged):
        store.save_draft(a_draft("Deux"))

    assert store.draft() == begun


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
