"""What is done over HTTP, as the log of headquarters tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.audit import entry

if TYPE_CHECKING:
    from shared.network_api.desk import Desk


def note(what: str, *, by: str, at: Desk, **about: str) -> None:
    """Write into the log of headquarters what a caller does; `about` names things by their ids.

    Who calls is no member: the log has them as the operator, and tells beside it how IAM knows them.
    """
    at.audit.record(entry(what, by=None, nation=None, about={**about, "caller": by}, now=at.clock.now()))
