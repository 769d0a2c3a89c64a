"""Letters that a table's stream tells of, delivered record by record, alike by all who follow one for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from enum import StrEnum

    from aws_lambda_powertools import Logger, Metrics

ItemKey = tuple[str, str]
"""(pk, sk) of the item that a letter is written down in."""


def deliver_each(
    records: Iterable[dict[str, Any]],
    deliver: Callable[[ItemKey], StrEnum],
    *,
    of: str,
    logger: Logger,
    metrics: Metrics,
) -> None:
    """Deliver the letter that each record (keys only) tells of; raise TransientError when one could not be.

    The others leave all the same. Raised, the batch comes again: `deliver`, which returns what became of a letter, must
    know what was sent by then. `of` is what the letters are of, as metrics call them (`Letter`): `LettersSent` and its
    like count outcomes, `LetterTriesFailed` counts what comes again. Neither line nor metric names anybody.
    """
    came = [_came_about(record, deliver, of, logger, metrics) for record in records]
    if not all(came):
        raise TransientError(f"{came.count(False)} of {len(came)} letters not sent: the batch comes again")


def _came_about(
    record: dict[str, Any], deliver: Callable[[ItemKey], StrEnum], of: str, logger: Logger, metrics: Metrics
) -> bool:
    try:
        keys = record["dynamodb"]["Keys"]
        outcome = deliver((keys["pk"]["S"], keys["sk"]["S"]))
    except Exception as error:
        # The message of an error that nobody foresaw may quote an address.
        logger.warning("letter not sent", error=type(error).__name__)
        metrics.add_metric(name=f"{of}TriesFailed", unit=MetricUnit.Count, value=1)
        return False
    logger.info("letter settled", outcome=outcome.value)
    metrics.add_metric(name=f"{of}s{outcome.value.title().replace(' ', '')}", unit=MetricUnit.Count, value=1)
    return True
