"""The worker behind the queue: brings nations into being, some at once, and tells the state machine of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from shared.rollouts.failures import reason_of

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from shared.rollouts.provision import Provisioned
    from shared.rollouts.queue import SqsNationsQueue
    from shared.rollouts.store import DynamoRolloutStore
    from shared.rollouts.tokens import StepFunctionsTokens


class Provision(Protocol):
    """Brings a nation into being for an attempt of a rollout, as `Provisioner` does."""

    def __call__(self, rollout_id: str, slug: str, *, attempt: int) -> Provisioned | None:
        """Return what was made; None where the attempt is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Provisions nations and tells the state machine of it."""

    provision: Provision
    rollouts: DynamoRolloutStore
    tokens: StepFunctionsTokens
    queue: SqsNationsQueue
    hands: ThreadPoolExecutor
    """As many threads as nations are in hand at once."""

    def begin(self, message: str) -> Future[Provisioned | None]:
        """Do `work` as soon as a hand is free."""
        return self.hands.submit(self.work, message)

    def work(self, message: str) -> Provisioned | None:
        """Provision the message's nation, then answer; an answer that comes too late, or twice, does no harm.

        None where its attempt is over: nobody waits for an answer.
        """
        command = json.loads(message)
        made = self.provision(command["rollout_id"], command["slug"], attempt=command["attempt"])
        if made:
            self.tokens.succeed(command["task_token"], {"slug": made.slug})
        return made

    def give_up(self, command: dict[str, Any], error: Exception, *, receipt: str) -> None:
        """Keep the reason for the report, and let the message come again soon."""
        self.rollouts.note_error(command["rollout_id"], command["slug"], reason_of(error))
        self.queue.hasten(receipt)
