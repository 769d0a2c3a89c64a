from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.inviting import accept, find_invitation, invite
from shared.access.looking_inside import look_inside
from shared.access.role import RoleName
from shared.nations.nation import NationStatus
from tests.builders import HOUR, NOON, a_nation
from tests.unit.access.builders import an_offer, joined

if TYPE_CHECKING:
    from datetime import datetime

    from tests.unit.cli.desk import Desk

HERE = ("--nation", "paris-6")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with one nation that is ready."""
    desk.nations.found(a_nation("paris-6", status=NationStatus.READY))
    return desk


def rows(desk: Desk) -> list[str]:
    return [" ".join(line.split()) for line in desk.out[0].splitlines()]


def test_an_invitation_prints_a_link_that_leads_to_it(desk: Desk) -> None:
    words = ("team", "invite", "Paul@example.org", "--role", "field-organiser", "--name", "Paul Durand", *HERE)
    assert desk.banneret(*words) == 0

    link, told = desk.out[0].splitlines()
    assert link.startswith("https://console/invitation/")
    invitation = find_invitation(link.rpartition("/")[2], members=desk.members, now=NOON)
    assert (invitation.email, invitation.role, invitation.nation) == ("paul@example.org", RoleName.FIELD, "paris-6")
    assert told == "Hand this link to them alone: it is good once, until 2027-05-18 12:00 UTC."


def test_the_candidate_is_named_by_the_roster(desk: Desk) -> None:
    assert desk.banneret("team", "invite", "jeanne@example.org", "--role", "candidate", *HERE, "--json") == 0

    (invitation,) = desk.members.team("paris-6").invitations
    assert (invitation.name, invitation.language) == ("Jeanne Martin", "fr")
    assert desk.json()["id"] == invitation.id
    assert desk.json()["expires_at"] == "2027-05-18T12:00:00+00:00"


def test_a_role_ends_by_the_nations_clock(desk: Desk) -> None:
    words = ("team", "invite", "a@example.org", "--role", "reader", "--name", "A", "--until", "2027-06-20T12:00")
    assert desk.banneret(*words, *HERE) == 0

    (invitation,) = desk.members.team("paris-6").invitations
    assert invitation.until is not None
    assert invitation.until.utcoffset() == timedelta(hours=2)


def test_hq_has_a_team_of_its_own(desk: Desk) -> None:
    words = ("team", "invite", "hq@example.org", "--role", "network-owner", "--name", "Anne", "--until", "2030-01-01")
    assert desk.banneret(*words, "--hq") == 0

    desk.banneret("team", "list", "--hq")
    assert rows(desk)[1].endswith("network-owner Anne hq@example.org operator 2030-01-01T00:00:00+01:00 is invited")
    desk.banneret("team", "list", *HERE)
    assert desk.out == ["nobody holds a role here yet, and nobody is invited"]


def test_a_team_is_listed_with_who_gave_what_until_when(desk: Desk) -> None:
    candidate = joined(desk.members, an_offer(until=NOON + HOUR))
    joined(desk.members, an_offer("paul@example.org", RoleName.FIELD, name="Paul Durand"), giver=candidate)
    organiser = joined(desk.members, an_offer("hq@example.org", RoleName.ORGANISER, nation=None, name="Anne"))
    look_inside(organiser, "paris-6", reason="Somebody asked to be erased", span=HOUR, members=desk.members, now=NOON)

    desk.banneret("team", "list", *HERE)

    end = (NOON + HOUR).isoformat()
    assert [row.partition(" ")[2] for row in rows(desk)[1:]] == [
        f"candidate Marie Dupont marie@example.org operator {end} holds it",
        f"field-organiser Paul Durand paul@example.org Marie Dupont {end} holds it",
        f"reader Anne hq@example.org Anne {end} looks inside",
    ]


def test_what_has_run_out_is_not_listed(desk: Desk) -> None:
    joined(desk.members, an_offer(until=NOON + HOUR))
    desk.patience.moment = NOON + HOUR

    desk.banneret("team", "list", *HERE, "--json")

    assert desk.json() == {"nation": "paris-6", "members": [], "invitations": []}


def test_a_role_is_revoked_with_what_was_passed_on(desk: Desk) -> None:
    candidate = joined(desk.members, an_offer())
    paul = joined(desk.members, an_offer("paul@example.org", RoleName.FIELD), giver=candidate)

    grant = candidate.grants[0].id
    assert desk.banneret("team", "revoke", grant, *HERE, "--yes", grant, "--json") == 0

    assert desk.json()["revoked"] == [grant, paul.grants[0].id]
    assert desk.members.team("paris-6").standings == ()


def test_roles_that_would_go_along_are_told_before_any_is_taken(desk: Desk) -> None:
    candidate = joined(desk.members, an_offer())
    joined(desk.members, an_offer("paul@example.org", RoleName.FIELD, name="Paul Durand"), giver=candidate)

    assert desk.banneret("team", "revoke", candidate.grants[0].id, *HERE, "--yes", "another") == 2

    assert "these roles go along: Paul Durand (field-organiser)" in desk.said[0]
    assert len(desk.members.team("paris-6").standings) == 2


@pytest.mark.parametrize(("passed_on", "told"), [(0, "the role is held no more"), (1, "2 roles are held no more")])
def test_the_answer_says_how_many_roles_went(desk: Desk, passed_on: int, told: str) -> None:
    candidate = joined(desk.members, an_offer())
    for number in range(passed_on):
        joined(desk.members, an_offer(f"m{number}@example.org", RoleName.FIELD), giver=candidate)

    grant = candidate.grants[0].id
    assert desk.banneret("team", "revoke", grant, *HERE, *(("--yes", grant) if passed_on else ())) == 0

    assert desk.out == [told]


def test_an_invitation_is_withdrawn(desk: Desk) -> None:
    desk.banneret("team", "invite", "jeanne@example.org", "--role", "candidate", *HERE, "--json")

    assert desk.banneret("team", "revoke", desk.json()["id"], *HERE) == 0

    assert desk.out == ["the invitation is withdrawn"]
    assert desk.members.team("paris-6").invitations == ()


def test_the_log_is_read_newest_first_and_goes_on(desk: Desk) -> None:
    desk.banneret("team", "invite", "jeanne@example.org", "--role", "candidate", *HERE)
    candidate = accept(desk.members.team("paris-6").invitations[0], members=desk.members, now=NOON + HOUR)

    desk.banneret("team", "log", *HERE, "--limit", "1", "--json")
    first = desk.json()
    desk.banneret("team", "log", *HERE, "--cursor", first["cursor"])

    (entry,) = first["entries"]
    assert (entry["who"], entry["member"], entry["what"]) == ("Jeanne Martin", candidate.id, "accepted-invitation")
    assert rows(desk)[1].startswith("2027-05-11T12:00:00+00:00 operator invited invitation")
    assert rows(desk)[1].endswith("role candidate")


def test_an_empty_log_says_so(desk: Desk) -> None:
    assert desk.banneret("team", "log", "--hq") == 0

    assert desk.out == ["nothing was done here yet"]


@pytest.mark.parametrize("whose", [(), ("--hq", *HERE)])
def test_exactly_one_team_is_named(desk: Desk, whose: tuple[str, ...]) -> None:
    assert desk.banneret("team", "list", *whose) == 2

    assert desk.said == [
        "banneret: --nation: exactly one team must be named. Name a nation with --nation SLUG, or HQ with --hq"
    ]


@pytest.mark.parametrize(
    "command", [("list",), ("log",), ("revoke", "1f3a"), ("invite", "a@b.org", "--role", "reader")]
)
def test_a_nation_that_does_not_exist_has_no_team(desk: Desk, command: tuple[str, ...]) -> None:
    assert desk.banneret("team", *command, "--nation", "nowhere") == 2

    assert "no nation is called nowhere" in desk.said[0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--role", "king", "--name", "A"), "--role: no role is called that. Choose one of network-owner, "),
        (("--role", "reader"), "name: missing or too long"),
        (("--role", "reader", "--name", "A", "--language", "de"), "language: not one that the console speaks"),
        (("--role", "reader", "--name", "A", "--until", "2027-05-01T12:00"), "until: it is over already"),
        (("--role", "reader", "--name", "A", "--until", "soon"), "--until: it is no date and time"),
        (("--role", "hq-reader", "--name", "A"), "roles of the network are given in the network"),
    ],
)
def test_a_wrong_invitation_is_refused_in_one_line(desk: Desk, words: tuple[str, ...], told: str) -> None:
    assert desk.banneret("team", "invite", "a@example.org", *words, *HERE) != 0

    (line,) = desk.said
    assert told in line
    assert desk.members.team("paris-6").invitations == ()


def test_an_invitation_is_mailed_where_that_is_asked(desk: Desk) -> None:
    words = ("team", "invite", "paul@example.org", "--role", "reader", "--name", "Paul", "--mail", *HERE)
    assert desk.banneret(*words) == 0

    link, told = desk.out[0].splitlines()
    [letter] = desk.members.post.letters.values()
    assert (letter.email, letter.place) == ("paul@example.org", "Paris 6e avec Jeanne Martin")
    assert find_invitation(link.rpartition("/")[2], members=desk.members, now=NOON).digest == letter.digest
    assert told.startswith("The link is on its way to them by mail")


def test_an_invitation_that_nobody_accepted_is_made_again_and_mailed(desk: Desk) -> None:
    invite(an_offer("paul@example.org", RoleName.FIELD, name="Paul"), giver=None, members=desk.members, now=NOON)

    assert desk.banneret("team", "invite", "paul@example.org", "--again", *HERE) == 0

    [invitation] = desk.members.team("paris-6").invitations
    [letter] = desk.members.post.letters.values()
    assert (invitation.role, invitation.name, letter.digest) == (RoleName.FIELD, "Paul", invitation.digest)


@pytest.mark.parametrize(
    ("more", "until"), [((), NOON + HOUR), (("--until", "2027-06-20T12:00+00:00"), NOON + timedelta(days=40))]
)
def test_an_invitation_made_again_keeps_the_end_of_its_role_unless_another_is_given(
    desk: Desk, more: tuple[str, ...], until: datetime
) -> None:
    offer = an_offer("paul@example.org", RoleName.FIELD, name="Paul", until=NOON + HOUR)
    invite(offer, giver=None, members=desk.members, now=NOON)

    assert desk.banneret("team", "invite", "paul@example.org", "--again", *more, *HERE) == 0

    [invitation] = desk.members.team("paris-6").invitations
    assert invitation.until == until


def test_a_candidate_whose_invitation_is_long_gone_is_invited_again(desk: Desk) -> None:
    assert desk.banneret("team", "invite", "jeanne@example.org", "--again", *HERE) == 0

    [invitation] = desk.members.team("paris-6").invitations
    assert (invitation.role, invitation.name) == (RoleName.CANDIDATE, "Jeanne Martin")


def test_nobody_is_invited_again_who_never_was(desk: Desk) -> None:
    assert desk.banneret("team", "invite", "paul@example.org", "--again", *HERE) == 2

    assert desk.members.team("paris-6").invitations == ()


def test_a_member_is_signed_out_wherever_they_are(desk: Desk) -> None:
    member = joined(desk.members, an_offer())

    assert desk.banneret("team", "sign-out", member.email.upper()) == 0
    assert desk.banneret("team", "sign-out", "nobody@example.org") != 0

    known = desk.members.get(member.id)
    assert known is not None
    assert known.generation == member.generation + 1
    assert desk.sign_in.ended == [member.id]


def test_a_member_is_removed_once_that_is_confirmed(desk: Desk) -> None:
    member = joined(desk.members, an_offer())
    desk.sign_in.passwords[member.id] = "a password"

    assert desk.banneret("team", "remove", member.email) == 2
    assert desk.members.get(member.id) is not None
    assert desk.banneret("team", "remove", member.email, "--yes", member.email) == 0

    assert desk.members.get(member.id) is None
    assert not desk.sign_in.is_known(member.id)


def test_nobody_is_removed_who_is_no_member(desk: Desk) -> None:
    assert desk.banneret("team", "remove", "nobody@example.org", "--yes", "nobody@example.org") != 0
