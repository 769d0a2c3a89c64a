"""What changes of people are told to: the nation's own log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Journal(Protocol):
    """Writes into the log of a nation, in the name of whoever acts; nothing of it is ever changed."""

    def record(self, slug: str, what: str, about: Mapping[str, str]) -> None:
        """Write what is done; `about` names things by ids and says no more of people than that."""
