from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.delegating import given_until
from shared.access.errors import NotAllowed, Reason
from shared.access.role import ROLES, RoleName, Scope
from tests.builders import HOUR, NOON
from tests.unit.access.builders import a_grant, a_member

if TYPE_CHECKING:
    from shared.access.member import Member

DAY = timedelta(days=1)
OF_NATIONS = [name for name, role in ROLES.items() if role.scope is Scope.NATION]
PASSED_ON = [name for name in OF_NATIONS if name is not RoleName.CANDIDATE]


def refusal(giver: Member, role: RoleName, nation: str | None = "paris-6") -> Reason | None:
    try:
        given_until(giver, role, nation=nation, until=None, now=NOON)
    except NotAllowed as error:
        return error.reason
    return None


@pytest.mark.parametrize("role", RoleName)
def test_the_operator_gives_everything(role: RoleName) -> None:
    nation = "paris-6" if role in OF_NATIONS else None

    assert given_until(None, role, nation=nation, until=None, now=NOON) is None
    assert given_until(None, role, nation=nation, until=NOON + DAY, now=NOON) == NOON + DAY


@pytest.mark.parametrize("role", RoleName)
def test_a_role_is_given_only_where_it_belongs(role: RoleName) -> None:
    with pytest.raises(NotAllowed, match="roles of the network are given in the network"):
        given_until(None, role, nation=None if role in OF_NATIONS else "paris-6", until=None, now=NOON)


@pytest.mark.parametrize("role", PASSED_ON)
def test_a_candidate_passes_on_every_role_of_a_team_in_their_nation_alone(role: RoleName) -> None:
    candidate = a_member(a_grant(RoleName.CANDIDATE))

    assert refusal(candidate, role) is None
    assert refusal(candidate, role, "ain") is Reason.BEYOND_RIGHTS


@pytest.mark.parametrize("giver", [RoleName.CANDIDATE, RoleName.DIRECTOR, RoleName.HQ_READER])
def test_nobody_but_who_runs_nations_makes_a_candidate(giver: RoleName) -> None:
    holder = a_member(a_grant(giver, None if giver is RoleName.HQ_READER else "paris-6"))

    assert refusal(holder, RoleName.CANDIDATE) is Reason.BEYOND_RIGHTS


@pytest.mark.parametrize("giver", [RoleName.OWNER, RoleName.ORGANISER])
def test_hq_brings_the_candidate_into_a_nation_and_nobody_else(giver: RoleName) -> None:
    hq = a_member(a_grant(giver, None))

    assert refusal(hq, RoleName.CANDIDATE) is None
    assert {refusal(hq, role) for role in PASSED_ON} == {Reason.BEYOND_RIGHTS}


def test_only_an_owner_brings_others_into_hq() -> None:
    owner, organiser = a_member(a_grant(RoleName.OWNER, None)), a_member(a_grant(RoleName.ORGANISER, None))

    assert refusal(owner, RoleName.OWNER, None) is None
    assert refusal(organiser, RoleName.HQ_READER, None) is Reason.BEYOND_RIGHTS


@pytest.mark.parametrize("giver", [RoleName.FIELD, RoleName.COMMUNICATIONS, RoleName.FINANCE, RoleName.READER])
def test_who_does_not_manage_the_team_passes_nothing_on(giver: RoleName) -> None:
    assert {refusal(a_member(a_grant(giver)), role) for role in OF_NATIONS} == {Reason.BEYOND_RIGHTS}


def test_a_look_inside_is_not_passed_on() -> None:
    looking = a_grant(RoleName.READER, reason="Somebody asked to be erased", expires_at=NOON + HOUR)

    assert refusal(a_member(a_grant(RoleName.OWNER, None), looking), RoleName.READER) is Reason.BEYOND_RIGHTS


def test_nothing_is_given_for_longer_than_it_is_held() -> None:
    director = a_member(a_grant(RoleName.DIRECTOR, expires_at=NOON + DAY))

    assert given_until(director, RoleName.FIELD, nation="paris-6", until=None, now=NOON) == NOON + DAY
    assert given_until(director, RoleName.FIELD, nation="paris-6", until=NOON + HOUR, now=NOON) == NOON + HOUR
    with pytest.raises(NotAllowed, match="for longer than they hold it"):
        given_until(director, RoleName.FIELD, nation="paris-6", until=NOON + DAY + HOUR, now=NOON)


def test_what_several_roles_give_together_ends_with_the_first_of_them() -> None:
    candidate = a_grant(RoleName.CANDIDATE, expires_at=NOON + HOUR)
    director = a_grant(RoleName.DIRECTOR, expires_at=NOON + DAY)

    assert given_until(a_member(candidate, director), RoleName.FIELD, nation="paris-6", until=None, now=NOON) == (
        NOON + DAY
    )


def test_what_has_run_out_is_not_passed_on() -> None:
    assert refusal(a_member(a_grant(RoleName.CANDIDATE, expires_at=NOON)), RoleName.FIELD) is Reason.BEYOND_RIGHTS
