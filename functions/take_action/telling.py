"""What is counted of requests: where and how they ended, never what was typed nor by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_lambda_powertools.metrics import MetricUnit

from shared.kernel.observability import metrics_of

if TYPE_CHECKING:
    from shared.actions.verdict import Verdict

metrics = metrics_of("take_action")


def tell(verdict: Verdict) -> None:
    """Count and log in one line what became of a post."""
    metrics.add_metadata("nation", verdict.slug)
    metrics.add_metadata("action", verdict.form.action if verdict.form else "")
    metrics.add_metadata("told", verdict.outcome.value)
    if verdict.action is None:
        metrics.add_dimension("outcome", verdict.reason or verdict.outcome.value)
    count("ActionsTaken" if verdict.action else "ActionsRefused")


def count(name: str) -> None:
    """Count one more of what the metric is named after."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
