"""Functions that the clock calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets

from infra.constructs.retention import duration

if TYPE_CHECKING:
    from datetime import timedelta

    from aws_cdk import aws_lambda as lambda_


def call_every(function: lambda_.Function, span: timedelta) -> None:
    """Call the function again and again; a call that fails is not repeated, for the next one does its work too."""
    events.Rule(
        function,
        "Clock",
        schedule=events.Schedule.rate(duration(span)),
        targets=[targets.LambdaFunction(function, retry_attempts=0)],
    )
