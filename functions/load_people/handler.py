"""Load the people of one shard.

Event: `{"rollout_id", "attempt", "shard": number}`. Answer: the shard's sums, none once the attempt is over.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.aws import client
from shared.kernel.observability import logger_of
from shared.people.bucket import S3PeopleFiles
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.imports.both import OpenAndClosed
from shared.people.imports.marking import MarkedPeople
from shared.people.store import DynamoPeopleStore
from shared.rollouts.load_people import load_people
from shared.rollouts.settings import LoadPeopleSettings
from shared.rollouts.sums import DynamoImportSums

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("load_people")


@cache
def connections() -> dict[str, Any]:
    """Connect to AWS: on the first event, not on import."""
    settings = LoadPeopleSettings.from_env(os.environ)
    dynamodb = client("dynamodb")
    return {
        "sums": DynamoImportSums(dynamodb, settings.network_table),
        "people": OpenAndClosed(
            DynamoPeopleStore(dynamodb, settings.people_table),
            opened=MarkedPeople(DynamoPeopleTable(dynamodb, settings.people_table)),
        ),
        "files": S3PeopleFiles(client("s3"), settings.intake_bucket),
    }


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Return the sums of the shard; nothing once the attempt is over."""
    logger.append_keys(rollout=event["rollout_id"], shard=event["shard"])
    outcome = load_people(event["rollout_id"], event["shard"], attempt=event["attempt"], **connections())
    if outcome is None:
        logger.info("shard left alone: its attempt is over")
        return {}
    total = outcome.total
    sums = {"created": total.created, "merged": total.merged, "unchanged": total.unchanged}
    logger.info("shard loaded", sums=sums)
    return sums
