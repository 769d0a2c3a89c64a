"""Sort one range of the people file.

Event: `{"rollout_id", "attempt", "range": number}`. Answer: the range's sums, none once the attempt is over; its rows
lie in S3.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.kernel.observability import logger_of
from shared.people.bucket import S3PeopleFiles
from shared.rollouts.settings import SortPeopleSettings
from shared.rollouts.sort_people import sort_people
from shared.rollouts.sums import DynamoImportSums

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("sort_people")


@cache
def connections() -> dict[str, Any]:
    """Connect to AWS: on the first event, not on import."""
    settings = SortPeopleSettings.from_env(os.environ)
    sums = DynamoImportSums(client("dynamodb"), settings.network_table)
    files = S3PeopleFiles(client("s3"), settings.intake_bucket)
    return {"sums": sums, "files": files, "atlas": atlas_of(settings.country)}


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Return the sums of the range; nothing once the attempt is over."""
    logger.append_keys(rollout=event["rollout_id"], range=event["range"])
    outcome = sort_people(event["rollout_id"], event["range"], attempt=event["attempt"], **connections())
    if outcome is None:
        logger.info("range left alone: its attempt is over")
        return {}
    sums = {"rows": outcome.rows, "rejected": outcome.rejected, "unassigned": outcome.unassigned}
    logger.info("range sorted", sums=sums)
    return sums
