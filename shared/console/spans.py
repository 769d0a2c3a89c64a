"""How many days a chart shows: what a visitor chose among what is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.console.visit import Visit

SPANS = (14, 28, 84)
"""Days that charts may show."""

USUAL = 28


def span_of(visit: Visit) -> int:
    """Return how many days are asked for (`?days=14`); what is not offered is answered as usual."""
    asked = visit.request.query.get("days", "")
    return int(asked) if asked in map(str, SPANS) else USUAL
