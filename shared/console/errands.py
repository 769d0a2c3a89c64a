"""What waits on a nation's desk until somebody sees to it: counted where it lies, for those who may see to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.permission import Permission
from shared.actions.messages import messages_since
from shared.console.clock import nation_clock
from shared.people.noting import count_due

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.nations.nation import Nation


FRESH = timedelta(days=7)
"""How long a message is told of as new: nobody marks one as read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """So many things of a kind (`waits_<kind>` in the catalogue), and the path below the home to see to them."""

    kind: str
    number: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """Where things of a kind lie, what opens that page, and how they are counted."""

    path: str
    needs: Permission
    count: Callable[[Nation, Visit, Desk], int]


def _updates(nation: Nation, _visit: Visit, desk: Desk) -> int:
    return desk.reach(nation.slug).holdings.waiting(nation.slug)


def _drafts(nation: Nation, _visit: Visit, desk: Desk) -> int:
    return len(desk.reach(nation.slug).pages.drafts(nation.slug))


def _messages(nation: Nation, visit: Visit, desk: Desk) -> int:
    return messages_since(nation.slug, visit.now - FRESH, people=desk.reach(nation.slug).people)


def _follow_ups(nation: Nation, visit: Visit, desk: Desk) -> int:
    today = visit.now.astimezone(nation_clock(nation, desk)).date()
    return count_due(nation.slug, visit.signed_in.member.id, until=today, people=desk.reach(nation.slug).people)


KINDS: Mapping[str, Pile] = {
    "follow_ups": Pile(path="follow-ups", needs=Permission.READ_PEOPLE, count=_follow_ups),
    "messages": Pile(path="messages", needs=Permission.READ_PEOPLE, count=_messages),
    "updates": Pile(path="updates", needs=Permission.EDIT_PAGES, count=_updates),
    "drafts": Pile(path="pages", needs=Permission.EDIT_PAGES, count=_drafts),
}
"""All kinds, in the order of the page."""


def errands_of(nation: Nation, visit: Visit, desk: Desk) -> tuple[Errand, ...]:
    """Return what waits for the visitor in a nation; what they may not see to is not even counted."""
    member = visit.signed_in.member
    numbers = {
        kind: each.count(nation, visit, desk)
        for kind, each in KINDS.items()
        if may(member, each.needs, nation=nation.slug, now=visit.now)
    }
    return tuple(Errand(kind=kind, number=number, path=KINDS[kind].path) for kind, number in numbers.items() if number)
