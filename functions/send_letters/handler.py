"""Write to members and to whoever is invited: one record of the network table's stream, one letter.

Event: records (KEYS_ONLY) of items `LETTER` that were inserted. When one fails, the others are sent all the same and
the batch is raised: it comes again, and what was sent by then is not sent twice. So does a letter that another has in
hand, until it is sent or that other has died.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.observability import logger_of, metrics_of
from shared.mail.delivering import deliver_each

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


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Work the batch off; raises TransientError when a letter could not be sent."""
    deliver_each(event["Records"], lambda key: send()(key[0]), of="Letter", logger=logger, metrics=metrics)
