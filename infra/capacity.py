"""How hard a stage works, and how long it waits: sizes, concurrency, batches, timeouts, with units and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

DEAD_LETTER_WORKERS = 2
"""The least that SQS lets a queue have; dead letters are few."""

LETTER_SENDERS = 4
"""Each nation that opens has a letter written, which wakes a sender for each shard of the network table's stream: a new
on-demand table has four partitions, at 1,000 of its 4,000 writes a second each, and a shard for each. Nothing bounds a
follower of a stream but a reserve, which a fresh account may not make."""

CLOCK = 1
"""`keep_silence` each minute and `publish_network` every five, for a second or some: seldom both at once."""

SPARE_RECEIVES = 5
"""Receives from which on a message outlasts some deliveries that Lambda throttles: they count like a try that failed,
and never reached the function (Lambda's guide, “Configuring a queue to use with Lambda”: at least five)."""

SINGLE_STEPS = 1
"""Plan, judge, report and their like: one rollout runs at a time, and it takes one step after the other."""

STOPPING = timedelta(seconds=15)
"""How long Step Functions takes to stop the children of a map at most, whose machine was stopped or has failed."""

STEADY_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "131072"}
"""In every function's environment. The C library raises this bound, of 128 KiB, by itself when large blocks are freed,
and keeps from then on what lies between large blocks: a warm sorter grew by 17 % over fifty ranges."""

API_INVOCATIONS = 1
"""HQ's automation asks one thing after the other; a second caller of a fresh account is throttled and repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionSize:
    """What one function may take.

    `memory` is in MiB and buys processor time: 1,769 MiB are worth one processor.
    """

    memory: int
    timeout: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionSizes:
    """The size of every function, by its name."""

    plan_rollout: FunctionSize
    sort_people: FunctionSize
    load_people: FunctionSize
    settle_import: FunctionSize
    provision_nation: FunctionSize
    record_failure: FunctionSize
    judge_wave: FunctionSize
    ask_approval: FunctionSize
    report_rollout: FunctionSize
    fail_dead_letters: FunctionSize
    serve_network_api: FunctionSize
    take_action: FunctionSize
    record_action: FunctionSize
    keep_counters: FunctionSize
    send_confirmation: FunctionSize
    answer_confirmation: FunctionSize
    keep_silence: FunctionSize
    apply_retention: FunctionSize
    publish_nation: FunctionSize
    publish_network: FunctionSize
    find_nation: FunctionSize
    serve_console: FunctionSize
    send_letters: FunctionSize
    index_people: FunctionSize
    keep_indexes: FunctionSize
    export_people: FunctionSize
    import_nation: FunctionSize


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCapacity:
    """How the people file is cut, and how many workers take the pieces at once."""

    range_bytes: int
    """Bytes of the people file that one sorter reads: its share of the timeout at 5 MB a second and processor."""
    shard_bytes: int
    """Bytes of the people file whose people one loader writes: they lie in its memory, about tenfold."""
    sorters: int
    """Sorting is bound by processors: as many as the account's Lambda quota gives."""
    loaders: int
    """A loader writes about 1,000 people a second: 4 fill a new on-demand table (4,000), 40 a warmed one (40,000)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisioningCapacity:
    """How hard the nations' queue is emptied."""

    workers: int
    """Messages' batches in work at once, counted against the account's Lambda quota. SQS asks for at least 2."""
    batch: int
    """Nations a worker takes at once: it saves invocations, and a killed worker repeats no more than these."""
    at_once: int
    """Nations of these that it has in hand at the same moment: while one waits for its files to be written, another is
    made."""
    rest: timedelta
    """How long a nation that failed rests before its next try: what failed for a moment has passed by then."""
    visibility: timedelta
    """How long a nation stays hidden behind a worker that died: at least the function's timeout.

    AWS advises six times the timeout for queues whose consumers get throttled;
    the workers are bounded here, so that a second try need not wait as long.
    """
    receives: int
    """Deliveries of one nation before its message counts as dead: its tries, and those that Lambda throttles."""
    in_flight: int
    """Nations of one wave that wait in the queue or in work at once: what bounds the wait of the last one."""

    @property
    def last_try(self) -> timedelta:
        """The longest that a nation's tries take once a worker is free."""
        return self.visibility * self.receives


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often a step is tried, and how long the rollout waits before it goes on without an answer."""

    tries: int
    """For each step, the first one included; what no repetition mends is tried once."""
    rest: timedelta
    """Before a step's second try; it doubles with each further one."""

    nation: timedelta
    """For one nation, its time in the queue and all its tries included."""
    approval: timedelta
    """For a person's word on a wave that failed too often; silence aborts the rollout."""
    rollout: timedelta
    """For everything: nothing waits forever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsCapacity:
    """How many visitors are heard at once, and how fast what they sent is worked off."""

    requests_per_second: int
    """What the API lets in of all sites together; above `burst` it answers 429, and the page keeps what was typed."""
    burst: int
    takers: int | None
    """Requests answered at once, kept free for visitors whatever else runs: None where the account's quota is too
    small to keep anything (AWS wants 100 left for the others)."""
    recorders: int
    """Messages' batches in work at once. SQS asks for at least 2."""
    batch: int
    """Actions a recorder takes at once; each is a transaction of its own."""
    rest: timedelta
    """How long an action that failed rests before its next try."""
    visibility: timedelta
    """How long an action stays hidden behind a recorder that died: at least the function's timeout."""
    receives: int
    """Tries for one action before its message counts as dead.

    Each rests longer than the one before: together they outlast the minutes in which a table under a sudden load is
    throttled until DynamoDB has made room, so that nobody need send anything back.
    """

    @property
    def outlasted(self) -> timedelta:
        """How long an action's rests take together."""
        return sum((self.rest * tries for tries in range(1, self.receives)), start=self.rest * 0)


FOLLOWERS = 2
"""Functions that follow the people table's stream, each once for every shard of it."""

SHARD_WRITES = 1_000
"""Writes a second that one partition of a table takes: one shard of its stream (DynamoDB's quota)."""

LINKS_AND_CLOCK = 10
"""Answers to links of mails and to the finder, and what the clock calls: seldom more than one of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationsCapacity:
    """How fast sites are published again: all of them at once when a silence begins."""

    workers: int
    """Batches in work at once. SQS asks for at least 2."""
    batch: int
    visibility: timedelta
    """How long a site stays hidden behind a worker that died: at least the function's timeout."""
    receives: int


FOLLOWER_TRIES = 50
"""How often a change is told to a sender of letters that neither sends its letter nor has it wait in the queue: it is
killed by it each time, or the queue is out of reach. Far more often than a bad moment of the queue takes; what kills
holds up the others for an hour at most, a minute's timeout each. Then its place in the stream is a dead letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersCapacity:
    """How letters that could not be sent are tried again, each by itself; those to members and confirmations alike."""

    workers: int
    """Batches in work at once. SQS asks for at least 2."""
    batch: int
    """Letters that a sender takes at once: few, so that one that kills it takes few others along."""
    rest: timedelta
    """How long a letter rests before its next try. What passes by itself is waited for twice as long each time."""
    longest_rest: timedelta
    """The longest rest between two tries: how late a mail may be after its service is back."""
    visibility: timedelta
    """How long a letter stays hidden behind a sender that died: at least the function's timeout."""
    receives: int
    """Tries for one letter before it counts as dead.

    With their rests they outlast a day without a mail service, or with its quota used up: as long as the stream would
    have kept the letter. A letter that fails for a fault of ours rests shortly each time, and is dead within minutes.
    """

    @property
    def outlasted(self) -> timedelta:
        """How long the rests of a letter take together while the mail service is out of reach."""
        rests = (min(self.rest * 2**tries, self.longest_rest) for tries in range(self.receives - 1))
        return sum(rests, start=self.rest * 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLimits:
    """What tells a visitor from a program, and one visitor from a flood."""

    wait: timedelta
    """A form sent sooner after it was opened was filled in by a program."""
    valid: timedelta
    """A form that was open for longer is shown again before it is taken."""
    window: timedelta
    """The span within which actions are counted."""
    per_address: int
    """Actions that one address may send to one nation in a window: a household, or a stall with one tablet."""
    per_nation: int
    """Actions that one nation takes in a window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleCapacity:
    """How many members work in the console at once; each page is a request or two, and somebody reads it then."""

    requests_per_second: int
    burst: int
    servers: int
    """Requests answered at once, counted against the account's Lambda quota."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexesCapacity:
    """How fast nations' people are indexed, and exported: somebody waits for both."""

    workers: int
    """Nations in work at once. SQS asks for at least 2."""
    visibility: timedelta
    """How long a nation stays hidden behind a worker that died: at least the function's timeout."""
    receives: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnImportsCapacity:
    """How many nations' own files are checked or loaded at once: each takes as long as its file is large."""

    workers: int
    """Files in work at once. SQS asks for at least 2."""
    visibility: timedelta
    """How long a file stays hidden behind a worker that died: at least the function's timeout."""
    receives: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WarmThroughput:
    """Units a second that a table must take from the start; a new on-demand table takes 12,000 and 4,000."""

    reads: int
    writes: int


NEW_TABLE = WarmThroughput(reads=12_000, writes=4_000)
"""What a table takes that nobody warmed up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCapacity:
    """How much HQ's automation may ask of the API: it has few clients, and none of them in a hurry."""

    requests_per_second: int
    burst: int
    upload: timedelta
    """How long a presigned upload stays open: 1 GB over a slow office line."""
