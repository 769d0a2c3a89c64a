"""The push of the kit connected to AWS: what every function that begins or carries one needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from shared.kits.holding_store import DynamoHoldings
from shared.kits.kits import Kits
from shared.kits.pushing import Push
from shared.kits.run_store import DynamoRunStore
from shared.kits.store import DynamoKitStore
from shared.nations.queue import SqsPublications
from shared.nations.store import DynamoNationStore

if TYPE_CHECKING:
    from shared.kernel.clock import Clock


class PushSettings(Protocol):
    """What settings of a function tell of where the kit is kept, and by which queue it reaches nations."""

    @property
    def network_table(self) -> str:
        """The name of the table of nations and kits."""

    @property
    def publications_queue(self) -> str:
        """The address of the queue of publications."""


def connect_push(dynamodb: Any, sqs: Any, settings: PushSettings, clock: Clock) -> Push:
    """Return what pushes the kit on a stage; `dynamodb` and `sqs` are clients."""
    network_table = settings.network_table
    return Push(
        kits=Kits(store=DynamoKitStore(dynamodb, network_table)),
        runs=DynamoRunStore(dynamodb, network_table),
        nations=DynamoNationStore(dynamodb, network_table),
        holdings=DynamoHoldings(dynamodb, network_table),
        publications=SqsPublications(sqs, settings.publications_queue),
        clock=clock,
    )
