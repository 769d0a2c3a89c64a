"""Write to who must confirm: one record of the people table's stream, one letter.

Event: records (KEYS_ONLY) of items `CONFIRM#<person id>#<action id>` that were inserted. When one fails, the others
are written to all the same and the batch is raised: it comes again, and who has a letter by then gets no second one.
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

    from shared.actions.asking import Asked
    from shared.people.table import ItemKey

logger = logger_of("send_confirmation")
metrics = metrics_of("send_confirmation")


@cache
def ask() -> Callable[[ItemKey], Asked]:
    """Connect to AWS and load the templates: on the first record, not on import."""
    from functions.send_confirmation.post_office import connect  # noqa: PLC0415 - mjml alone is half a cold start

    return connect()


def was_asked(record: dict[str, Any]) -> bool:
    """Ask for the confirmation that a record tells of; tell whether that is done with."""
    keys = record["dynamodb"]["Keys"]
    logger.append_keys(nation=keys["pk"]["S"].removeprefix("NATION#"))
    try:
        asked = ask()((keys["pk"]["S"], keys["sk"]["S"]))
    except Exception as error:
        logger.warning("confirmation not asked", error=type(error).__name__)
        metrics.add_metric(name="ConfirmationTriesFailed", unit=MetricUnit.Count, value=1)
        return False
    logger.info("confirmation asked", outcome=asked.value)
    metrics.add_metric(name=f"Confirmations{asked.value.title().replace(' ', '')}", unit=MetricUnit.Count, value=1)
    return True


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Work the batch off; raises TransientError when a record failed."""
    failed = [was_asked(record) for record in event["Records"]].count(False)
    if failed:
        raise TransientError(f"{failed} of {len(event['Records'])} confirmations not asked: the batch comes again")
