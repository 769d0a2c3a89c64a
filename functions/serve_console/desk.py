"""The desk behind the console, with its connections to AWS."""

from __future__ import annotations

from functools import cache, partial
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit_store import DynamoAuditLog
from shared.access.cognito import CognitoSignIn
from shared.access.credentials import NationCredentials, client_with
from shared.access.member_store import DynamoMemberStore
from shared.access.narrowing import Ground
from shared.access.post_store import DynamoPost
from shared.access.session_links import SessionLinks
from shared.access.session_store import DynamoSessionStore
from shared.access.tries_store import DynamoTries
from shared.actions.ground import Ground as PeopleGround
from shared.console.desk import Desk
from shared.console.people_desk import PeopleDesk
from shared.console.reach import Reach
from shared.console.rendering import Pages
from shared.console.rollout_desk import RolloutDesk
from shared.counters.store import NetworkCounters
from shared.elections.calendars import calendar_of
from shared.elections.store import DynamoOverrideLog
from shared.events.store import DynamoEventStore
from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.presigning import S3DownloadLinks, S3UploadForms, presigner
from shared.kernel.secrets import SecretsManagerKeys
from shared.kits.holding_store import DynamoHoldings
from shared.kits.kits import Kits
from shared.kits.pushing import Push
from shared.kits.run_store import DynamoRunStore
from shared.kits.store import DynamoKitStore
from shared.kits.wardrobe import Wardrobe
from shared.nations.hq_tag_store import DynamoHqTags
from shared.nations.queue import SqsPublications
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.erasures import DynamoErasures
from shared.people.imports.queue import SqsImportOrders
from shared.people.name_index import DynamoPeopleByName
from shared.people.segments.queue import SqsExports, SqsIndexing
from shared.rollouts.arrivals_bucket import S3Arrivals
from shared.rollouts.bucket import S3RolloutFiles
from shared.rollouts.machine import StepFunctionsMachine
from shared.rollouts.store import DynamoRolloutStore
from shared.rollouts.tokens import StepFunctionsTokens
from shared.sites.draft_store import DynamoPageDesk
from shared.sites.pictures import S3Pictures
from shared.sites.previewing import Previews
from shared.sites.version_store import DynamoVersionStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.console.settings import ServeConsoleSettings
    from shared.kernel.clock import Clock
    from shared.nations.nation import Nation
    from shared.sites.nation_site import SiteMaker


FOLLOWED_AT_ONCE = 60
"""Seconds for which a link to a file of rows holds: a browser is led straight to it."""


def desk_of(settings: ServeConsoleSettings) -> Desk:
    """Connect to AWS, as the settings tell."""
    clock, table = SystemClock(), settings.network_table
    dynamodb, cognito = client("dynamodb"), client("cognito-idp")
    ground = Ground(
        people_table=settings.people_table,
        network_table=table,
        site_bucket=settings.site_bucket,
        intake_bucket=settings.intake_bucket,
    )
    credentials = NationCredentials(client("sts"), role_arn=settings.nation_role_arn, ground=ground, clock=clock)
    kits = Kits(store=DynamoKitStore(dynamodb, table))
    return Desk(
        pages=Pages(),
        clock=clock,
        draw=token_hex,
        keys=SecretsManagerKeys(client("secretsmanager"), settings.signing_secret, clock=clock),
        members=DynamoMemberStore(dynamodb, table),
        post=DynamoPost(dynamodb, table),
        sessions=DynamoSessionStore(dynamodb, table),
        tries=DynamoTries(dynamodb, table),
        audit=DynamoAuditLog(dynamodb, table),
        sign_in=CognitoSignIn(cognito, pool=settings.user_pool_id, app=settings.user_pool_client_id),
        nations=DynamoNationStore(dynamodb, table),
        rollouts=DynamoRolloutStore(dynamodb, table),
        counters=NetworkCounters(dynamodb, table),
        events=DynamoEventStore(dynamodb, table),
        calendar=calendar_of(settings.country),
        kits=kits,
        kit_push=_push(settings, kits, clock),
        publications=SqsPublications(client("sqs"), settings.publications_queue),
        indexing=SqsIndexing(client("sqs"), settings.indexes_queue),
        exports=SqsExports(client("sqs"), settings.exports_queue),
        hq_tags=DynamoHqTags(dynamodb, table),
        reach=partial(_reach, settings, credentials),
        people=PeopleDesk(
            erasures=DynamoErasures(dynamodb, table),
            ground=PeopleGround(partial(atlas_of, settings.country), country=settings.country),
            imports=SqsImportOrders(client("sqs"), settings.imports_queue),
        ),
        rolling=_rolling(settings),
        previews=Previews(_makers(settings, kits)),
        site_address=settings.site_address,
        country=settings.country,
        retention_days=settings.retention_days,
    )


def _push(settings: ServeConsoleSettings, kits: Kits, clock: Clock) -> Push:
    dynamodb, table = client("dynamodb"), settings.network_table
    return Push(
        kits=kits,
        runs=DynamoRunStore(dynamodb, table),
        nations=DynamoNationStore(dynamodb, table),
        holdings=DynamoHoldings(dynamodb, table),
        publications=SqsPublications(client("sqs"), settings.publications_queue),
        clock=clock,
    )


def _rolling(settings: ServeConsoleSettings) -> RolloutDesk:
    s3, states, intake = client("s3"), client("stepfunctions"), settings.intake_bucket
    signer = presigner()
    return RolloutDesk(
        machine=StepFunctionsMachine(states, settings.rollout_machine),
        tokens=StepFunctionsTokens(states),
        files=S3RolloutFiles(s3, intake),
        arrivals=S3Arrivals(s3, intake),
        forms=S3UploadForms(signer, intake, seconds=settings.upload_seconds),
        links=S3DownloadLinks(signer, intake, seconds=FOLLOWED_AT_ONCE),
        atlas=partial(atlas_of, settings.country),
    )


def _reach(
    settings: ServeConsoleSettings, credentials: NationCredentials, slug: str, *, may_write: bool = False
) -> Reach:
    """Reach what is a nation's by a session that is narrowed to that nation, and to reading unless it may write."""
    own = credentials.of(slug, may_write=may_write)
    dynamodb, s3 = client_with("dynamodb", own), client_with("s3", own)
    people, network = settings.people_table, settings.network_table
    return Reach(
        people=DynamoPeopleTable(dynamodb, people),
        by_name=DynamoPeopleByName(dynamodb, people),
        events=DynamoEventStore(dynamodb, network),
        overrides=DynamoOverrideLog(dynamodb, network),
        nations=DynamoNationStore(dynamodb, network),
        pages=DynamoPageDesk(dynamodb, network),
        versions=DynamoVersionStore(dynamodb, network),
        pictures=S3Pictures(s3, settings.site_bucket),
        holdings=DynamoHoldings(dynamodb, network),
        exported=SessionLinks(
            partial(credentials.of, slug, may_write=False), settings.intake_bucket, seconds=FOLLOWED_AT_ONCE
        ),
    )


def _makers(settings: ServeConsoleSettings, kits: Kits) -> Callable[[Nation], SiteMaker]:
    """Return what finds the maker of a nation's site; the makers are made for whoever first looks at a page."""

    @cache
    def wardrobe() -> Wardrobe:
        from shared.sites.press_room import site_maker  # noqa: PLC0415 - a cold start shows no page of a site

        maker = site_maker(network_domain=settings.network_domain, country=settings.country)
        return Wardrobe(maker, kits=kits, site=None)

    def maker_of(nation: Nation) -> SiteMaker:
        return wardrobe()(nation)

    return maker_of
