from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import TransientError
from shared.sites.publishing import StoredFile
from shared.sites.version_store import DynamoVersionStore
from shared.sites.versions import KEPT, Version, VersionUnknown
from tests.builders import NOON
from tests.fakes.sites import InMemoryVersionStore

if TYPE_CHECKING:
    from shared.sites.versions import VersionStore


@pytest.fixture(params=["in-memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> VersionStore:
    if request.param == "in-memory":
        return InMemoryVersionStore()
    return DynamoVersionStore(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def a_version(number: int = 1) -> Version:
    """Return a publication of one page."""
    files = {"index.html": StoredFile(f"id-{number}", "0cc175b9c0f1b6a831c399e269772661", 1204)}
    return Version(number=number, at=NOON, by="rollout may", reason="", kit_version="2027.1", files=files)


def test_a_nation_that_was_never_published_has_no_latest_version(store: VersionStore) -> None:
    assert store.latest("paris-6") is None
    assert store.history("paris-6") == ()


def test_a_publication_is_read_back_as_it_was_recorded(store: VersionStore) -> None:
    store.add("paris-6", a_version())

    assert store.latest("paris-6") == a_version()
    assert store.get("paris-6", 1) == a_version()


def test_the_history_begins_with_the_latest(store: VersionStore) -> None:
    for number in (1, 2, 10):
        store.add("paris-6", a_version(number))

    assert [version.number for version in store.history("paris-6")] == [10, 2, 1]


def test_versions_belong_to_their_nation(store: VersionStore) -> None:
    store.add("paris-6", a_version())

    assert store.latest("paris-60") is None


def test_an_unknown_version_is_named(store: VersionStore) -> None:
    with pytest.raises(VersionUnknown, match="nation paris-6 has no version 3"):
        store.get("paris-6", 3)


def test_a_number_is_given_once(store: VersionStore) -> None:
    store.add("paris-6", a_version())

    with pytest.raises(TransientError, match="published by somebody else meanwhile"):
        store.add("paris-6", a_version())


def test_the_oldest_publication_is_forgotten_when_there_are_too_many(store: VersionStore) -> None:
    for number in range(1, KEPT + 2):
        store.add("paris-6", a_version(number))

    assert [version.number for version in store.history("paris-6")] == list(range(KEPT + 1, 1, -1))
    with pytest.raises(VersionUnknown):
        store.get("paris-6", 1)
