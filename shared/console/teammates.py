"""Who is in a nation's team, by name: for whoever is to look after somebody, and whoever did something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.grant import OPERATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.console.desk import Desk
    from shared.console.visit import Visit


def teammates(visit: Visit, desk: Desk) -> dict[str, str]:
    """Return the ids and names of all who hold a role in the nation at this moment, in the order of their names."""
    live = {each.member_id for each in desk.members.team(visit.nation).standings if each.grant.is_live(visit.now)}
    return dict(sorted(names_of(live, visit, desk).items(), key=lambda named: named[1].casefold()))


def names_of(ids: Iterable[str], visit: Visit, desk: Desk) -> dict[str, str]:
    """Return the names of members; of one that is gone the beginning of the id, of the operator what they are."""
    known = {each: desk.members.get(each) for each in set(ids) - {OPERATOR, ""}}
    names = {each: member.name if member else each[:8] for each, member in known.items()}
    return {**names, OPERATOR: desk.pages.words(visit.language).say("operator")}
