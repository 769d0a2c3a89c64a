"""How a team and its log read on a terminal: names in place of ids, where anybody has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.wording import table
from shared.access.grant import OPERATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from shared.access.audit import AuditEntry
    from shared.access.grant import Standing
    from shared.access.invitation import Invitation
    from shared.access.member import Member
    from shared.access.ports import MemberStore
    from shared.access.team import Team

Described = dict[str, Any]


def names_of(team: Team, members: MemberStore) -> Mapping[str, Member]:
    """Return all whom a team's list names: who holds a role in it, gave one, or invited somebody."""
    ids = {s.member_id for s in team.standings} | {s.grant.given_by for s in team.standings}
    return known(ids | {invitation.by for invitation in team.invitations}, members)


def known(ids: Iterable[str], members: MemberStore) -> Mapping[str, Member]:
    """Return those of the ids that are members', each asked for once."""
    found = {each: members.get(each) for each in set(ids) - {OPERATOR}}
    return {member_id: member for member_id, member in found.items() if member}


def describe_standing(standing: Standing, names: Mapping[str, Member]) -> Described:
    """Return a role that is held, as a document."""
    grant, member = standing.grant, names.get(standing.member_id)
    return {
        "id": grant.id,
        "role": grant.role.value,
        "member": standing.member_id,
        "name": member.name if member else standing.member_id,
        "email": member.email if member else "",
        "given_by": _name(grant.given_by, names),
        "given_at": grant.given_at.isoformat(),
        "until": _until(grant.expires_at),
        "reason": grant.reason or None,
    }


def describe_invitation(invitation: Invitation, names: Mapping[str, Member]) -> Described:
    """Return an invitation that nobody has accepted, as a document."""
    return {
        "id": invitation.id,
        "role": invitation.role.value,
        "name": invitation.name,
        "email": invitation.email,
        "given_by": _name(invitation.by, names),
        "expires_at": invitation.expires_at.isoformat(),
        "until": _until(invitation.until),
    }


def rows_of(held: Sequence[Described], invited: Sequence[Described]) -> tuple[str, ...]:
    """Return both as one table; nothing where there is nothing to show."""
    rows = [[*_columns(each), "looks inside" if each["reason"] else "holds it"] for each in held]
    rows += [[*_columns(each), "is invited"] for each in invited]
    return table(["id", "role", "name", "address", "given by", "until", ""], rows) if rows else ()


def describe_entry(entry: AuditEntry, names: Mapping[str, Member]) -> Described:
    """Return an entry of the log as a document; whoever has no name here is told by their id."""
    return {
        "at": entry.at.isoformat(),
        "who": _name(entry.who, names),
        "member": entry.who,
        "what": entry.what,
        "about": dict(entry.about),
    }


def tell_standings(standings: Sequence[Standing], members: MemberStore) -> str:
    """Return roles that are held, in one line: `Paul Durand (field-organiser), …`."""
    names = known((standing.member_id for standing in standings), members)
    return ", ".join(f"{_name(each.member_id, names)} ({each.grant.role})" for each in standings)


def tell_about(about: Mapping[str, str]) -> str:
    """Return what an entry is about, in one line."""
    return ", ".join(f"{name} {value}" for name, value in about.items())


def _columns(each: Described) -> list[str]:
    return [each["id"], each["role"], each["name"], each["email"], each["given_by"], each["until"] or "–"]


def _name(member_id: str, names: Mapping[str, Member]) -> str:
    return names[member_id].name if member_id in names else member_id


def _until(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
