"""What differs by stage, with units and reasons.

Knows nothing of CDK, so that the command line may read it without waiting for jsii.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from math import ceil
from typing import TYPE_CHECKING

from infra.capacity import (
    API_INVOCATIONS,
    CLOCK,
    DEAD_LETTER_WORKERS,
    FOLLOWERS,
    LETTER_SENDERS,
    LINKS_AND_CLOCK,
    NEW_TABLE,
    SHARD_WRITES,
    SINGLE_STEPS,
    STOPPING,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from infra.capacity import (
        ActionsCapacity,
        ApiCapacity,
        ConsoleCapacity,
        FormLimits,
        FunctionSizes,
        ImportCapacity,
        IndexesCapacity,
        LettersCapacity,
        OwnImportsCapacity,
        Patience,
        ProvisioningCapacity,
        PublicationsCapacity,
        WarmThroughput,
    )


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
    """Messages of what failed for good, for somebody to look at; 14 at most."""
    campaign_days: int
    """What a campaign knew of people, after its end: time to thank them, to answer what is still open, and for a second
    round that a court orders. Our choice; the law names no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostedZone:
    """A zone of Route 53 that holds the network's domain."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """The network's own domain, whose subdomains are the nations' sites.

    `certificate` is the ARN of a certificate for `<name>`, `*.<name>` and every
    host of `nations`, in us-east-1, where CloudFront looks for it. Without one
    the sites are reached under the distribution's own host: `https://<host>/<slug>/`.
    """

    name: str
    certificate: str | None = None
    zone: HostedZone | None = None
    """Where the domain's records are written; without one somebody writes them by hand."""
    nations: Mapping[str, str] = field(default_factory=dict)
    """Hosts that nations brought along, each with the slug of its nation; 100 at most, which is CloudFront's quota."""

    @property
    def hosts(self) -> list[str]:
        """Every host that sites are reached at when there is a certificate; `*` stands for a nation's slug."""
        return [f"*.{self.name}", self.name, *self.nations]

    @property
    def sender(self) -> str:
        """The address that mails to visitors come from; nobody reads what is sent to it."""
        return f"no-reply@{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeNetwork:
    """How CloudFront reaches an HTTP API, of which `{api}` is the id, and how a visitor reaches CloudFront."""

    host: str
    port: int
    path: str
    """The API's own root at that host; empty, or with a slash in front and none behind."""
    tls: bool
    site: str
    """Where the distribution itself is reached; `{host}` stands for its host, `{label}` for the first part of that."""

    def origin(self, *, api: str, region: str) -> str:
        """Return how a browser names the host of an HTTP API."""
        host = self.host.format(api=api, region=region)
        return f"https://{host}" if self.tls else f"http://{host}:{self.port}"


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
    timezone: str
    """IANA name of the time zone in which the network's days begin, for what is counted by day."""
    language: str
    """The language of pages and mails that say nothing else."""
    domain: Domain
    plain_http: bool
    """Whether requests without TLS are answered: on the emulator alone, which has no certificate and hears
    nothing but this machine."""
    knows_senders: bool
    """Whether IAM tells apart which identity a mail is sent from: to the emulator all of them are `*`."""
    functions: FunctionSizes
    people_import: ImportCapacity
    provisioning: ProvisioningCapacity
    patience: Patience
    people_warm: WarmThroughput | None
    """None leaves the people table as it comes."""
    retention: Retention
    api: ApiCapacity
    edge: EdgeNetwork
    actions: ActionsCapacity
    publications: PublicationsCapacity
    letters: LettersCapacity
    forms: FormLimits
    console: ConsoleCapacity
    indexes: IndexesCapacity
    own_imports: OwnImportsCapacity
    alarms: Alarms
    log_level: str = "INFO"

    def called(self, part: str) -> str:
        """Return the name of a part of this stage, unlike any other stage's."""
        return f"banneret-{self.name}-{part}"

    @property
    def signing_secret(self) -> str:
        """The name of the secret that signs stamps and links."""
        return f"banneret/{self.name}/signing"

    @property
    def edge_secret(self) -> str:
        """The name of the secret by which the visitors' API knows CloudFront."""
        return f"banneret/{self.name}/edge"

    @property
    def metrics_namespace(self) -> str:
        """The CloudWatch namespace of our own metrics, unlike any other stage's."""
        return f"Banneret/{self.name}"

    @property
    def protected(self) -> bool:
        """Whether deleting a stack takes a second, deliberate step."""
        return self.retention.data is Keep.ALWAYS

    @property
    def straggling(self) -> timedelta:
        """How long a worker of an import may go on after its machine was stopped, or gave up."""
        return max(self.functions.sort_people.timeout, self.functions.load_people.timeout) + STOPPING

    @property
    def busiest(self) -> int:
        """The most functions that a rollout, what it sets going and who looks on keep busy at once when all goes well.

        The import's and the waves' workers never run together.
        """
        importing = max(self.people_import.sorters, self.people_import.loaders)
        provisioning = self.provisioning.workers + LETTER_SENDERS
        looking_on = API_INVOCATIONS + self.console.servers
        return max(importing, provisioning) + SINGLE_STEPS + CLOCK + looking_on

    @property
    def beside(self) -> int:
        """The most functions that may join in: dead letters, letters tried again, each hour the indexes of new nations.

        In an account too small for them as well they wait for their turn, and so may a nation's workers for theirs:
        that is what `SPARE_RECEIVES` is for.
        """
        return DEAD_LETTER_WORKERS + self.letters.workers + self.indexes.workers

    @property
    def acting(self) -> int:
        """The most functions that visitors keep busy at once.

        In an account too small to keep any free for them they share what the rollout leaves; what is throttled
        behind the queue comes again by itself.
        """
        shards = ceil((self.people_warm or NEW_TABLE).writes / SHARD_WRITES)
        exports, confirmations = self.indexes.workers, self.letters.workers
        behind = self.actions.recorders + FOLLOWERS * shards + self.publications.workers
        behind += self.own_imports.workers + exports + confirmations
        return (self.actions.takers or 0) + behind + LINKS_AND_CLOCK
