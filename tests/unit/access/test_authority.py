from __future__ import annotations

import pytest

from shared.access.authority import may
from shared.access.permission import Permission
from shared.access.role import ROLES, RoleName, Scope
from tests.builders import HOUR, NOON
from tests.unit.access.builders import a_grant, a_member

HQ = [name for name, role in ROLES.items() if role.scope is Scope.NETWORK]
OF_NATIONS = [name for name in RoleName if name not in HQ]


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", OF_NATIONS)
def test_a_role_in_a_nation_counts_there_alone(role: RoleName, permission: Permission) -> None:
    member = a_member(a_grant(role, "paris-6"))

    assert may(member, permission, nation="paris-6", now=NOON) is (permission in ROLES[role].permissions)
    assert not may(member, permission, nation="paris-60", now=NOON)
    assert not may(member, permission, nation=None, now=NOON)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", HQ)
def test_a_role_of_the_network_counts_everywhere(role: RoleName, permission: Permission) -> None:
    member = a_member(a_grant(role, None))

    for nation in ("paris-6", None):
        assert may(member, permission, nation=nation, now=NOON) is (permission in ROLES[role].permissions)


@pytest.mark.parametrize("role", HQ)
@pytest.mark.parametrize("name", ["READ_PEOPLE", "EDIT_PEOPLE", "EXPORT_PEOPLE", "EDIT_PAGES", "PUBLISH"])
def test_hq_neither_reads_a_nations_people_nor_speaks_in_its_name(role: RoleName, name: str) -> None:
    assert Permission[name] not in ROLES[role].permissions


def test_a_role_of_a_nation_gives_nothing_that_is_the_networks() -> None:
    network = {Permission[name] for name in ("READ_NATIONS", "RUN_ROLLOUTS", "EDIT_KIT", "RUN_NATIONS", "LOOK_INSIDE")}

    assert all(ROLES[role].permissions.isdisjoint({*network, Permission.INVITE_HQ}) for role in OF_NATIONS)


def test_a_role_counts_until_the_moment_it_runs_out() -> None:
    member = a_member(a_grant(RoleName.FIELD, expires_at=NOON + HOUR))

    assert may(member, Permission.READ_PEOPLE, nation="paris-6", now=NOON)
    assert not may(member, Permission.READ_PEOPLE, nation="paris-6", now=NOON + HOUR)


def test_somebody_without_a_role_may_nothing() -> None:
    assert not any(may(a_member(), permission, nation="paris-6", now=NOON) for permission in Permission)


def test_roles_add_up() -> None:
    member = a_member(a_grant(RoleName.FINANCE), a_grant(RoleName.COMMUNICATIONS))

    assert may(member, Permission.EDIT_FACTS, nation="paris-6", now=NOON)
    assert may(member, Permission.PUBLISH, nation="paris-6", now=NOON)


def test_a_member_belongs_to_the_nations_that_they_hold_a_role_in_now() -> None:
    grants = (a_grant(nation="paris-6"), a_grant(nation="ain"), a_grant(nation="nord", expires_at=NOON))

    assert a_member(*grants).nations(NOON) == ("ain", "paris-6")
    assert not a_member(*grants).is_hq(NOON)
    assert a_member(a_grant(RoleName.HQ_READER, None)).is_hq(NOON)
