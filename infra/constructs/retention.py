"""The stage's words for how long things are kept, in CDK's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_logs as logs

from infra.config import Keep

if TYPE_CHECKING:
    from datetime import timedelta

    from infra.config import Retention

REMOVAL = {Keep.ALWAYS: cdk.RemovalPolicy.RETAIN, Keep.NEVER: cdk.RemovalPolicy.DESTROY}

LOG_DAYS = {
    1: logs.RetentionDays.ONE_DAY,
    7: logs.RetentionDays.ONE_WEEK,
    30: logs.RetentionDays.ONE_MONTH,
    90: logs.RetentionDays.THREE_MONTHS,
    365: logs.RetentionDays.ONE_YEAR,
}


def removal(retention: Retention) -> cdk.RemovalPolicy:
    """Return what becomes of a stage's data when its stack is deleted."""
    return REMOVAL[retention.data]


def log_days(retention: Retention) -> logs.RetentionDays:
    """Return how long CloudWatch keeps a stage's logs; a KeyError tells of days that we give no name."""
    return LOG_DAYS[retention.logs_days]


def duration(span: timedelta) -> cdk.Duration:
    """Return a span of whole seconds as CDK's own."""
    return cdk.Duration.seconds(int(span.total_seconds()))
