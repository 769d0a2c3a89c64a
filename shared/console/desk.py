"""All that the console's views work with: made once, on the first request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.console.rendering import Pages
    from shared.kernel.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The pages, and the ports behind them."""

    pages: Pages
    clock: Clock
