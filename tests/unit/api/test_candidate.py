"""Another candidate in the place of one who leaves, asked for over HTTP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from shared.access.inviting import accept
from shared.access.role import RoleName
from shared.nations.nation import NationStatus
from tests.builders import NOON, a_nation
from tests.unit.access.builders import an_offer, joined
from tests.unit.api.asking import ask

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk

PATH = "/nations/paris-6/candidate"
ORDER: dict[str, Any] = {"name": "Louise Petit", "email": "Louise@Example.org", "called": "Paris 6e avec Louise"}


@pytest.fixture
def desk(desk: FakeDesk) -> FakeDesk:
    """A desk with one nation, its candidate and somebody of their team."""
    desk.nations.found(a_nation(status=NationStatus.READY))
    candidate = joined(desk.members, an_offer("jeanne@example.org"))
    joined(desk.members, an_offer("director@example.org", RoleName.DIRECTOR), giver=candidate)
    return desk


def team(desk: FakeDesk) -> list[str]:
    held = [desk.members.get(standing.member_id) for standing in desk.members.team("paris-6").standings]
    return sorted(member.email for member in held if member)


def test_a_nation_is_led_by_somebody_else_who_is_invited_by_mail(desk: FakeDesk) -> None:
    answer = ask("POST", PATH, body=ORDER)

    (invitation,) = desk.members.team("paris-6").invitations
    (letter,) = desk.members.post.letters.values()
    assert answer.status == 200
    assert answer.body == {
        "nation": "paris-6",
        "candidate": "Louise Petit",
        "email": "louise@example.org",
        "name": "Paris 6e avec Louise",
        "invited": {
            "invitation": invitation.id,
            "expires_at": invitation.expires_at.isoformat().replace("+00:00", "Z"),
        },
    }
    assert (letter.email, letter.place) == ("louise@example.org", "Paris 6e avec Louise")
    assert team(desk) == ["director@example.org"]


def test_the_link_is_told_to_nobody_but_the_candidate(desk: FakeDesk) -> None:
    answer = ask("POST", PATH, body=ORDER)

    (letter,) = desk.members.post.letters.values()
    assert letter.salt
    assert letter.salt not in json.dumps(answer.body)
    assert letter.digest not in json.dumps(answer.body)


def test_the_same_order_again_changes_nothing_and_mails_nobody(desk: FakeDesk) -> None:
    first = ask("POST", PATH, body=ORDER)
    letters, told = dict(desk.members.post.letters), len(desk.journal.entries)

    assert ask("POST", PATH, body=ORDER).body == first.body
    assert (desk.members.post.letters, len(desk.journal.entries)) == (letters, told)


def test_the_same_order_after_the_candidate_came_invites_nobody(desk: FakeDesk) -> None:
    ask("POST", PATH, body=ORDER)
    (invitation,) = desk.members.team("paris-6").invitations
    accept(invitation, members=desk.members, now=NOON)

    again = ask("POST", PATH, body=ORDER)

    assert (again.status, again.body["invited"]) == (200, None)
    assert team(desk) == ["director@example.org", "louise@example.org"]


def test_an_order_that_was_cut_short_before_the_invitation_goes_on(desk: FakeDesk) -> None:
    ask("POST", PATH, body=ORDER)
    desk.members.invitations.clear()
    desk.members.teams.clear()

    assert ask("POST", PATH, body=ORDER).body["invited"] is not None


def test_a_team_is_dismissed_when_it_is_said(desk: FakeDesk) -> None:
    ask("POST", PATH, body=ORDER)

    ask("POST", PATH, body={**ORDER, "dismiss_team": True})

    assert team(desk) == []


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"name": " "}, {"email": "louise"}, {"called": "x" * 101}, {"slogan": "mine"}],
    ids=["no name", "blank", "no address", "too long", "more"],
)
def test_a_successor_who_cannot_be_is_a_problem(change: dict[str, Any], desk: FakeDesk) -> None:
    answer = ask("POST", PATH, body={**ORDER, **change})

    assert (answer.status, answer.kind) == (422, "application/problem+json")
    assert desk.nations.get("paris-6").seed.candidate != "Louise Petit"


def test_a_nation_that_is_over_gets_no_other_candidate(desk: FakeDesk) -> None:
    desk.nations.nations["paris-6"] = a_nation(status=NationStatus.CLOSED)

    assert ask("POST", PATH, body=ORDER).status == 409
    assert ask("POST", "/nations/atlantis/candidate", body=ORDER).status == 404
