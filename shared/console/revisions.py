"""Which revision a form was shown with: what was written since is not written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.numbers import whole_number

if TYPE_CHECKING:
    from shared.console.visit import Visit


def revision_in(visit: Visit) -> int:
    """Return the revision that a form was shown with: 0 if there was nothing by then, or it tells none."""
    return whole_number(visit.request.form.get("revision", "")) or 0
