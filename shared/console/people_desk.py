"""What the rooms about people need beside a nation's own items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.actions.ground import Ground
    from shared.people.imports.orders import ImportOrders
    from shared.people.ports import Erasures


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleDesk:
    """Who had themselves erased, anywhere in the network; where in a nation somebody lives; the queue of imports."""

    erasures: Erasures
    ground: Ground
    imports: ImportOrders
