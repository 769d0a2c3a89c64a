"""What is logged and counted of imports and of changes of many: how far they are; nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_lambda_powertools.metrics import MetricUnit

from shared.kernel.observability import logger_of, metrics_of

if TYPE_CHECKING:
    from shared.people.change import Change
    from shared.people.imports.record import NationImport

logger = logger_of("import_nation")
metrics = metrics_of("import_nation")


def tell_changed(change: Change) -> None:
    """Log and count how many people a change has reached."""
    logger.info("people changed", state=change.state.value, asked=change.asked, changed=change.changed)
    metrics.add_metric(name="PeopleChanged", unit=MetricUnit.Count, value=change.changed)


def tell_carried_on(made: NationImport) -> None:
    """Log and count a step of an import."""
    logger.info("import carried on", state=made.state.value, rows=made.counts.rows)
    metrics.add_metric(name="ImportSteps", unit=MetricUnit.Count, value=1)


def tell_failed(error: Exception) -> None:
    """Log and count a step that failed, without the error's words: they may hold a name."""
    logger.warning("import not carried on", error=type(error).__name__)
    metrics.add_metric(name="ImportsFailed", unit=MetricUnit.Count, value=1)
