"""Who leads a nation, who looks inside, and who goes on to the second round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.access.inviting import find_invitation
from shared.access.role import RoleName
from shared.nations.nation import NationStatus
from tests.builders import HOUR, NOON, a_nation
from tests.unit.access.builders import an_offer, joined

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.desk import Desk

PAUL = ("--name", "Paul Durand", "--email", "paul@example.org")
WHY = ("--reason", "not in the second round")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with three open nations."""
    for number in (1, 2, 3):
        nation = a_nation(f"ain-{number}", status=NationStatus.READY, zones=(f"constituency:01-0{number}",))
        desk.nations.found(nation)
    return desk


def statuses(desk: Desk) -> list[str]:
    return [desk.nations.get(f"ain-{number}").status.value for number in (1, 2, 3)]


def test_another_candidate_is_invited_and_the_pages_name_them(desk: Desk) -> None:
    joined(desk.members, an_offer("jeanne@example.org", nation="ain-1"))
    joined(desk.members, an_offer("agent@example.org", RoleName.FINANCE, nation="ain-1"))

    assert desk.banneret("nation", "replace", "ain-1", *PAUL, "--called", "L’Ain avec Paul") == 0

    link, _ = desk.out[0].splitlines()
    invitation = find_invitation(link.rpartition("/")[2], members=desk.members, now=NOON)
    assert (invitation.email, invitation.role, invitation.language) == ("paul@example.org", RoleName.CANDIDATE, "fr")
    assert desk.nations.get("ain-1").seed.name == "L’Ain avec Paul"
    assert ("publish", "ain-1") in desk.sites.deeds
    assert [standing.grant.role for standing in desk.members.team("ain-1").standings] == [RoleName.FINANCE]


def test_the_team_goes_if_it_is_dismissed(desk: Desk) -> None:
    joined(desk.members, an_offer("agent@example.org", RoleName.FINANCE, nation="ain-1"))

    assert desk.banneret("nation", "replace", "ain-1", *PAUL, "--dismiss-team") == 0

    assert desk.members.team("ain-1").standings == ()


def test_a_member_of_hq_looks_inside_for_some_hours(desk: Desk) -> None:
    ada = joined(desk.members, an_offer("ada@example.org", RoleName.ORGANISER, nation=None))
    words = ("--member", "Ada@example.org", "--reason", "a complaint of today", "--hours", "2")

    assert desk.banneret("nation", "look", "ain-1", *words, "--json") == 0

    (standing,) = desk.members.team("ain-1").standings
    assert (standing.member_id, standing.grant.expires_at) == (ada.id, NOON + 2 * HOUR)
    assert desk.json()["grant"] == standing.grant.id
    told = desk.audit.page("ain-1", limit=9).elements[0]
    assert (told.what, told.about["reason"]) == ("looked-inside", "a complaint of today")


def test_nobody_looks_who_is_not_known(desk: Desk) -> None:
    words = ("--member", "nobody@example.org", "--reason", "a complaint of today")

    assert desk.banneret("nation", "look", "ain-1", *words) == 2

    assert "nobody signs in with this address" in desk.said[0]


def test_who_goes_on_is_named_or_read_from_a_file_and_the_others_end(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "going.txt").write_text("\ufeffain-2\r\n", "utf-8")
    words = ("nation", "second-round", "ain-1", "--file", tmp_path / "going.txt", *WHY)

    assert desk.banneret(*words, "--yes", "1") == 0

    assert statuses(desk) == ["ready", "ready", "closed"]
    assert ("retire", "ain-3") in desk.sites.deeds


def test_no_campaign_ends_unless_their_number_is_typed(desk: Desk) -> None:
    desk.typed = "3"

    assert desk.banneret("nation", "second-round", "ain-1", *WHY) == 2

    assert "2 campaigns will end, 1 go on: type 2 to confirm" in desk.said[0]
    assert statuses(desk) == ["ready", "ready", "ready"]


def test_a_file_that_cannot_be_read_ends_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "going.txt").write_bytes(b"\xff\xfe\x00")

    assert desk.banneret("nation", "second-round", "--file", tmp_path / "going.txt", *WHY, "--yes", "2") == 2

    assert statuses(desk) == ["ready", "ready", "ready"]
