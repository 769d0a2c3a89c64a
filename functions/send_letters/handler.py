"""Write to members and to whoever is invited: one record of the network table's stream, one letter.

Event: records (KEYS_ONLY) of items `LETTER` that were inserted, or messages `{"pk", "sk"}` of such items whose letter
could not be sent. A letter that fails waits in that queue, and the others leave; one that another has in hand waits
there until it is sent or that other has died. After its last try it is a dead letter: `banneret letters redrive`.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.observability import logger_of, metrics_of
from shared.mail.delivering import Delivery

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.access.sending import Sent
    from shared.mail.waiting import WaitingLetters

logger = logger_of("send_letters")
metrics = metrics_of("send_letters")


@cache
def send() -> Callable[[str], Sent]:
    """Connect to AWS and load the templates: on the first record, not on import."""
    from functions.send_letters.post_office import connect  # noqa: PLC0415 - mjml alone is half a cold start

    return connect()


@cache
def waiting() -> WaitingLetters:
    """Connect to the queue of letters that could not be sent: on the first of them."""
    from shared.mail.waiting_room import connect_waiting  # noqa: PLC0415 - few letters fail

    return connect_waiting(os.environ)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Work the batch off; name the messages that must come again. Raises TransientError, see `Delivery`."""
    delivery = Delivery(
        of="Letter", deliver=lambda key: send()(key[0]), waiting=waiting, logger=logger, metrics=metrics
    )
    return delivery.work_off(event["Records"], left=context.get_remaining_time_in_millis)
