from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.access.audit import Deed
from shared.access.errors import NotAllowed
from shared.access.inviting import accept, invite
from shared.access.looking_inside import look_inside
from shared.access.replacing import Replacing, Successor, replace_candidate
from shared.access.role import RoleName
from shared.elections.calendars import calendar_of
from shared.kernel.errors import InputError
from shared.nations.errors import IllegalTransition
from shared.nations.nation import NationStatus
from shared.sites.lifecycle import Helm
from tests.builders import NOON, a_nation
from tests.fakes.access import InMemoryMemberStore
from tests.fakes.elections import ListedPublications
from tests.fakes.journal import InMemoryJournal
from tests.fakes.nations import InMemoryNationStore
from tests.unit.access.builders import an_offer, joined

if TYPE_CHECKING:
    from shared.access.member import Member

SLUG = "paris-6"
FACTS = {"language": "fr", "goals": "supporters=500", "slogan": "Avec Jeanne", "portrait": "x.webp", "phone": "+331"}


class Network:
    """A nation with a candidate, a director of theirs, and somebody whom HQ's operator brought in."""

    def __init__(self) -> None:
        self.nations, self.members = InMemoryNationStore(), InMemoryMemberStore()
        self.publications, self.journal = ListedPublications(), InMemoryJournal()
        nation = a_nation(SLUG, status=NationStatus.READY)
        self.nations.found(nation.told(FACTS, at=NOON))
        self.candidate = joined(self.members, an_offer("jeanne@example.org"))
        joined(self.members, an_offer("director@example.org", RoleName.DIRECTOR), giver=self.candidate)
        joined(self.members, an_offer("agent@example.org", RoleName.FINANCE))
        self.hq = joined(self.members, an_offer("hq@example.org", RoleName.ORGANISER, nation=None))

    def replacing(self, by: Member | None) -> Replacing:
        helm = Helm(
            nations=self.nations,
            publications=self.publications,
            journal=self.journal,
            calendar=calendar_of("FR"),
            by="hq",
            now=NOON,
        )
        return Replacing(by=by, members=self.members, helm=helm)

    def team(self) -> set[str]:
        held = [self.members.get(standing.member_id) for standing in self.members.team(SLUG).standings]
        return {member.email.partition("@")[0] for member in held if member}


@pytest.fixture
def network() -> Network:
    return Network()


def a_successor(**changes: Any) -> Successor:
    facts: dict[str, Any] = {"name": "Paul  Durand", "email": "Paul@example.org", "language": "fr", "keeps_team": True}
    return Successor(**facts | changes)


def test_the_pages_name_the_new_candidate_and_say_nothing_of_the_former_ones_own(network: Network) -> None:
    replace_candidate(
        SLUG, a_successor(address="2 rue Neuve, Paris", called="Paris 6e avec Paul"), network.replacing(network.hq)
    )

    seed = network.nations.get(SLUG).seed
    assert (seed.candidate, seed.email, seed.name) == ("Paul Durand", "paul@example.org", "Paris 6e avec Paul")
    assert dict(seed.facts) == {"language": "fr", "goals": "supporters=500", "address": "2 rue Neuve, Paris"}
    assert [order.slug for order in network.publications.orders] == [SLUG]
    assert [(slug, what) for slug, what, _ in network.journal.entries] == [(SLUG, "replaced-candidate")]


def test_a_campaign_that_nobody_calls_anew_keeps_its_name(network: Network) -> None:
    before = network.nations.get(SLUG).seed.name

    replace_candidate(SLUG, a_successor(called=" "), network.replacing(network.hq))

    assert network.nations.get(SLUG).seed.name == before


def test_the_new_candidate_is_invited_and_takes_over(network: Network) -> None:
    invitation, _ = replace_candidate(SLUG, a_successor(), network.replacing(network.hq))

    paul = accept(invitation, members=network.members, now=NOON)

    assert [grant.role for grant in paul.grants] == [RoleName.CANDIDATE]


@pytest.mark.parametrize(("keeps", "stay"), [(True, {"director", "agent"}), (False, set())])
def test_the_former_candidate_goes_and_the_team_as_hq_says(keeps: bool, stay: set[str], network: Network) -> None:
    replace_candidate(SLUG, a_successor(keeps_team=keeps), network.replacing(network.hq))

    assert network.team() == stay
    revoked = [entry for entry in network.members.log.entries if entry.what == Deed.REVOKED]
    assert len(revoked) == 3 - len(stay)


def test_invitations_of_the_former_team_bring_nobody_in(network: Network) -> None:
    members = network.members
    invite(an_offer("other@example.org"), giver=None, members=members, now=NOON)
    invite(an_offer("late@example.org", RoleName.FIELD), giver=None, members=members, now=NOON)

    replace_candidate(SLUG, a_successor(keeps_team=False), network.replacing(network.hq))

    assert [invitation.email for invitation in members.team(SLUG).invitations] == ["paul@example.org"]


def test_a_look_inside_goes_on(network: Network) -> None:
    span = timedelta(hours=1)
    look_inside(network.hq, SLUG, reason="a complaint of today", span=span, members=network.members, now=NOON)

    replace_candidate(SLUG, a_successor(keeps_team=False), network.replacing(network.hq))

    assert network.team() == {"hq"}


def test_somebody_of_the_team_who_takes_over_keeps_what_they_hold(network: Network) -> None:
    successor = a_successor(email="director@example.org", keeps_team=False)

    invitation, _ = replace_candidate(SLUG, successor, network.replacing(network.hq))

    director = accept(invitation, members=network.members, now=NOON)
    assert {grant.role for grant in director.grants} >= {RoleName.CANDIDATE}


def test_given_again_it_invites_again_and_changes_nothing_else(network: Network) -> None:
    replace_candidate(SLUG, a_successor(), network.replacing(network.hq))
    before = network.nations.get(SLUG)

    replace_candidate(SLUG, a_successor(), network.replacing(network.hq))

    assert network.nations.get(SLUG) == before
    assert len(network.journal.entries) == 1
    assert len(network.members.team(SLUG).invitations) == 1


@pytest.mark.parametrize(
    ("place", "changes"), [("email", {"email": "nobody"}), ("name", {"name": " "}), ("called", {"called": "x" * 101})]
)
def test_what_is_mistyped_changes_nothing(place: str, changes: dict[str, str], network: Network) -> None:
    with pytest.raises(InputError) as caught:
        replace_candidate(SLUG, a_successor(**changes), network.replacing(network.hq))

    assert [fault.place for fault in caught.value.faults] == [place]
    assert network.team() == {"jeanne", "director", "agent"}


def test_nobody_puts_themselves_in_a_candidates_place(network: Network) -> None:
    with pytest.raises(NotAllowed):
        replace_candidate(SLUG, a_successor(email="hq@example.org"), network.replacing(network.hq))

    assert network.nations.get(SLUG).seed.candidate == "Jeanne Martin"


def test_nobody_of_a_nation_replaces_its_candidate(network: Network) -> None:
    with pytest.raises(NotAllowed):
        replace_candidate(SLUG, a_successor(), network.replacing(network.candidate))

    assert network.team() == {"jeanne", "director", "agent"}


def test_a_campaign_that_is_over_keeps_its_candidate(network: Network) -> None:
    nation = network.nations.get(SLUG)
    network.nations.save(nation.closed(reason="first round", at=NOON, last_day=NOON.date()), after=nation)

    with pytest.raises(IllegalTransition):
        replace_candidate(SLUG, a_successor(), network.replacing(network.hq))

    assert network.team() == {"jeanne", "director", "agent"}
