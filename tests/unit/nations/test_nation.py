from __future__ import annotations

import pytest

from shared.nations.errors import IllegalTransition
from shared.nations.nation import NationStatus
from tests.builders import HOUR, NOON, a_nation


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


@pytest.mark.parametrize("status", [NationStatus.READY, NationStatus.SUSPENDED])
def test_an_open_nation_can_be_removed(status: NationStatus) -> None:
    assert a_nation(status=status).removed(reason="withdrew", at=NOON).status is NationStatus.REMOVED


def test_a_removed_nation_cannot_be_removed_again() -> None:
    with pytest.raises(IllegalTransition):
        a_nation(status=NationStatus.REMOVED).removed(reason="withdrew", at=NOON)
