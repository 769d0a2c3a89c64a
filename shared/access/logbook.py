"""The log as the features write into it that know nothing of members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.access.audit import entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.access.member import Member
    from shared.access.ports import AuditLog
    from shared.kernel.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Logbook:
    """Writes what one member does, or the operator where `by` is None, into the logs of nations as it happens."""

    log: AuditLog
    by: Member | None
    clock: Clock

    def record(self, slug: str, what: str, about: Mapping[str, str]) -> None:
        """Write what is done in a nation; `about` names things by ids."""
        self.log.record(entry(what, by=self.by, nation=slug, about=about, now=self.clock.now()))
