"""What is a nation's, reached by sessions that end at that nation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.credentials import client_with
from shared.access.session_links import SessionLinks
from shared.console.reach import Reach
from shared.elections.store import DynamoOverrideLog
from shared.events.store import DynamoEventStore
from shared.kits.holding_store import DynamoHoldings
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.name_index import DynamoPeopleByName
from shared.sites.draft_store import DynamoPageDesk
from shared.sites.pictures import S3Pictures
from shared.sites.version_store import DynamoVersionStore

if TYPE_CHECKING:
    from shared.access.credentials import NationCredentials
    from shared.console.settings import ServeConsoleSettings

FOLLOWED_AT_ONCE = 60
"""Seconds for which a link to a file of rows holds: a browser is led straight to it."""


def reach(
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
