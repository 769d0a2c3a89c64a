"""What a view needs that changes a nation's people in a member's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.access.authority import may
from shared.access.logbook import Logbook
from shared.access.permission import Permission

if TYPE_CHECKING:
    from shared.access.tokens import Draw
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.kernel.clock import Clock
    from shared.people.journal import Journal
    from shared.people.table import PeopleTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A nation opened to write, by the member `by`; what is done there is told to its log."""

    slug: str
    by: str
    people: PeopleTable
    journal: Journal
    clock: Clock
    draw: Draw

    @property
    def ports(self) -> dict[str, Any]:
        """What every use case of people takes by these names."""
        return {"people": self.people, "journal": self.journal, "clock": self.clock}


def office_of(visit: Visit, desk: Desk) -> Office:
    """Open the nation of the visit's path to write; raises NationUnknown."""
    member, slug = visit.signed_in.member, desk.nations.get(visit.params["slug"]).slug
    return Office(
        slug=slug,
        by=member.id,
        people=desk.reach(slug, may_write=True).people,
        journal=Logbook(log=desk.audit, by=member, clock=desk.clock),
        clock=desk.clock,
        draw=desk.draw,
    )


def may_edit(visit: Visit) -> bool:
    """Tell whether the visitor may change people of the nation: pages show forms to nobody else."""
    return may(visit.signed_in.member, Permission.EDIT_PEOPLE, nation=visit.nation, now=visit.now)


def may_export(visit: Visit) -> bool:
    """Tell whether the visitor may take people of the nation away as a file."""
    return may(visit.signed_in.member, Permission.EXPORT_PEOPLE, nation=visit.nation, now=visit.now)


def showed_second_factor(visit: Visit) -> bool:
    """Tell whether the visitor showed a second factor in this session: without it no file of people leaves."""
    return visit.signed_in.session.second_factor_at is not None
