"""What the rooms about people need beside a nation's own items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.actions.ground import Ground
    from shared.people.ports import Erasures


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleDesk:
    """Who had themselves erased, anywhere in the network, and where in a nation somebody lives."""

    erasures: Erasures
    ground: Ground
