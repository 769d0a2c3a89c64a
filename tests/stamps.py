"""Stamps of forms opened a while ago, signed with the stage's own key: nobody has to wait until they ripen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.actions.stamps import StampRules, Stamps
from shared.kernel.clock import SystemClock
from shared.kernel.secrets import SecretsManagerKeys
from tests.fakes.clock import FixedClock

OPEN_FOR = timedelta(minutes=1)
"""Longer than any stage asks for, and far shorter than a stamp is good for."""

NOT_READ = StampRules(wait=0, valid=0)
"""Rules are for whoever reads a stamp: the stage's function has its own."""


def ripe_stamp(slug: str, *, secretsmanager: Any, secret: str) -> str:
    """Return a stamp that has been open long enough for a person to have filled a form in; `secret` is what signs."""
    keys = SecretsManagerKeys(secretsmanager, secret, clock=SystemClock())
    opened = FixedClock(datetime.now(UTC) - OPEN_FOR)
    return Stamps(keys, rules=NOT_READ, clock=opened).issue(slug)
