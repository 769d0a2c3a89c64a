"""Who votes for whom."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from shared.actions.proxies import Closeness, Round, Voter, match_proxies
from shared.actions.proxy_list import Role, proxies_of
from tests.builders import NOON
from tests.unit.actions.recorded import SLUG, Room, an_action

if TYPE_CHECKING:
    from shared.actions.taken import TakenAction

BOTH = frozenset(Round)
FIRST, SECOND = frozenset({Round.FIRST}), frozenset({Round.SECOND})


def a_voter(name: str, commune: str = "blois", rounds: frozenset[Round] = BOTH, **changes: object) -> Voter:
    minutes = changes.get("minutes", 0)
    assert isinstance(minutes, int)
    return Voter(
        person_id=name,
        commune=commune,
        constituency=str(changes.get("constituency", "constituency:41-01")),
        rounds=rounds,
        since=NOON + timedelta(minutes=minutes),
    )


def pairs(givers: list[Voter], carriers: list[Voter]) -> list[tuple[str, str, str]]:
    return [
        (match.giver.person_id, match.carrier.person_id, "+".join(sorted(match.rounds)))
        for match in match_proxies(givers, carriers)
    ]


def test_a_carrier_of_the_same_commune_goes_before_one_of_the_constituency() -> None:
    near, nearer = a_voter("near", "vineuil"), a_voter("nearer", "blois", minutes=5)

    (match,) = match_proxies([a_voter("giver")], [near, nearer])

    assert (match.carrier, match.closeness) == (nearer, Closeness.COMMUNE)


def test_a_carrier_of_the_constituency_votes_at_the_givers_polling_place() -> None:
    (match,) = match_proxies([a_voter("giver")], [a_voter("carrier", "vineuil")])

    assert match.closeness is Closeness.CONSTITUENCY


def test_nobody_travels_to_another_constituency() -> None:
    far = a_voter("far", "tours", constituency="constituency:37-01")

    assert pairs([a_voter("giver")], [far]) == []


def test_who_lives_nowhere_known_is_matched_by_commune_alone() -> None:
    givers = [a_voter("giver", constituency="")]

    assert pairs(givers, [a_voter("elsewhere", "vineuil", constituency="")]) == []
    assert len(pairs(givers, [a_voter("here", constituency="")])) == 1


def test_a_carrier_carries_once_a_round() -> None:
    givers = [a_voter("early"), a_voter("late", minutes=1)]

    assert pairs(givers, [a_voter("carrier")]) == [("early", "carrier", "first+second")]


def test_a_carrier_for_both_rounds_may_serve_two_givers_of_one_round_each() -> None:
    givers = [a_voter("one", rounds=FIRST), a_voter("two", rounds=SECOND)]

    assert pairs(givers, [a_voter("carrier")]) == [("one", "carrier", "first"), ("two", "carrier", "second")]


def test_who_is_free_for_one_round_only_goes_before_who_is_for_both() -> None:
    carriers = [a_voter("both"), a_voter("first", rounds=FIRST, minutes=1)]

    assert pairs([a_voter("giver", rounds=FIRST)], carriers) == [("giver", "first", "first")]


def test_a_giver_for_both_rounds_may_need_two_carriers() -> None:
    carriers = [a_voter("first", rounds=FIRST), a_voter("second", rounds=SECOND)]

    assert pairs([a_voter("giver")], carriers) == [("giver", "first", "first"), ("giver", "second", "second")]


def test_nobody_carries_for_themselves() -> None:
    assert pairs([a_voter("marie")], [a_voter("marie")]) == []


voters = st.builds(
    a_voter,
    st.integers(0, 30).map(str),
    st.sampled_from(["blois", "vineuil", "tours"]),
    st.sampled_from([BOTH, FIRST, SECOND]),
    constituency=st.sampled_from(["constituency:41-01", "constituency:37-01", ""]),
    minutes=st.integers(0, 50),
)
several = st.lists(voters, max_size=12, unique_by=lambda voter: voter.person_id)


@given(several, several)
def test_no_one_gives_or_carries_twice_in_a_round(givers: list[Voter], carriers: list[Voter]) -> None:
    matches = match_proxies(givers, carriers)

    given_for = Counter((match.giver.person_id, each) for match in matches for each in match.rounds)
    carried = Counter((match.carrier.person_id, each) for match in matches for each in match.rounds)
    assert max([*given_for.values(), *carried.values()], default=1) == 1
    for match in matches:
        assert match.rounds <= match.giver.rounds & match.carrier.rounds
        assert match.giver.person_id != match.carrier.person_id


@given(several)
def test_the_order_in_which_voters_are_read_does_not_matter(everybody: list[Voter]) -> None:
    half = len(everybody) // 2
    givers, carriers = everybody[:half], everybody[half:]

    assert set(match_proxies(givers, carriers)) == set(match_proxies(givers[::-1], carriers[::-1]))


def a_proxy(role: str, email: str, **said: str) -> TakenAction:
    return an_action("proxy", email=email, said={"role": role, "commune": "Saint-Étienne", **said}, consents=())


def test_the_list_has_whoever_confirmed_as_they_said_last() -> None:
    room = Room()
    room.confirm(room.record_and_ask(a_proxy("gives", "giver@example.org", round="first")))
    room.record(a_proxy("carries", "nobody-yet@example.org"))
    room.clock.advance(timedelta(hours=1))
    last = an_action(
        "proxy",
        email="giver@example.org",
        said={"role": "gives", "commune": "SAINT ETIENNE", "round": "both"},
        consents=(),
        stamp="two",
        at=room.clock.now(),
    )
    room.record(last)

    (entry,) = proxies_of(room.nations.get(SLUG).seed, people=room.people)

    assert entry.role is Role.GIVES
    assert entry.voter.rounds == BOTH
    assert entry.voter.constituency == "constituency:75-06"
    assert entry.said["email"] == "giver@example.org"
