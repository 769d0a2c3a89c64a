"""Write to who must confirm: one record of the people table's stream, one letter.

Event: records (KEYS_ONLY) of items `CONFIRM#<person id>#<action id>` that were inserted, or messages `{"pk", "sk"}` of
such items whose letter could not be sent. A letter that fails waits in that queue, and the others leave; after its last
try it is a dead letter: `banneret letters redrive`. Who has a letter gets no second one.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.observability import logger_of, metrics_of
from shared.mail.delivering import Delivery
from shared.people.person import slug_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.actions.asking import Asked
    from shared.mail.waiting import WaitingLetters
    from shared.people.table import ItemKey

logger = logger_of("send_confirmation")
metrics = metrics_of("send_confirmation")


@cache
def ask() -> Callable[[ItemKey], Asked]:
    """Connect to AWS and load the templates: on the first record, not on import."""
    from functions.send_confirmation.post_office import connect  # noqa: PLC0415 - mjml alone is half a cold start

    return connect()


@cache
def waiting() -> WaitingLetters:
    """Connect to the queue of letters that could not be sent: on the first of them."""
    from shared.mail.waiting_room import connect_waiting  # noqa: PLC0415 - few letters fail

    return connect_waiting(os.environ)


def ask_one(key: ItemKey) -> Asked:
    """Ask for the confirmation that lies under a key."""
    logger.append_keys(nation=slug_of(key[0]))
    return ask()(key)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Work the batch off; name the messages that must come again. Raises TransientError, see `Delivery`."""
    delivery = Delivery(of="Confirmation", deliver=ask_one, waiting=waiting, logger=logger, metrics=metrics)
    return delivery.work_off(event["Records"], left=context.get_remaining_time_in_millis)
