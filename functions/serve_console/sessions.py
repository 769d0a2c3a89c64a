"""Where the sessions come from that end at one nation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.credentials import NationCredentials
from shared.access.narrowing import Ground
from shared.kernel.aws import client

if TYPE_CHECKING:
    from shared.console.settings import ServeConsoleSettings
    from shared.kernel.clock import Clock


def credentials_of(settings: ServeConsoleSettings, clock: Clock) -> NationCredentials:
    """Return what gives credentials of a nation: for its tables' leading keys and its folders alone."""
    ground = Ground(
        people_table=settings.people_table,
        network_table=settings.network_table,
        site_bucket=settings.site_bucket,
        intake_bucket=settings.intake_bucket,
    )
    return NationCredentials(client("sts"), role_arn=settings.nation_role_arn, ground=ground, clock=clock)
