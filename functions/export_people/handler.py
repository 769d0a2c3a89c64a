"""Write the files of exports from their queue: one message, one file.

Message: `<slug>/<export id>`. One that fails comes again; after the last of its tries it is a dead letter, and whoever
waits for the file is told.
"""

from __future__ import annotations

import os
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.observability import logger_of, metrics_of
from shared.people.bucket import S3PeopleFiles
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.segments.exporting import carry_out
from shared.people.segments.settings import ExportPeopleSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.people.segments.export import Export

    Maker = Callable[..., Export]

logger = logger_of("export_people")
metrics = metrics_of("export_people")
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@cache
def maker() -> tuple[Maker, int]:
    """Connect to AWS: on the first message, not on import. Return what makes files, and how often it is tried."""
    settings = ExportPeopleSettings.from_env(os.environ)
    people = DynamoPeopleTable(client("dynamodb"), settings.people_table)
    files = S3PeopleFiles(client("s3"), settings.intake_bucket)
    return partial(carry_out, people=people, files=files, clock=SystemClock()), settings.tries


def export_one(record: SQSRecord) -> None:
    """Write the file that the message asks for."""
    slug, _, export_id = record.body.partition("/")
    logger.append_keys(nation=slug, export=export_id)
    make, tries = maker()
    export = make(slug, export_id, is_last=int(record.attributes.approximate_receive_count) >= tries)
    logger.info("export made", people=export.people)
    metrics.add_metric(name="PeopleExported", unit=MetricUnit.Count, value=export.people)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Work the batch off; name the messages that must come again."""
    metrics.add_metric(name="ExportOrders", unit=MetricUnit.Count, value=len(event["Records"]))
    return process_partial_response(event=event, record_handler=export_one, processor=processor, context=context)
