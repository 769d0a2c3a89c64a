"""A deployed stage, opened: its directory read, and the stores that the use cases ask for connected to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from botocore.exceptions import ClientError

from cli.address import addresses
from cli.at_once import AtOnce, ChangesAtOnce, ExportsAtOnce, ImportsAtOnce
from cli.errors import StageNotDeployed
from cli.intake import S3Intake
from cli.letter_queues import letter_queues
from shared.access.audit_store import DynamoAuditLog
from shared.access.cognito import CognitoSignIn
from shared.access.logbook import Logbook
from shared.access.member_store import DynamoMemberStore
from shared.actions.redrive import SqsDeadLetters
from shared.consent.wording_store import DynamoWordingStore
from shared.counters.bucket import S3CounterBoard
from shared.counters.store import DynamoCounterStore
from shared.elections.calendars import calendar_of
from shared.elections.gate import Gate
from shared.elections.store import DynamoNotices, DynamoOverrideLog
from shared.events.logged import LoggedEvents
from shared.events.scheduling import EventDesk
from shared.events.store import DynamoEventStore
from shared.geography.atlases import atlas_of
from shared.kernel.aws import client, error_code
from shared.kernel.clock import SystemClock
from shared.kernel.secrets import SecretsManagerKeys
from shared.kernel.settings import SettingsError
from shared.kernel.stage import StageDirectory, directory_parameter
from shared.kits.holding_store import DynamoHoldings
from shared.kits.kits import Kits
from shared.kits.preview_room import connect_previews
from shared.kits.pushing import Push
from shared.kits.run_store import DynamoRunStore
from shared.kits.store import DynamoKitStore
from shared.kits.wardrobe import Wardrobe, dressed
from shared.nations.hq_tag_store import DynamoHqTags
from shared.nations.queue import SqsPublications
from shared.nations.store import DynamoNationStore
from shared.people.bucket import S3PeopleFiles
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.erasures import DynamoErasures
from shared.people.imports.working import Yard
from shared.people.name_index import DynamoPeopleByName
from shared.people.planning import PlanLimits
from shared.rollouts.bucket import S3RolloutFiles
from shared.rollouts.machine import StepFunctionsMachine
from shared.rollouts.store import DynamoRolloutStore
from shared.rollouts.tokens import StepFunctionsTokens
from shared.sites.bucket import S3SiteBucket
from shared.sites.draft_store import DynamoPageDesk
from shared.sites.lifecycle import Helm
from shared.sites.network.event_list import DynamoEventList
from shared.sites.network.publish import publish_network
from shared.sites.press_room import site_maker
from shared.sites.previewing import Previews
from shared.sites.publication import Press
from shared.sites.version_store import DynamoVersionStore

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, tzinfo

    from cli.cloud import Cloud
    from cli.intake import Intake
    from infra.config import StageConfig
    from shared.access.ports import AuditLog, MemberStore
    from shared.access.sign_in import SignIn
    from shared.actions.redrive import DeadLetters
    from shared.consent.ports import WordingStore
    from shared.counters.ports import CounterBoard, CounterStore
    from shared.elections.notices import Notices
    from shared.events.ports import EventStore
    from shared.geography.atlas import Atlas
    from shared.kernel.clock import Clock
    from shared.kernel.secrets import SigningKeys
    from shared.kits.holdings import HoldingStore
    from shared.kits.previewing import KitPreviews
    from shared.kits.run_store import RunStore
    from shared.nations.hq_tags import HqTags
    from shared.nations.ports import NationStore
    from shared.nations.publications import Publications
    from shared.people.by_name import PeopleByName
    from shared.people.ports import Erasures, PeopleFiles
    from shared.people.table import PeopleTable
    from shared.rollouts.ports import RolloutFiles, RolloutMachine, RolloutStore, TaskTokens
    from shared.sites.drafts import PageDesk
    from shared.sites.nation_site import SiteMaker
    from shared.sites.network.maker import NetworkMaker
    from shared.sites.network.ports import EventList
    from shared.sites.publishing import PublishedSite, SiteBucket
    from shared.sites.versions import VersionStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """All that the commands need of a deployed stage."""

    name: str
    country: str
    timezone: tzinfo
    directory: StageDirectory
    address_of: Callable[[str], str]
    atlas: Callable[[], Atlas]
    site_maker: Callable[[], SiteMaker]
    network_maker: Callable[[], NetworkMaker]
    rollouts: RolloutStore
    nations: NationStore
    files: RolloutFiles
    machine: RolloutMachine
    tokens: TaskTokens
    sites: SiteBucket
    versions: VersionStore
    pages: PageDesk
    gate: Callable[[Clock], Gate]
    notices: Notices
    events: EventStore
    all_events: EventList
    counters: CounterStore
    board: CounterBoard
    people: PeopleTable
    people_by_name: PeopleByName
    people_files: PeopleFiles
    import_limits: PlanLimits
    erasures: Erasures
    members: MemberStore
    audit: AuditLog
    sign_in: SignIn
    keys: SigningKeys
    wordings: WordingStore
    dead_actions: DeadLetters
    dead_letters: Mapping[str, DeadLetters]
    intake: Intake
    kits: Kits
    kit_runs: RunStore
    holdings: HoldingStore
    publications: Publications
    hq_tags: HqTags

    def today(self, clock: Clock) -> date:
        """Return which day it is by the network's clock, as the days of deeds are."""
        return clock.now().astimezone(self.timezone).date()

    def press(self, clock: Clock) -> Press:
        """Return what the nations' sites are published with."""
        press = Press(
            nations=self.nations,
            site=self.sites,
            versions=self.versions,
            maker=self.site_maker(),
            gate=self.gate(clock),
            clock=clock,
        )
        return dressed(press, self.kits)

    def push(self, clock: Clock) -> Push:
        """Return what pushes the kit to the nations."""
        return Push(
            kits=self.kits,
            runs=self.kit_runs,
            nations=self.nations,
            holdings=self.holdings,
            publications=self.publications,
            clock=clock,
        )

    def publish_network(self, clock: Clock) -> PublishedSite:
        """Publish the network's own site as its nations and events are now."""
        return publish_network(
            nations=self.nations, events=self.all_events, site=self.sites, maker=self.network_maker(), clock=clock
        )

    def journal(self, clock: Clock) -> Logbook:
        """Return what writes the operator's doings into the nations' logs."""
        return Logbook(log=self.audit, by=None, clock=clock)

    def helm(self, by: str, clock: Clock) -> Helm:
        """Return what nations are steered with; their sites are made anew before the command ends."""
        press = self.press(clock)
        return Helm(
            nations=self.nations,
            publications=AtOnce(press=press, notices=self.notices),
            journal=self.journal(clock),
            calendar=press.gate.calendar,
            by=by,
            now=clock.now(),
        )

    def event_desk(self, clock: Clock) -> EventDesk:
        """Return what events are made with; what they change is published before the command ends."""
        press = self.press(clock)
        return EventDesk(
            nations=self.nations,
            events=LoggedEvents(self.events, self.journal(clock)),
            gate=press.gate,
            publications=AtOnce(press=press, notices=self.notices),
            clock=clock,
        )

    def yard(self, files: PeopleFiles) -> Yard:
        """Return what a nation's own imports are carried out with, over files of the stage or of this machine."""
        return Yard(
            people=self.people,
            files=files,
            erasures=self.erasures,
            zones_of=lambda slug: self.nations.get(slug).seed.zones,
            atlas=self.atlas,
            country=self.country,
            limits=self.import_limits,
            has_time=True,
        )

    def imports(self) -> ImportsAtOnce:
        """Return where a nation's own imports are asked for: each step is done before the command ends."""
        return ImportsAtOnce(yard=self.yard(self.people_files), nations=self.nations)

    def exports(self, clock: Clock) -> ExportsAtOnce:
        """Return where exports are asked for: each is made before the command ends."""
        return ExportsAtOnce(people=self.people, files=self.people_files, clock=clock)

    def changes(self, clock: Clock) -> ChangesAtOnce:
        """Return where changes of many people are asked for: each is carried out before the command ends."""
        return ChangesAtOnce(people=self.people, clock=clock)

    def kit_previews(self) -> KitPreviews:
        """Return what shows the kit's pages and e-mails before any nation has them."""
        return connect_previews(self.site_maker)

    def previews(self) -> Previews:
        """Return what shows pages before the public reads them, each under the banner of its nation's kit."""
        return Previews(Wardrobe(self.site_maker(), kits=self.kits, site=None))


def connect(config: StageConfig, cloud: Cloud) -> Stage:
    """Open a stage of the cloud that this process has entered; raises StageNotDeployed."""
    directory = read_directory(config.name, client("ssm"))
    network, people = directory.network_table, directory.people_table
    dynamodb, s3, machine = client("dynamodb"), client("s3"), client("stepfunctions")

    kits = Kits(store=DynamoKitStore(dynamodb, network))

    def gate(clock: Clock) -> Gate:
        overrides = DynamoOverrideLog(dynamodb, network)
        return Gate(calendar=calendar_of(config.country), overrides=overrides, clock=clock)

    def network_maker() -> NetworkMaker:
        from shared.sites.network import maker  # noqa: PLC0415 - only who publishes the network's site draws its map

        banner = kits.banner(network_domain=directory.network_domain)
        return maker.network_maker(banner, atlas_of(config.country), country=config.country)

    return Stage(
        name=config.name,
        country=config.country,
        timezone=ZoneInfo(config.timezone),
        directory=directory,
        address_of=addresses(directory, domain=config.domain, cloud=cloud),
        atlas=partial(atlas_of, config.country),
        site_maker=cache(partial(site_maker, network_domain=directory.network_domain, country=config.country)),
        network_maker=network_maker,
        rollouts=DynamoRolloutStore(dynamodb, network),
        nations=DynamoNationStore(dynamodb, network),
        files=S3RolloutFiles(s3, directory.intake_bucket),
        machine=StepFunctionsMachine(machine, directory.rollout_machine),
        tokens=StepFunctionsTokens(machine),
        sites=S3SiteBucket(s3, directory.site_bucket),
        versions=DynamoVersionStore(dynamodb, network),
        pages=DynamoPageDesk(dynamodb, network),
        gate=gate,
        notices=DynamoNotices(dynamodb, network),
        events=DynamoEventStore(dynamodb, network),
        all_events=DynamoEventList(dynamodb, network),
        counters=DynamoCounterStore(dynamodb, network_table=network, people_table=people, clock=SystemClock()),
        board=S3CounterBoard(s3, directory.site_bucket),
        people=DynamoPeopleTable(dynamodb, people),
        people_by_name=DynamoPeopleByName(dynamodb, people),
        people_files=S3PeopleFiles(s3, directory.intake_bucket),
        import_limits=PlanLimits(
            range_bytes=config.people_import.range_bytes, shard_bytes=config.people_import.shard_bytes
        ),
        erasures=DynamoErasures(dynamodb, network),
        members=DynamoMemberStore(dynamodb, network),
        audit=DynamoAuditLog(dynamodb, network),
        # The operator tries no password: the pool is all that is needed.
        sign_in=CognitoSignIn(client("cognito-idp"), pool=directory.member_pool, app=""),
        keys=SecretsManagerKeys(client("secretsmanager"), directory.signing_secret, clock=SystemClock()),
        wordings=DynamoWordingStore(dynamodb, network),
        dead_actions=SqsDeadLetters(
            client("sqs"), dead_letters=directory.actions_dead_letter_queue, queue=directory.actions_queue
        ),
        dead_letters={
            kind: SqsDeadLetters(client("sqs"), dead_letters=queues.dead, queue=queues.waiting)
            for kind, queues in letter_queues(directory).items()
        },
        intake=S3Intake(s3, directory.intake_bucket),
        kits=kits,
        kit_runs=DynamoRunStore(dynamodb, network),
        holdings=DynamoHoldings(dynamodb, network),
        hq_tags=DynamoHqTags(dynamodb, network),
        publications=SqsPublications(client("sqs"), directory.publications_queue),
    )


def read_directory(stage: str, ssm: Any) -> StageDirectory:
    """Return what the last step of a deployment wrote; raises StageNotDeployed where it never came so far."""
    try:
        parameter = ssm.get_parameter(Name=directory_parameter(stage))["Parameter"]
        return StageDirectory.from_env(json.loads(parameter["Value"]))
    except ClientError as error:
        if error_code(error) == "ParameterNotFound":
            raise StageNotDeployed(stage, "is not deployed, or only half") from error
        raise
    except (ValueError, SettingsError) as error:
        raise StageNotDeployed(stage, "was deployed by another version of Banneret") from error
