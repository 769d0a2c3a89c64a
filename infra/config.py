"""What differs by stage: every size, timeout, tolerance and retention, with its unit and its reason.

Knows nothing of CDK, so that the command line may read it without waiting for jsii.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta


class Keep(Enum):
    """What becomes of data when its stack is deleted."""

    ALWAYS = "always"
    """The data outlives the stack: somebody's campaign is in it."""
    NEVER = "never"
    """The data goes with the stack: it can be made again by one command."""


class LayerTarget(Enum):
    """The machine that runs our functions, which decides what the layer's wheels are built for."""

    LAMBDA = "lambda"
    """Lambda's newest Python on arm64."""
    HERE = "here"
    """The interpreter and processor of this machine: the emulator runs functions with them."""


class Deployer(Enum):
    """With whose permissions `cdk deploy` works."""

    BOOTSTRAP_ROLES = "bootstrap roles"
    """The roles that `cdk bootstrap` made in the account: what AWS advises."""
    CALLER = "caller"
    """The caller's own: the emulator refuses the asset roles as soon as it enforces IAM."""


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
    rest: timedelta
    """How long a nation that failed rests before its next try: what failed for a moment has passed by then."""
    visibility: timedelta
    """How long a nation stays hidden behind a worker that died: at least the function's timeout.

    AWS advises six times the timeout for queues whose consumers get throttled;
    the workers are bounded here, so that a second try need not wait as long.
    """
    receives: int
    """Tries for one nation before its message counts as dead."""
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
class WarmThroughput:
    """Units a second that a table must take from the start; a new on-demand table takes 12,000 and 4,000."""

    reads: int
    writes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long things are kept."""

    data: Keep
    logs_days: int
    """One of CloudWatch's own steps: 1, 3, 5, 7, 14, 30, 60, 90, 180, 365 …"""
    intake_days: int
    """Inputs, rejects and reports hold personal data: gone as soon as nobody argues about the import any more."""
    replaced_pages_days: int
    """Versions of pages that a newer one replaced: time enough to notice a mistake and put the old one back."""
    restore_days: int
    """How far point-in-time recovery of the tables reaches back; 35 at most."""
    dead_letter_days: int
    """Messages of nations that failed for good, for somebody to look at; 14 at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """The network's own domain, whose subdomains are the nations' sites.

    `certificate` is the ARN of a certificate for `*.<name>`, in us-east-1,
    where CloudFront looks for it. Without one the sites are reached under the
    distribution's own host: `https://<host>/<slug>/`.
    """

    name: str
    certificate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCapacity:
    """How much HQ's automation may ask of the API: it has few clients, and none of them in a hurry."""

    requests_per_second: int
    burst: int
    upload: timedelta
    """How long a presigned upload stays open: 1 GB over a slow office line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """When a person is called."""

    queue_age: timedelta
    """A nation that waits longer tells of workers that are stuck or too few."""
    stalled: timedelta
    """Nations that wait this long while none gets ready: one of CloudWatch's periods, whole minutes."""
    over_expressions: bool
    """Whether alarms may watch an expression over several metrics: the emulator refuses those."""
    mail: str | None = None
    """An address to subscribe to the alarms; more are added to the topic by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageConfig:
    """One stage: the same stacks, told apart by these values alone."""

    name: str
    region: str
    """Where everything lives but CloudFront; the tables' encryption must know it beforehand."""
    deployer: Deployer
    layer: LayerTarget
    lambda_quota: int
    """Functions that the account lets run at once: 10 in a fresh account, 1,000 in an ordinary one."""
    country: str
    """ISO 3166 code of the network's own country."""
    language: str
    """The language of pages and mails that say nothing else."""
    domain: Domain
    plain_http: bool
    """Whether requests without TLS are answered: on the emulator alone, which has no certificate and hears
    nothing but this machine."""
    functions: FunctionSizes
    people_import: ImportCapacity
    provisioning: ProvisioningCapacity
    patience: Patience
    people_warm: WarmThroughput | None
    """None leaves the people table as it comes."""
    retention: Retention
    api: ApiCapacity
    alarms: Alarms
    log_level: str = "INFO"

    def called(self, part: str) -> str:
        """Return the name of a part of this stage, unlike any other stage's."""
        return f"banneret-{self.name}-{part}"

    @property
    def metrics_namespace(self) -> str:
        """The CloudWatch namespace of our own metrics, unlike any other stage's."""
        return f"Banneret/{self.name}"

    @property
    def protected(self) -> bool:
        """Whether deleting a stack takes a second, deliberate step."""
        return self.retention.data is Keep.ALWAYS

    @property
    def busiest(self) -> int:
        """The most functions that run at once: the import's and the waves' workers never do together."""
        importing = max(self.people_import.sorters, self.people_import.loaders)
        provisioning = self.provisioning.workers + DEAD_LETTER_WORKERS
        return max(importing, provisioning) + SINGLE_STEPS + API_INVOCATIONS


DEAD_LETTER_WORKERS = 2
"""The least that SQS lets a queue have; dead letters are few."""

SINGLE_STEPS = 1
"""Plan, judge, report and their like: one rollout runs at a time, and it takes one step after the other."""

API_INVOCATIONS = 1
"""HQ's automation asks one thing after the other; a second caller of a fresh account is throttled and repeats."""
