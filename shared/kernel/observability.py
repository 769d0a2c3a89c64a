"""Logs and metrics, alike in every function; traces come from Lambda's own active tracing, without code.

Log events are lower-case facts with keys; personal data is never a key's value.
Metrics travel as CloudWatch's embedded metric format. A nation is never a
metric dimension (400 of them would cost over 1,000 dollars a month): it goes
into the metadata of the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger

if TYPE_CHECKING:
    from aws_lambda_powertools import Metrics


def logger_of(function: str) -> Logger:
    """Return the structured logger of a function; the level comes from POWERTOOLS_LOG_LEVEL."""
    return Logger(service=function)


def metrics_of(function: str) -> Metrics:
    """Return the metrics of a function, its only dimension; the namespace comes from POWERTOOLS_METRICS_NAMESPACE."""
    # Most functions have none to tell and need not load them.
    from aws_lambda_powertools import Metrics  # noqa: PLC0415

    return Metrics(service=function)
