"""How members, grants, invitations, sessions and the log are written down in the `network` table.

    MEMBER#<member id>       MEMBER                         {email, name, language, charter?, charter_at?,
                                                             enrolled_at?, generation}
    MEMBER#<member id>       GRANT#<grant id>               {role, nation?, given_by, given_at, expires_at?, reason?}
    NATION#<slug> | NETWORK  _TEAM                          {revision}
    NATION#<slug> | NETWORK  _TEAM#<member id>#<grant id>   the grant once more, for a list of the team
    NATION#<slug> | NETWORK  _TEAM_INVITED#<sha256>         the invitation once more, while nobody has accepted it
    LOG#<slug> | LOG#        ENTRY#<at>#<id>                {who, what, about M}
    NETWORK                  KEY                            {key}: hides addresses in ids
    INVITATION#<sha256>      INVITATION                     {email, name, language, role, nation?, by, …, accepted_at?}
    INVITATION#<sha256>      LETTER                         {kind, salt, email, …, held_until?, settled?, expires_at}
    PASSWORD#<sha256>        LETTER                         {kind, salt, member, generation, …, expires_at}
    SESSION#<sha256>         SESSION                        {member, csrf, generation, …, successor?, expires_at}
    TRIES#<keyed hash>       TRIES                          {failures, held_until?, expires_at}

The underscore puts a nation's team behind its publications: it is no part of what its site is made of. The log has
partitions of its own (`LOG#` alone is the network's): rights on a nation's items are none on what was done there.
`expires_at`, in epoch seconds, has DynamoDB delete what nobody needs any more.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shared.access.audit import AuditEntry
from shared.access.grant import Grant, Standing
from shared.access.invitation import Invitation
from shared.access.member import Member
from shared.access.posting import LetterKind, Posting
from shared.access.role import RoleName
from shared.access.session import Session
from shared.nations.items import nation_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.kernel.items import Item

NETWORK = "NETWORK"
KEY = "KEY"
MEMBER = "MEMBER"
GRANT = "GRANT#"
TEAM = "_TEAM"
STANDING = "_TEAM#"
INVITED = "_TEAM_INVITED#"
AUDIT = "ENTRY#"
INVITATION = "INVITATION"
LETTER = "LETTER"
SESSION = "SESSION"
TRIES = "TRIES"


def place_key(nation: str | None) -> str:
    """Return the partition key of what belongs to a nation, or to the network itself."""
    return NETWORK if nation is None else nation_key(nation)


def log_key(nation: str | None) -> str:
    """Return the partition key of the log of a nation, or of the network itself; no slug is empty."""
    return f"LOG#{nation or ''}"


def member_key(member_id: str) -> str:
    """Return the partition key of a member and their grants."""
    return f"MEMBER#{member_id}"


def invitation_key(digest: str) -> str:
    """Return the partition key of an invitation."""
    return f"INVITATION#{digest}"


def password_key(digest: str) -> str:
    """Return the partition key of a link to choose a new password."""
    return f"PASSWORD#{digest}"


def session_key(digest: str) -> str:
    """Return the partition key of a session."""
    return f"SESSION#{digest}"


def tries_key(key: str) -> str:
    """Return the partition key of the tries on a name or from an address, by its keyed hash."""
    return f"TRIES#{key}"


def seconds(at: datetime | None) -> int | None:
    """Return a moment in epoch seconds."""
    return int(at.timestamp()) if at else None


def moment_of(number: int | None) -> datetime | None:
    """Return the moment that `seconds` wrote."""
    return None if number is None else datetime.fromtimestamp(number, UTC)


def member_fields(member: Member) -> Item:
    """Return what is the member's own, without keys and grants."""
    return {
        "email": member.email,
        "name": member.name,
        "language": member.language,
        "charter": member.charter,
        "charter_at": _text(member.charter_at),
        "enrolled_at": _text(member.enrolled_at),
        "generation": member.generation,
    }


def member_from_items(member_id: str, items: Iterable[Item]) -> Member | None:
    """Return the member that a partition holds, with the grants that they hold; None without an item MEMBER."""
    held = {item["sk"]: item for item in items}
    own = held.pop(MEMBER, None)
    if own is None:
        return None
    return Member(
        id=member_id,
        email=own["email"],
        name=own["name"],
        language=own["language"],
        charter=own.get("charter"),
        charter_at=_moment(own.get("charter_at")),
        enrolled_at=_moment(own.get("enrolled_at")),
        generation=own["generation"],
        grants=tuple(grant_from_item(item) for _, item in sorted(held.items())),
    )


def grant_items(standing: Standing) -> tuple[Item, Item]:
    """Return both items of a grant: the member's and the team's."""
    grant, fields = standing.grant, _grant_fields(standing.grant)
    team_sk = f"{STANDING}{standing.member_id}#{grant.id}"
    return (
        {"pk": member_key(standing.member_id), "sk": f"{GRANT}{grant.id}", **fields},
        {"pk": place_key(grant.nation), "sk": team_sk, **fields},
    )


def grant_from_item(item: Item) -> Grant:
    """Return the grant that either of its items holds."""
    return Grant(
        id=item["sk"].rpartition("#")[2],
        role=RoleName(item["role"]),
        nation=item.get("nation"),
        given_by=item["given_by"],
        given_at=datetime.fromisoformat(item["given_at"]),
        expires_at=moment_of(item.get("expires_at")),
        reason=item.get("reason", ""),
    )


def standing_from_item(item: Item) -> Standing:
    """Return the grant that the team's item holds, with its holder."""
    return Standing(member_id=item["sk"].split("#")[1], grant=grant_from_item(item))


def invitation_items(invitation: Invitation) -> tuple[Item, Item]:
    """Return both items of an invitation: that of its link and the team's."""
    fields = {
        "email": invitation.email,
        "name": invitation.name,
        "language": invitation.language,
        "role": invitation.role.value,
        "nation": invitation.nation,
        "by": invitation.by,
        "invited_at": invitation.invited_at.isoformat(),
        "expires_at": seconds(invitation.expires_at),
        "until": _text(invitation.until),
        "accepted_at": _text(invitation.accepted_at),
    }
    return (
        {"pk": invitation_key(invitation.digest), "sk": INVITATION, **fields},
        {"pk": place_key(invitation.nation), "sk": f"{INVITED}{invitation.digest}", **fields},
    )


def invitation_from_item(digest: str, item: Item) -> Invitation:
    """Return the invitation that either of its items holds."""
    return Invitation(
        digest=digest,
        email=item["email"],
        name=item["name"],
        language=item["language"],
        role=RoleName(item["role"]),
        nation=item.get("nation"),
        by=item["by"],
        invited_at=datetime.fromisoformat(item["invited_at"]),
        expires_at=datetime.fromtimestamp(item["expires_at"], UTC),
        until=_moment(item.get("until")),
        accepted_at=_moment(item.get("accepted_at")),
    )


def posting_key(posting: Posting) -> str:
    """Return the partition key of a letter: with what its link leads to."""
    of_kind = invitation_key if posting.kind is LetterKind.INVITATION else password_key
    return of_kind(posting.digest)


def posting_item(posting: Posting) -> Item:
    """Return the item of a letter that waits to be sent."""
    return {
        "pk": posting_key(posting),
        "sk": LETTER,
        "kind": posting.kind.value,
        "salt": posting.salt,
        "expires_at": seconds(posting.expires_at),
        "email": posting.email or None,
        "name": posting.name or None,
        "language": posting.language or None,
        "role": posting.role or None,
        "place": posting.place or None,
        "nation": posting.nation,
        "member": posting.member_id or None,
        "generation": posting.generation,
    }


def posting_from_item(item: Item) -> Posting:
    """Return the letter that `posting_item` wrote."""
    return Posting(
        kind=LetterKind(item["kind"]),
        digest=item["pk"].partition("#")[2],
        salt=item["salt"],
        expires_at=datetime.fromtimestamp(item["expires_at"], UTC),
        email=item.get("email", ""),
        name=item.get("name", ""),
        language=item.get("language", ""),
        role=item.get("role", ""),
        place=item.get("place", ""),
        nation=item.get("nation"),
        member_id=item.get("member", ""),
        generation=item["generation"],
    )


def session_item(digest: str, session: Session) -> Item:
    """Return the item of a session."""
    return {
        "pk": session_key(digest),
        "sk": SESSION,
        "member": session.member_id,
        "csrf": session.csrf,
        "generation": session.generation,
        "created_at": session.created_at.isoformat(),
        "seen_at": session.seen_at.isoformat(),
        "renewed_at": session.renewed_at.isoformat(),
        "second_factor_at": _text(session.second_factor_at),
        "rights": session.rights,
        "is_used": session.is_used,
        "former": session.former or None,
        "successor": session.successor or None,
        "expires_at": seconds(session.expires_at),
    }


def session_from_item(item: Item) -> Session:
    """Return the session that `session_item` wrote."""
    return Session(
        member_id=item["member"],
        csrf=item["csrf"],
        generation=item["generation"],
        created_at=datetime.fromisoformat(item["created_at"]),
        seen_at=datetime.fromisoformat(item["seen_at"]),
        renewed_at=datetime.fromisoformat(item.get("renewed_at") or item["created_at"]),
        expires_at=datetime.fromtimestamp(item["expires_at"], UTC),
        second_factor_at=_moment(item.get("second_factor_at")),
        rights=item.get("rights", ""),
        is_used=item.get("is_used", True),
        former=item.get("former", ""),
        successor=item.get("successor", ""),
    )


def audit_item(entry: AuditEntry) -> Item:
    """Return the item of an entry of the log: in the order of time, in UTC to the microsecond."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    sk = f"{AUDIT}{at}#{entry.id}"
    return {"pk": log_key(entry.nation), "sk": sk, "who": entry.who, "what": entry.what, "about": dict(entry.about)}


def audit_from_item(nation: str | None, item: Item) -> AuditEntry:
    """Return the entry that `audit_item` wrote."""
    _, at, entry_id = item["sk"].split("#")
    return AuditEntry(
        id=entry_id,
        at=datetime.fromisoformat(at),
        who=item["who"],
        what=item["what"],
        nation=nation,
        about=item["about"],
    )


def _grant_fields(grant: Grant) -> Item:
    return {
        "role": grant.role.value,
        "nation": grant.nation,
        "given_by": grant.given_by,
        "given_at": grant.given_at.isoformat(),
        "expires_at": seconds(grant.expires_at),
        "reason": grant.reason or None,
    }


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
