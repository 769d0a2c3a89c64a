"""Write to members and to whoever is invited: one record of the network table's stream, one letter.

Event: records (KEYS_ONLY) of items `LETTER` that were inserted. When one fails, the others are sent all the same and
the batch is raised: it comes again, and what was sent by then is not sent twice. So does a letter that another has in
hand, until it is sent or that other has died.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from shared.kernel.errors import TransientError
from shared.kernel.observability import logger_of, metrics_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.access.sending import Sent

logger = logger_of("send_letters")
metrics = metrics_of("send_letters")


@cache
def send() -> Callable[[str], Sent]:
    """Connect to AWS and load the templates: on the first record, not on import."""
    from functions.send_letters.post_office import connect  # noqa: PLC0415 - mjml alone is half a cold start

    return connect()


def was_sent(record: dict[str, Any]) -> bool:
    """Send the letter that a record tells of; tell whether that is done with."""
    try:
        sent = send()(record["dynamodb"]["Keys"]["pk"]["S"])
    except Exception as error:
        logger.warning("letter not sent", error=type(error).__name__)
        metrics.add_metric(name="LetterTriesFailed", unit=MetricUnit.Count, value=1)
        return False
    logger.info("letter settled", outcome=sent.value)
    metrics.add_metric(name=f"Letters{sent.value.title().replace(' ', '')}", unit=MetricUnit.Count, value=1)
    return True


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Work the batch off; raises TransientError when a record failed."""
    failed = [was_sent(record) for record in event["Records"]].count(False)
    if failed:
        raise TransientError(f"{failed} of {len(event['Records'])} letters not sent: the batch comes again")
