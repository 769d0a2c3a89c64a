"""What is logged and counted of nations: which came to be, and which did not; nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from shared.kernel.observability import logger_of, metrics_of

if TYPE_CHECKING:
    from shared.rollouts.provision import Provisioned

logger = logger_of("provision_nation")
metrics = metrics_of("provision_nation")


def tell_ready(made: Provisioned, **of: Any) -> None:
    """Log and count a nation that is ready."""
    logger.info("nation ready", seconds=made.seconds, files=made.files, **of)
    metrics.add_metadata("nation", made.slug)
    metrics.add_metric(name="NationsReady", unit=MetricUnit.Count, value=1)
    metrics.add_metric(name="NationSeconds", unit=MetricUnit.Seconds, value=made.seconds)


def tell_dropped(**of: Any) -> None:
    """Log and count a message of an attempt that is over: its nation stays as it is."""
    logger.info("nation left alone: its attempt is over", **of)
    metrics.add_metric(name="NationsLeftAlone", unit=MetricUnit.Count, value=1)


def tell_not_ready(error: Exception, **of: Any) -> None:
    """Log and count a try that failed, without the error's words: they may hold a name."""
    logger.warning("nation not provisioned", error=type(error).__name__, **of)
    metrics.add_metric(name="NationTriesFailed", unit=MetricUnit.Count, value=1)
