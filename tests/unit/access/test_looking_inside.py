from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.access.audit import Deed
from shared.access.authority import may
from shared.access.errors import NotAllowed
from shared.access.looking_inside import look_inside
from shared.access.permission import Permission
from shared.access.role import RoleName
from shared.kernel.errors import InputError
from tests.builders import HOUR, NOON
from tests.fakes.access import InMemoryMemberStore
from tests.unit.access.builders import an_offer, joined

WHY = "A person asked HQ to be erased"


@pytest.fixture
def members() -> InMemoryMemberStore:
    return InMemoryMemberStore()


def test_hq_reads_a_nations_people_until_the_look_is_over(members: InMemoryMemberStore) -> None:
    organiser = joined(members, an_offer(role=RoleName.ORGANISER, nation=None))
    assert not may(organiser, Permission.READ_PEOPLE, nation="paris-6", now=NOON)

    look_inside(organiser, "paris-6", reason=WHY, span=2 * HOUR, members=members, now=NOON)

    looking = members.get(organiser.id)
    assert looking is not None
    assert may(looking, Permission.READ_PEOPLE, nation="paris-6", now=NOON + HOUR)
    assert not may(looking, Permission.READ_PEOPLE, nation="paris-6", now=NOON + 2 * HOUR)
    assert not may(looking, Permission.READ_PEOPLE, nation="ain", now=NOON + HOUR)
    assert not may(looking, Permission.EDIT_PEOPLE, nation="paris-6", now=NOON + HOUR)


def test_the_nations_own_log_has_who_looked_why_and_until_when(members: InMemoryMemberStore) -> None:
    organiser = joined(members, an_offer(role=RoleName.ORGANISER, nation=None))

    grant = look_inside(organiser, "paris-6", reason=f" {WHY}\n", span=HOUR, members=members, now=NOON)

    (entry,) = members.log.page("paris-6", limit=9).elements
    assert (entry.what, entry.who) == (Deed.LOOKED_INSIDE, organiser.id)
    assert entry.about == {"grant": grant.id, "reason": WHY, "until": (NOON + HOUR).isoformat()}


def test_a_look_is_over_with_the_right_to_look(members: InMemoryMemberStore) -> None:
    organiser = joined(members, an_offer(role=RoleName.ORGANISER, nation=None))
    look_inside(organiser, "paris-6", reason=WHY, span=2 * HOUR, members=members, now=NOON)
    team = members.team(None)
    members.teams[None] = replace(team, standings=())

    looking = members.get(organiser.id)

    assert looking is not None
    assert looking.nations(NOON) == ()
    assert not may(looking, Permission.READ_PEOPLE, nation="paris-6", now=NOON)


def test_a_look_lasts_no_longer_than_the_right_to_look(members: InMemoryMemberStore) -> None:
    until = NOON + HOUR
    organiser = joined(members, an_offer(role=RoleName.ORGANISER, nation=None, until=until))

    grant = look_inside(organiser, "paris-6", reason=WHY, span=3 * HOUR, members=members, now=NOON)

    assert grant.expires_at == until
    assert members.log.entries[-1].about["until"] == until.isoformat()


@pytest.mark.parametrize(("role", "nation"), [(RoleName.HQ_READER, None), (RoleName.CANDIDATE, "ain")])
def test_others_do_not_look_inside(members: InMemoryMemberStore, role: RoleName, nation: str | None) -> None:
    member = joined(members, an_offer(role=role, nation=nation))

    with pytest.raises(NotAllowed, match="only the network's owners and organisers"):
        look_inside(member, "paris-6", reason=WHY, span=HOUR, members=members, now=NOON)


@pytest.mark.parametrize("reason", ["", "because", " " * 40, "x" * 501])
def test_a_look_needs_a_reason_that_says_something(members: InMemoryMemberStore, reason: str) -> None:
    organiser = joined(members, an_offer(role=RoleName.ORGANISER, nation=None))

    with pytest.raises(InputError, match="10 to 500 characters"):
        look_inside(organiser, "paris-6", reason=reason, span=HOUR, members=members, now=NOON)


@pytest.mark.parametrize("span", [timedelta(), -HOUR, 4 * HOUR + timedelta(seconds=1)])
def test_a_look_lasts_four_hours_at_most(members: InMemoryMemberStore, span: timedelta) -> None:
    organiser = joined(members, an_offer(role=RoleName.ORGANISER, nation=None))

    with pytest.raises(InputError, match="at most 4 hours"):
        look_inside(organiser, "paris-6", reason=WHY, span=span, members=members, now=NOON)

    assert members.team("paris-6").standings == ()
