"""The metrics of our own, as the functions write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch

from shared.rollouts.metrics import TOLD_BY

if TYPE_CHECKING:
    from infra.config import StageConfig

MINUTE = cdk.Duration.minutes(1)

OUTCOMES = ("Created", "Merged", "Unchanged", "Rejected", "Unassigned")
"""What becomes of the rows of a people file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMetrics:
    """Names the stage's metrics; a metric's only dimension is the function that writes it."""

    stage: StageConfig

    @property
    def nations_ready(self) -> cloudwatch.Metric:
        """Nations that got ready in a minute."""
        return self._of_rollouts("NationsReady")

    @property
    def nations_failed(self) -> cloudwatch.Metric:
        """Nations that were given up in a minute."""
        return self._of_rollouts("NationsFailed")

    @property
    def people(self) -> list[cloudwatch.Metric]:
        """Rows of people files by what became of them."""
        return [self._of_rollouts(f"People{outcome}") for outcome in OUTCOMES]

    @property
    def actions(self) -> list[cloudwatch.Metric]:
        """What visitors sent, and what became of it, in a minute."""
        told = {"ActionsTaken": "take_action", "ActionsRecorded": "record_action", "DeedsCounted": "keep_counters"}
        return [self._metric(name, function) for name, function in told.items()]

    def nation_seconds(self, statistic: str) -> cloudwatch.Metric:
        """How long a nation took."""
        return self._of_rollouts("NationSeconds", statistic)

    def _of_rollouts(self, name: str, statistic: str = "Sum") -> cloudwatch.Metric:
        return self._metric(name, TOLD_BY[name], statistic)

    def _metric(self, name: str, function: str, statistic: str = "Sum") -> cloudwatch.Metric:
        # Without a label: an alarm over a labelled metric becomes an expression, which the emulator refuses.
        return cloudwatch.Metric(
            namespace=self.stage.metrics_namespace,
            metric_name=name,
            dimensions_map={"service": function},
            statistic=statistic,
            period=MINUTE,
        )
