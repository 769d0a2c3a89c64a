"""What the routes work with: the ports behind them, made once, on the first request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from aws_lambda_powertools.event_handler import Depends

from shared.sites.lifecycle import Helm

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from shared.access.ports import AuditLog, MemberStore
    from shared.counters.ports import CounterReader
    from shared.events.scheduling import EventDesk
    from shared.kernel.clock import Clock
    from shared.kernel.secrets import SigningKeys
    from shared.kits.kits import Kits
    from shared.kits.previewing import KitPreviews
    from shared.kits.pushing import Push
    from shared.nations.hq_tags import HqTags
    from shared.nations.ports import NationStore
    from shared.people.journal import Journal
    from shared.rollouts.ports import RolloutFiles, RolloutMachine, RolloutStore, TaskTokens
    from shared.rollouts.uploads import Uploads
    from shared.sites.publication import Press
    from shared.sites.versions import VersionStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The stores, the machine and the queues behind the API.

    `press` makes pages: its templates and its map are loaded by the first request that publishes. `journal` writes into
    the logs of nations, `audit` keeps that of headquarters; who calls the API is an identity of the account, not a
    member. `keys` make the link of a candidate's invitation.
    """

    rollouts: RolloutStore
    nations: NationStore
    files: RolloutFiles
    uploads: Uploads
    machine: RolloutMachine
    tokens: TaskTokens
    events: EventDesk
    counters: CounterReader
    versions: VersionStore
    press: Callable[[], Press]
    journal: Journal
    audit: AuditLog
    members: MemberStore
    keys: SigningKeys
    kits: Kits
    kit_push: Push
    kit_previews: KitPreviews
    hq_tags: HqTags
    clock: Clock

    def today(self) -> date:
        """Return the day it is in the network's own country."""
        return self.clock.now().astimezone(self.events.gate.calendar.timezone(())).date()

    def helm(self, by: str) -> Helm:
        """Return what nations are steered with on behalf of a caller."""
        return Helm(
            nations=self.nations,
            publications=self.events.publications,
            journal=self.journal,
            calendar=self.events.gate.calendar,
            by=by,
            now=self.clock.now(),
        )


def desk() -> Desk:
    """Stand for the desk in the signatures of routes: `make_app` is told what makes the real one."""
    raise LookupError("the API was made without a desk")


AtDesk = Annotated[Desk, Depends(desk)]
"""The desk, as a route asks for it."""
