"""Write to who must confirm: one record of the people table's stream, one letter.

Event: records (KEYS_ONLY) of items `CONFIRM#<person id>#<action id>` that were inserted. When one fails, the others
are written to all the same and the batch is raised: it comes again, and who has a letter by then gets no second one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.observability import logger_of, metrics_of
from shared.mail.delivering import deliver_each
from shared.people.person import slug_of

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


def ask_one(key: ItemKey) -> Asked:
    """Ask for the confirmation that lies under a key."""
    logger.append_keys(nation=slug_of(key[0]))
    return ask()(key)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Work the batch off; raises TransientError when somebody could not be asked."""
    deliver_each(event["Records"], ask_one, of="Confirmation", logger=logger, metrics=metrics)
