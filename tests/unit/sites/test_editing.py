from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import Conflict, InputError
from shared.nations.errors import IllegalTransition
from shared.nations.nation import NationStatus
from shared.sites.editing import edit_facts
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.nations import InMemoryNationStore

if TYPE_CHECKING:
    from shared.nations.nation import Nation


@pytest.fixture
def nations() -> InMemoryNationStore:
    store = InMemoryNationStore()
    store.found(a_nation(status=NationStatus.READY))
    return store


def edited(nations: InMemoryNationStore, **facts: str) -> Nation:
    """Return the nation with some facts changed."""
    return edit_facts("paris-6", facts, country="FR", colours=6, nations=nations, clock=FixedClock(NOON))


def test_facts_are_added_changed_and_taken_away(nations: InMemoryNationStore) -> None:
    edited(nations, slogan="Ici", phone="01 99 00 12 34")
    edited(nations, slogan="Ici  d’abord", phone="")

    assert nations.get("paris-6").seed.facts == {"slogan": "Ici d’abord"}
    assert nations.get("paris-6").changed_at == NOON


def test_a_phone_is_kept_as_the_roster_keeps_it(nations: InMemoryNationStore) -> None:
    assert edited(nations, phone="01 99 00 12 34").seed.facts["phone"] == "+33199001234"


def test_every_fault_is_told_by_its_option_and_nothing_is_saved(nations: InMemoryNationStore) -> None:
    with pytest.raises(InputError) as refused:
        edited(nations, phone="12", language="de", goals="supporters=x", end_date="bientôt", slogan="Ici")

    assert [fault.place for fault in refused.value.faults] == ["--phone", "--language", "--goal", "--end-date"]
    assert nations.get("paris-6").seed.facts == {}


def test_goals_worked_out_from_a_record_that_is_another_by_now_are_not_saved(nations: InMemoryNationStore) -> None:
    seen = nations.get("paris-6")
    edited(nations, goals="volunteers=7")

    with pytest.raises(Conflict):
        edit_facts(
            "paris-6",
            {"goals": "supporters=40"},
            country="FR",
            colours=6,
            nations=nations,
            clock=FixedClock(NOON),
            known=seen,
        )

    assert nations.get("paris-6").seed.facts == {"goals": "volunteers=7"}


def test_a_nation_that_was_taken_down_is_not_edited() -> None:
    store = InMemoryNationStore()
    store.found(a_nation(status=NationStatus.REMOVED))

    with pytest.raises(IllegalTransition):
        edited(store, slogan="Ici")
