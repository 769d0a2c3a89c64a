"""The log as the features write into it that know nothing of members."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.grant import OPERATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.access.member import Member
    from shared.access.ports import AuditLog
    from shared.kernel.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Logbook:
    """Writes what one member does into the logs of nations as it happens.

    Where `by` is None, it is `who`: the operator, or a member of whom no more than the id is known.
    """

    log: AuditLog
    by: Member | None
    clock: Clock
    who: str = OPERATOR

    def record(self, slug: str, what: str, about: Mapping[str, str]) -> None:
        """Write what is done in a nation; `about` names things by ids."""
        told = entry(what, by=self.by, nation=slug, about=about, now=self.clock.now())
        self.log.record(told if self.by else replace(told, who=self.who))
