"""Texts in memory and in the network table behave alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.consent.wording import said_wordings
from shared.consent.wording_store import DynamoWordingStore
from tests.fakes.wordings import InMemoryWordingStore

if TYPE_CHECKING:
    from shared.consent.ports import WordingStore

FACTS = {"candidate": "Jeanne Martin", "network": "Plein Jour"}


@pytest.fixture(params=["in-memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> WordingStore:
    if request.param == "in-memory":
        return InMemoryWordingStore()
    return DynamoWordingStore(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def test_a_text_is_found_by_its_hash_with_all_that_it_stood_for(store: WordingStore) -> None:
    said = said_wordings("fr", FACTS)

    store.keep(said)

    for each in said:
        found = store.find(each.hash)
        assert found
        assert found.text == each.text
        assert (found.wording.purpose, found.wording.controller) == (each.wording.purpose, each.wording.controller)
        assert (found.wording.language, found.wording.version) == ("fr", each.wording.version)


def test_a_text_that_nobody_was_shown_is_not_found(store: WordingStore) -> None:
    assert store.find("0" * 32) is None


def test_keeping_a_text_again_changes_nothing(store: WordingStore) -> None:
    said = said_wordings("en", FACTS)

    store.keep(said)
    store.keep(said)

    assert store.find(said[0].hash)


def test_a_text_that_another_worker_kept_is_left_as_it_is(dynamodb: Any, network_table: str) -> None:
    said = said_wordings("fr", FACTS)
    for _ in range(2):
        DynamoWordingStore(dynamodb, network_table).keep(said)

    assert dynamodb.scan(TableName=network_table)["Count"] == len(said)
