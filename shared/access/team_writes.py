"""A change of a team as the writes of one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.items import (
    INVITATION,
    LETTER,
    MEMBER,
    TEAM,
    audit_item,
    grant_items,
    invitation_items,
    invitation_key,
    member_fields,
    member_key,
    place_key,
    posting_item,
)
from shared.kernel.items import to_wire
from shared.kernel.writes import delete_request, put_request, update_request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.access.audit import AuditEntry
    from shared.access.invitation import Invitation
    from shared.access.posting import Posting
    from shared.access.team import Change, Team
    from shared.kernel.items import Item
    from shared.kernel.writes import Request

MISSING = "attribute_not_exists(pk)"


def writes_of(change: Change) -> tuple[list[Request], list[Request], list[Request]]:
    """Return the puts, updates and deletes; the team's revision moves on by one, and holds them all together."""
    puts = [_revision(change.team), *(put_request(item, condition=MISSING) for item in _new_items(change))]
    updates = [_acceptance(change.accepted)] if change.accepted else []
    return puts, updates, [delete_request(item["pk"], item["sk"]) for item in _old_items(change)]


def writes_of_welcome(
    invitation: Invitation, *, posted: Posting, entry: AuditEntry
) -> tuple[list[Request], list[Request]]:
    """Return the puts and updates that invite somebody to a team that need not be looked at: nobody is replaced."""
    items = (*invitation_items(invitation), posting_item(posted), audit_item(entry))
    moved_on = {
        "Key": to_wire({"pk": place_key(invitation.nation), "sk": TEAM}),
        "UpdateExpression": "ADD revision :one",
        "ExpressionAttributeValues": to_wire({":one": 1}),
    }
    return [put_request(item, condition=MISSING) for item in items], [moved_on]


def _new_items(change: Change) -> Iterator[Item]:
    yield from map(audit_item, change.entries)
    if change.newcomer:
        yield {"pk": member_key(change.newcomer.id), "sk": MEMBER, **member_fields(change.newcomer)}
    for standing in change.given:
        yield from grant_items(standing)
    if change.invited:
        yield from invitation_items(change.invited)
    if change.posted:
        yield posting_item(change.posted)


def _old_items(change: Change) -> Iterable[Item]:
    for standing in change.taken:
        yield from grant_items(standing)
    for invitation in change.withdrawn:
        yield from invitation_items(invitation)
        yield {"pk": invitation_key(invitation.digest), "sk": LETTER}
    if change.accepted:
        yield invitation_items(change.accepted)[1]


def _revision(team: Team) -> Request:
    item = {"pk": place_key(team.nation), "sk": TEAM, "revision": team.revision + 1}
    if team.revision == 0:
        return put_request(item, condition=MISSING)
    return put_request(item, condition="revision = :seen", values={"seen": team.revision})


def _acceptance(invitation: Invitation) -> Request:
    if invitation.accepted_at is None:
        raise ValueError("an invitation that is accepted says when")
    return update_request(
        invitation_key(invitation.digest),
        INVITATION,
        {"accepted_at": invitation.accepted_at.isoformat()},
        condition="attribute_exists(pk) AND attribute_not_exists(#accepted_at)",
    )
