from __future__ import annotations

from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.counters.bucket import S3CounterBoard
from shared.counters.keeping import CountersKept, keep_counters
from shared.counters.recount import recount_nation
from shared.counters.store import DynamoCounterStore
from shared.kernel.aws import client
from shared.kernel.errors import TransientError
from shared.kernel.table import Table
from shared.nations.errors import NationUnknown
from shared.nations.nation import NationStatus
from tests.builders import a_nation
from tests.examples import at_night
from tests.fakes.counters import InMemoryCounterBoard, InMemoryCounterStore
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.tables import create_network_table, create_people_table
from tests.unit.counters.builders import Stream, a_deed, a_record, changes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.counters.ports import CounterBoard, CounterStore
    from tests.fakes.clock import FixedClock

Batch = list[dict[str, Any]]

deeds = st.builds(
    a_deed,
    person=st.integers(1, 4),
    counter=st.sampled_from(["supporters", "signatures"]),
    target=st.sampled_from(["", "petition"]),
)
streams = st.lists(deeds, min_size=1, max_size=25)


@pytest.fixture
def nations() -> InMemoryNationStore:
    store = InMemoryNationStore()
    store.found(a_nation(status=NationStatus.READY, people=1000))
    return store


def told(toggles: Sequence[Any]) -> Stream:
    stream = Stream()
    for deed in toggles:
        stream.toggle(deed)
    return stream


def delivered(records: Batch, data: st.DataObject) -> list[Batch]:
    """Return batches as Lambda may deliver them: cut anywhere, again from anywhere back, until the end is reached."""
    batches, reached = [], 0
    while reached < len(records):
        start = data.draw(st.integers(0, reached), label="from")
        end = data.draw(st.integers(start + 1, len(records)), label="to")
        batches.append(records[start:end])
        reached = max(reached, end) if start <= reached else reached
    return batches


def shown(sums: Mapping[str, int]) -> dict[str, int]:
    return {name: number for name, number in sums.items() if number}


@given(streams, st.data())
def test_however_batches_are_cut_and_delivered_again_the_sums_are_exact(
    toggles: list[Any], data: st.DataObject
) -> None:
    stream, counters = told(toggles), InMemoryCounterStore()

    for batch in delivered(stream.records, data):
        counters.count("paris-6", changes(*batch))

    assert shown(counters.read("paris-6")) == stream.sums()


@pytest.mark.thorough
@given(streams, st.data())
@settings(max_examples=at_night(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_dynamodb_too_however_batches_are_delivered_the_sums_are_exact(
    dynamodb: Any, clock: FixedClock, toggles: list[Any], data: st.DataObject
) -> None:
    stream, counters = told(toggles), a_fresh_store(dynamodb, clock)

    for batch in delivered(stream.records, data):
        counters.count("paris-6", changes(*batch))

    assert shown(counters.read("paris-6")) == stream.sums()


@given(streams, st.data())
def test_shards_read_apart_give_exact_sums_in_any_interleaving(toggles: list[Any], data: st.DataObject) -> None:
    """A split partition: each half of the people is told by a shard of its own, in no order between them."""
    stream, counters = told(toggles), InMemoryCounterStore()
    halves = [
        [record for record in stream.records if record["dynamodb"]["Keys"]["sk"]["S"][-1] in people]
        for people in ("12", "34")
    ]
    batches = [(half, batch) for half in (0, 1) for batch in delivered(halves[half], data)]
    order = data.draw(st.permutations([half for half, _ in batches]), label="order")
    queues = {half: [batch for owner, batch in batches if owner == half] for half in (0, 1)}

    for half in order:
        counters.count("paris-6", changes(*queues[half].pop(0)))

    assert shown(counters.read("paris-6")) == stream.sums()


class Killed(BaseException):
    """The worker's end, which nothing in it may catch."""


class Mortal:
    """A client that dies at its n-th request: before it is sent, or after it has had its effect."""

    def __init__(self, client: Any, *, at: int, after: bool) -> None:
        self._client, self._at, self._after, self.requests = client, at, after, 0

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)

        def request(**parameters: Any) -> Any:
            self.requests += 1
            if self.requests == self._at and not self._after:
                raise Killed
            answer = method(**parameters)
            if self.requests == self._at:
                raise Killed
            return answer

        return request if callable(method) else method


@pytest.mark.parametrize("after", [False, True], ids=["before it is sent", "after its effect"])
@pytest.mark.parametrize("request_number", range(1, 5))
def test_a_worker_killed_at_any_request_and_called_again_counts_once(
    request_number: int,
    after: bool,
    dynamodb: Any,
    network_table: str,
    clock: FixedClock,
    nations: InMemoryNationStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shared.counters.rounds.MOST", 5)
    people_table = create_people_table(dynamodb)
    board = InMemoryCounterBoard()
    batch = changes(*(a_record(a_deed(person), sequence=person) for person in range(1, 9)))
    mortal: Any = Mortal(dynamodb, at=request_number, after=after)
    doomed, next_one = (
        DynamoCounterStore(each, network_table=network_table, people_table=people_table, clock=clock)
        for each in (mortal, dynamodb)
    )

    with pytest.raises(Killed):
        keep_counters(batch, counters=doomed, board=board, nations=nations)
    keep_counters(batch, counters=next_one, board=board, nations=nations)

    assert next_one.read("paris-6") == {"supporters": 8}
    assert board.shown["paris-6"] == {"supporters": 1008}


def test_a_batch_is_counted_for_each_of_its_nations_and_shown(nations: InMemoryNationStore) -> None:
    nations.found(a_nation("ain-1", zones=("constituency:01-01",), status=NationStatus.READY))
    counters, board = InMemoryCounterStore(), InMemoryCounterBoard()
    batch = changes(a_record(a_deed(1)), a_record(a_deed(1, slug="ain-1"), sequence=2), a_record(a_deed(2), sequence=3))

    kept = keep_counters(batch, counters=counters, board=board, nations=nations)

    assert kept == CountersKept(changes=3, nations=2, counted=3)
    assert board.shown == {"paris-6": {"supporters": 1002}, "ain-1": {"supporters": 1}}


def test_how_many_came_to_an_event_is_counted_and_shown_on_no_page(nations: InMemoryNationStore) -> None:
    counters, board = InMemoryCounterStore(), InMemoryCounterBoard()
    batch = changes(a_record(a_deed(counter="attendances", target="2027-06-01-apero")))

    keep_counters(batch, counters=counters, board=board, nations=nations)

    assert counters.read("paris-6") == {"attendances#2027-06-01-apero": 1}
    assert board.shown["paris-6"] == {"supporters": 1000}


def test_a_batch_that_comes_again_shows_its_counters_again(nations: InMemoryNationStore) -> None:
    counters, board = InMemoryCounterStore(), InMemoryCounterBoard()
    batch = changes(a_record(a_deed()))
    keep_counters(batch, counters=counters, board=board, nations=nations)
    board.shown.clear()

    assert keep_counters(batch, counters=counters, board=board, nations=nations).counted == 0
    assert board.shown == {"paris-6": {"supporters": 1001}}


@pytest.mark.parametrize("status", [None, NationStatus.REMOVED])
def test_of_a_nation_that_is_gone_nothing_is_shown(status: NationStatus | None) -> None:
    nations, board = InMemoryNationStore(), InMemoryCounterBoard()
    if status:
        nations.found(a_nation(status=status))

    keep_counters(changes(a_record(a_deed())), counters=InMemoryCounterStore(), board=board, nations=nations)

    assert board.shown == {}


class Hurried(InMemoryCounterBoard):
    """A board beside which another worker counts one more each time, for some times."""

    def __init__(self, counters: CounterStore, times: int) -> None:
        super().__init__()
        self._counters, self._times = counters, times

    def show(self, slug: str, counts: Mapping[str, int]) -> None:
        super().show(slug, counts)
        if self._times:
            self._times -= 1
            self._counters.count(slug, changes(a_record(a_deed(100 + self._times), sequence=100 - self._times)))


def test_counters_that_moved_while_they_were_shown_are_shown_again(nations: InMemoryNationStore) -> None:
    counters = InMemoryCounterStore()
    board = Hurried(counters, times=2)

    keep_counters(changes(a_record(a_deed())), counters=counters, board=board, nations=nations)

    assert [counts["supporters"] for _, counts in board.history] == [1001, 1002, 1003]


def test_counters_that_never_rest_are_left_to_the_next_try(nations: InMemoryNationStore) -> None:
    counters = InMemoryCounterStore()

    with pytest.raises(TransientError, match="move faster"):
        keep_counters(changes(a_record(a_deed())), counters=counters, board=Hurried(counters, 99), nations=nations)


def test_the_pages_read_a_small_file_that_is_kept_for_seconds(site: Any) -> None:
    board: CounterBoard = S3CounterBoard(site, "site")

    board.show("paris-6", {"supporters": 1204, "signatures#petition": 87})

    shown = site.get_object(Bucket="site", Key="paris-6/counters.json")
    assert shown["Body"].read() == b'{"signatures#petition": 87, "supporters": 1204}'
    assert (shown["ContentType"], shown["CacheControl"]) == ("application/json", "public, max-age=15")


def test_a_bucket_that_refuses_is_worth_another_try(site: Any) -> None:
    with pytest.raises(TransientError, match="counters of paris-6 cannot be shown"):
        S3CounterBoard(site, "nowhere").show("paris-6", {})


@pytest.fixture
def site(aws: None) -> Any:
    s3 = client("s3")
    s3.create_bucket(Bucket="site", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return s3


def test_a_recount_mends_what_was_lost_and_shows_it(nations: InMemoryNationStore) -> None:
    counters, board = InMemoryCounterStore(), InMemoryCounterBoard()
    counters.deeds |= {a_deed(1), a_deed(2)}
    counters.count("paris-6", changes(a_record(a_deed(1)), a_record(a_deed(3), sequence=2)))

    recounted = recount_nation("paris-6", counters=counters, board=board, nations=nations)

    assert (recounted.missed, recounted.surplus) == (1, 1)
    assert recounted.before == recounted.after == {"supporters": 2}
    assert board.shown == {"paris-6": {"supporters": 1002}}


def test_a_recount_of_an_unknown_nation_is_refused(nations: InMemoryNationStore) -> None:
    with pytest.raises(NationUnknown):
        recount_nation("atlantis", counters=InMemoryCounterStore(), board=InMemoryCounterBoard(), nations=nations)


@pytest.mark.thorough
@given(streams, st.integers(0, 25), st.data())
@settings(max_examples=at_night(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_recount_beside_a_running_stream_leaves_exact_sums(
    dynamodb: Any, clock: FixedClock, toggles: list[Any], told_before: int, data: st.DataObject
) -> None:
    """The recount sees all deeds as they stand; the stream has told some of it, and tells the rest after."""
    stream, counters = told(toggles), a_fresh_store(dynamodb, clock)
    people = Table(dynamodb, "people")
    for deed in stream.standing:
        people.put({"pk": deed.partition, "sk": deed.sort_key})
    counters.count("paris-6", changes(*stream.records[:told_before]))
    nations = InMemoryNationStore()
    nations.found(a_nation(status=NationStatus.READY))

    recounted = recount_nation("paris-6", counters=counters, board=InMemoryCounterBoard(), nations=nations)
    assert shown(recounted.after) == stream.sums()
    for batch in delivered(stream.records[told_before:], data):
        counters.count("paris-6", changes(*batch))

    assert shown(counters.read("paris-6")) == stream.sums()


def a_fresh_store(dynamodb: Any, clock: FixedClock) -> DynamoCounterStore:
    for table in dynamodb.list_tables()["TableNames"]:
        dynamodb.delete_table(TableName=table)
    network, people = create_network_table(dynamodb), create_people_table(dynamodb)
    return DynamoCounterStore(dynamodb, network_table=network, people_table=people, clock=clock)


class MeetingBoard(InMemoryCounterBoard):
    """Shows a nation only once another one is being shown as well."""

    def __init__(self) -> None:
        super().__init__()
        self._meeting = Barrier(2, timeout=10)

    def show(self, slug: str, counts: Mapping[str, int]) -> None:
        self._meeting.wait()
        super().show(slug, counts)


def test_nations_do_not_wait_for_one_another(nations: InMemoryNationStore) -> None:
    nations.found(a_nation("lyon-3", zones=("constituency:69-03",), status=NationStatus.READY))
    told_of_both = changes(a_record(a_deed()), a_record(a_deed(slug="lyon-3"), sequence=2))

    kept = keep_counters(told_of_both, counters=InMemoryCounterStore(), board=MeetingBoard(), nations=nations)

    assert kept == CountersKept(changes=2, nations=2, counted=2)
