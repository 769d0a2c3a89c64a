"""A crowd joins in a rush while the tables are throttled and workers die: every yes is a person, once.

Of the size of every test's run; `make burst` sends two thousand.
"""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from shared.actions.verdict import Outcome
from shared.counters.store import DynamoCounterStore
from shared.kernel.clock import SystemClock
from tests.scenarios.crowd import CONSENT, CROWD, Crowd, Sending, Visitor
from tests.scenarios.environments import told
from tests.scenarios.logs import log_lines
from tests.scenarios.network import await_that
from tests.scenarios.standing import slugs_of
from tests.scenarios.throttling import VARIABLE, Fault, bad_weather
from tests.scenarios.workers import workers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.scenarios.crowd import Told
    from tests.scenarios.network import Network
    from tests.scenarios.throttling import Weather

pytestmark = pytest.mark.xdist_group("nations")

PEOPLE = int(os.environ.get("BURST_PEOPLE", "200"))

CLIENTS = min(20, PEOPLE // 15)
"""Each asks every nation for a stamp, before anything is sent."""

IMPORTED = 4
"""People of each nation's import: three of `write_inputs`, and one who is there by two lines."""

AS_THE_PUBLIC = {"ADDRESS_LIMIT": "20", "NATION_LIMIT": "600", "STAMP_WAIT_SECONDS": "0"}
"""The limits of the public's stages: each client has an address of its own; but everybody fills in a form at once."""

THROTTLED = {"take-action": AS_THE_PUBLIC, "record-action": {}, "keep-counters": {}}
"""Functions whose way to DynamoDB leads through bad weather, with what else they are told.

Not `send-confirmation`: it asks the table four times a letter, and while a function that follows a stream waits, the
emulator hands nothing from any queue to anybody.
"""

MORTAL = ("record-action", "keep-counters", "send-confirmation")
"""Functions whose workers are killed."""

EVERY = PEOPLE // 12
"""Answers between two killings, and actions recorded between two more."""

LEAST = PEOPLE // 400
"""Faults of each kind that make a storm."""

FLOOD, TURNED_AWAY = "flood.example", 10
"""The domain of those whom one address sends all by itself, and how many of them are turned away before it rests."""

LONGEST = timedelta(minutes=8)
"""A bound for machines that have much else to do: nothing here is awaited by the clock."""


@dataclass(kw_only=True)
class Storm:
    """Kills workers, of another function each time that things have gone on a little."""

    network: Network
    next_at: int = EVERY
    killed: Counter[str] = field(default_factory=Counter)

    def blow(self, progress: int) -> None:
        """Kill the workers of the function that lost the fewest, of those that have some, if it is time."""
        if progress < self.next_at:
            return
        alive = {function: found for function in MORTAL if (found := workers(self.network, function))}
        if alive:
            function = min(alive, key=lambda function: self.killed[function])
            for worker in alive[function]:
                worker.kill()
            self.killed[function] += len(alive[function])
            self.next_at = progress + EVERY


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """What was sent, and what everybody was told."""

    slugs: Sequence[str]
    told: Sequence[Told]
    weather: Weather
    killed: Mapping[str, int]

    @property
    def accepted(self) -> list[Sending]:
        """The sendings that were accepted, a double click twice."""
        return [told.sending for told in self.told if told.outcome is Outcome.ACCEPTED]

    def of(self, slug: str) -> list[Sending]:
        """Those of one nation."""
        return [sending for sending in self.accepted if sending.slug == slug]


@pytest.fixture(scope="module")
def slugs(standing: None) -> Sequence[str]:
    """Twenty nations that are ready."""
    return slugs_of("59")


@pytest.fixture(scope="module")
def burst(network: Network, slugs: Sequence[str]) -> Burst:
    """Everything sent, and everything worked off."""
    visitors = [Visitor(network, f"127.0.1.{number}") for number in range(1, CLIENTS + 1)]
    storm = Storm(network=network)
    with ExitStack() as stack:
        weather, door = stack.enter_context(bad_weather(network.endpoint, Random(24)))
        for function, more in THROTTLED.items():
            stack.enter_context(told(network, function, **{VARIABLE: door}, **more))
        answers = list(rush(visitors, slugs, storm)) + list(flood(Visitor(network, "127.0.2.1"), slugs[0]))
        burst = Burst(slugs=slugs, told=answers, weather=weather, killed=storm.killed)
        await_that(lambda: is_worked_off(network, burst, storm), at_most=LONGEST)
        await_that(lambda: all(shown(network, slug) == expected(burst, slug) for slug in slugs), at_most=LONGEST)
    return burst


def rush(visitors: Sequence[Visitor], slugs: Sequence[str], storm: Storm) -> list[Told]:
    """Send everything from all visitors at once, while the storm blows; return all answers."""
    answers: list[Told] = []

    def work(visitor: Visitor, sendings: Sequence[Sending]) -> None:
        for sending in sendings:
            answers.extend(visitor.insist(sending))

    with ThreadPoolExecutor(len(visitors)) as clients:
        # One more at a time: a worker that starts takes a processor for a second, and we have two for them all.
        for more in range(len(visitors)):
            list(clients.map(lambda visitor: visitor.stamp(slugs[0]), visitors[:more]))
        stamps = {slug: list(clients.map(lambda visitor, slug=slug: visitor.stamp(slug), visitors)) for slug in slugs}
        sendings = list(Crowd(people=PEOPLE, slugs=slugs, stamps=stamps, chance=Random(2017)).sendings())
        # A second click comes from the next client, at about the same moment as the first.
        work_done = [
            clients.submit(work, visitor, sendings[place :: len(visitors)]) for place, visitor in enumerate(visitors)
        ]

        def is_done() -> bool:
            storm.blow(len(answers))
            return all(each.done() for each in work_done)

        await_that(is_done, at_most=LONGEST)
        for each in work_done:
            each.result()
    return answers


def flood(visitor: Visitor, slug: str) -> Iterator[Told]:
    """Send one nation more than an address may, until some were told so."""
    stamp, turned_away = visitor.stamp(slug), 0
    for number in count():
        sending = Sending(
            slug=slug,
            action="join",
            email=f"f{number}@{FLOOD}",
            typed={},
            stamp=stamp,
            wants_json=number % 2 == 0,
        )
        for answer in visitor.insist(sending):
            yield answer
            turned_away += answer.outcome is Outcome.LIMITED
        if turned_away == TURNED_AWAY:
            return


def is_worked_off(network: Network, burst: Burst, storm: Storm) -> bool:
    """Tell whether nothing waits any more; let the storm blow on, and send dead letters back as an operator does."""
    waiting, dead = (
        messages(network, queue)
        for queue in (network.directory.actions_queue, network.directory.actions_dead_letter_queue)
    )
    storm.blow(len(burst.told) + len(burst.accepted) - waiting)
    if dead and not waiting:
        assert network.banneret("actions", "redrive").code == 0
    return not (waiting or dead)


def messages(network: Network, queue: str) -> int:
    """Return how many messages a queue holds, those being worked on included."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = network.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    return sum(map(int, found.values()))


def expected(burst: Burst, slug: str) -> dict[str, int]:
    """Return what a nation's pages must tell."""
    joined, volunteers = (
        {sending.person for sending in burst.of(slug) if sending.action == action} for action in ("join", "volunteer")
    )
    return {"supporters": IMPORTED + len(joined)} | ({"volunteers": len(volunteers)} if volunteers else {})


def shown(network: Network, slug: str) -> Any:
    """Return what a nation's pages tell."""
    return network.visit(f"/{slug}/counters.json").json()


def persons(items: Mapping[str, Any], kind: str, place: int) -> Counter[str]:
    """Return how many items of a kind each person has, whose id stands at a place of the key; not of the import."""
    own = (sk for sk, item in items.items() if sk.startswith(f"{kind}#") and "imported" not in item)
    return Counter(sk.split("#")[place] for sk in own)


def tags(items: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return what is noted of each person who was not imported."""
    found = {sk.removeprefix("PERSON#"): item for sk, item in items.items() if sk.startswith("PERSON#")}
    return {person: set(item["tags"]["SS"]) for person, item in found.items() if "imported" not in item}


def test_the_storm_was_one(burst: Burst) -> None:
    assert min(burst.weather.met[fault] for fault in Fault) > LEAST
    assert min(burst.killed[function] for function in MORTAL) > 1, burst.killed


def test_every_accepted_answer_is_one_person_with_all_that_they_did_and_allowed(network: Network, burst: Burst) -> None:
    for slug in burst.slugs:
        items, once = network.people_of(slug), list({each.action_id: each for each in burst.of(slug)}.values())
        did = {(each.person, each.action) for each in once}

        assert persons(items, "PERSON", 1) == Counter({each.person for each in once})
        assert persons(items, "ACTIVITY", 1) == Counter(each.person for each in once)
        assert persons(items, "CONSENT", 1) == Counter(each.person for each in once if CONSENT in each.typed)
        assert persons(items, "DEED", -1) == Counter(person for person, _ in did)
        assert {(person, tag) for person, own in tags(items).items() for tag in own} == {
            (person, f"action:{action}") for person, action in did
        }


def test_everybody_is_counted_once_and_a_recount_finds_nothing_to_mend(network: Network, burst: Burst) -> None:
    counters = DynamoCounterStore(
        network.client("dynamodb"),
        network_table=network.directory.network_table,
        people_table=network.directory.people_table,
        clock=SystemClock(),
    )

    for slug in burst.slugs:
        shown_now = expected(burst, slug)
        assert counters.read(slug) == shown_now | {"supporters": shown_now["supporters"] - IMPORTED}
        assert (list(counters.uncounted(slug)), list(counters.overcounted(slug))) == ([], [])


def test_everybody_is_written_to(network: Network, burst: Burst) -> None:
    def unwritten() -> list[str]:
        waiting = ((sk, item) for slug in burst.slugs for sk, item in network.people_of(slug).items())
        return [sk for sk, item in waiting if sk.startswith("CONFIRM#") and "sent_at" not in item]

    await_that(lambda: not unwritten())


def test_whoever_was_turned_away_was_told_so_politely_and_is_nowhere(network: Network, burst: Burst) -> None:
    turned_away = [told for told in burst.told if told.outcome not in {Outcome.ACCEPTED, None}]
    taken = {sending.person for sending in burst.accepted}

    assert {told.outcome for told in turned_away} <= {Outcome.LIMITED, Outcome.UNAVAILABLE}
    assert len([told for told in turned_away if told.outcome is Outcome.LIMITED]) == TURNED_AWAY
    assert all(told.is_polite for told in turned_away)
    for slug in burst.slugs:
        known = " ".join(network.people_of(slug))
        assert not [told for told in turned_away if told.sending.person not in taken and told.sending.person in known]


def test_nobody_is_named_in_any_log(network: Network, burst: Burst) -> None:
    logged = "\n".join(log_lines(network))

    assert "action recorded" in logged
    assert [domain for domain in (CROWD, FLOOD, CROWD.upper()) if domain in logged] == []
