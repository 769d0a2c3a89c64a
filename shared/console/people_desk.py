"""What the rooms about people need beside a nation's own items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.actions.ground import Ground
    from shared.people.changing import ChangeOrders
    from shared.people.imports.orders import ImportOrders
    from shared.people.ports import Erasures


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleDesk:
    """Who had themselves erased, anywhere in the network; where in a nation somebody lives; the queues of people.

    `imports` takes files that a nation brings, `changes` what is to become of many at once.
    """

    erasures: Erasures
    ground: Ground
    imports: ImportOrders
    changes: ChangeOrders
