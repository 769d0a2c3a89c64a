from __future__ import annotations

from datetime import timedelta

import pytest

from shared.nations.errors import IllegalTransition
from shared.nations.nation import NationStatus
from tests.builders import HOUR, NOON, a_nation

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)


def test_a_nation_being_provisioned_opens_as_ready() -> None:
    nation = a_nation().opened(kit_version="1", people=3, at=NOON)

    assert (nation.status, nation.kit_version, nation.people) == (NationStatus.READY, "1", 3)


def test_a_rollout_does_not_reopen_a_suspended_nation() -> None:
    suspended = a_nation(status=NationStatus.SUSPENDED)

    assert suspended.opened(kit_version="1", people=3, at=NOON).status is NationStatus.SUSPENDED


def test_a_suspended_nation_resumes_without_its_reason() -> None:
    suspended = a_nation(status=NationStatus.READY).suspended(reason="complaint", at=NOON)

    assert suspended.reason == "complaint"
    assert suspended.resumed(at=NOON + HOUR).reason is None


def test_only_a_ready_nation_can_be_suspended() -> None:
    with pytest.raises(IllegalTransition, match="paris-6 is provisioning: it cannot be suspended"):
        a_nation().suspended(reason="complaint", at=NOON)


def test_only_a_suspended_nation_can_be_resumed() -> None:
    with pytest.raises(IllegalTransition, match="it cannot be resumed"):
        a_nation(status=NationStatus.READY).resumed(at=NOON)


STANDING = [NationStatus.READY, NationStatus.SUSPENDED, NationStatus.CLOSED, NationStatus.ARCHIVED]


@pytest.mark.parametrize("status", [*STANDING, NationStatus.LEAVING])
def test_an_open_nation_can_be_removed(status: NationStatus) -> None:
    assert a_nation(status=status).removed(reason="withdrew", at=NOON).status is NationStatus.REMOVED


def test_a_removed_nation_cannot_be_removed_again() -> None:
    with pytest.raises(IllegalTransition):
        a_nation(status=NationStatus.REMOVED).removed(reason="withdrew", at=NOON)


def test_a_campaign_that_is_closed_is_last_day_that_day() -> None:
    closed = a_nation(status=NationStatus.READY).closed(reason="first round", at=NOON, last_day=TODAY)

    assert (closed.status.is_over, closed.last_day) == (True, TODAY)


def test_what_was_over_already_is_last_day_then() -> None:
    closed = a_nation(status=NationStatus.READY).closed(reason="first round", at=NOON, last_day=TODAY)

    assert closed.archived(reason="all is done", at=NOON, last_day=TOMORROW).last_day == TODAY
    assert closed.removed(reason="all is done", at=NOON, last_day=TOMORROW).last_day == TODAY


def test_a_campaign_that_was_ended_by_mistake_opens_again_the_same_day() -> None:
    closed = a_nation(status=NationStatus.READY).closed(reason="by mistake", at=NOON, last_day=TODAY)

    resumed = closed.resumed(at=NOON, today=TODAY)

    assert (resumed.status, resumed.last_day) == (NationStatus.READY, None)


def test_a_campaign_whose_people_are_on_their_way_out_stays_closed() -> None:
    closed = a_nation(status=NationStatus.READY).closed(reason="first round", at=NOON, last_day=TODAY)

    with pytest.raises(IllegalTransition, match="paris-6 is closed: it cannot be resumed"):
        closed.resumed(at=NOON, today=TOMORROW)


@pytest.mark.parametrize("status", STANDING)
def test_a_nation_that_leaves_can_be_had_back_as_it_was(status: NationStatus) -> None:
    leaving = a_nation(status=status).leaving(reason="merged", goes_at=NOON + HOUR, at=NOON)
    assert (leaving.status, leaving.goes_at) == (NationStatus.LEAVING, NOON + HOUR)

    kept = leaving.kept(at=NOON)

    assert (kept.status, kept.goes_at, kept.reason) == (status, None, None)


def test_only_a_nation_that_leaves_can_be_had_back() -> None:
    with pytest.raises(IllegalTransition, match="it cannot be kept"):
        a_nation(status=NationStatus.REMOVED).kept(at=NOON)


def test_another_candidate_brings_their_own_facts() -> None:
    nation = a_nation(status=NationStatus.READY).told({"slogan": "Avec Jeanne", "language": "en"}, at=NOON)

    after = nation.represented(
        candidate="Paul Durand", email="paul@example.org", called="Paris 6e", facts={"language": "en"}, at=NOON
    )

    assert (after.seed.candidate, after.seed.email) == ("Paul Durand", "paul@example.org")
    assert (after.seed.name, dict(after.seed.facts)) == ("Paris 6e", {"language": "en"})


def test_a_campaign_that_is_over_gets_no_other_candidate() -> None:
    with pytest.raises(IllegalTransition, match="it cannot be given another candidate"):
        a_nation(status=NationStatus.CLOSED).represented(
            candidate="P", email="p@example.org", called="", facts={}, at=NOON
        )
