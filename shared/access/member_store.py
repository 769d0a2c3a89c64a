"""Members, their grants, teams and invitations in DynamoDB: the `network` table."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.items import (
    INVITATION,
    INVITED,
    KEY,
    MEMBER,
    NETWORK,
    STANDING,
    TEAM,
    audit_item,
    invitation_from_item,
    invitation_key,
    member_fields,
    member_from_items,
    member_key,
    place_key,
    standing_from_item,
)
from shared.access.team import Team
from shared.access.team_writes import writes_of
from shared.kernel.errors import Conflict
from shared.kernel.table import ConditionFailed, Table
from shared.kernel.writes import delete_request, put_request, update_request

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.access.audit import AuditEntry
    from shared.access.invitation import Invitation
    from shared.access.member import Member
    from shared.access.team import Change
    from shared.access.tokens import Draw
    from shared.kernel.writes import Request

KEY_BYTES = 32


class DynamoMemberStore:
    """Keeps members in the `network` table; see `MemberStore` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str, *, draw: Draw = token_hex) -> None:
        self._table = Table(client, table)
        self._draw = draw
        self._key = b""

    def key(self) -> bytes:
        """Return the key that hides addresses in ids."""
        self._key = self._key or bytes.fromhex(self._stored_key())
        return self._key

    def get(self, member_id: str) -> Member | None:
        """Return the member as they stand, with their grants."""
        return member_from_items(member_id, self._table.query(member_key(member_id)))

    def save(self, member: Member, *, after: Member, entry: AuditEntry) -> None:
        """Replace what is the member's own and log it; raises Conflict."""
        logged = put_request(audit_item(entry), condition="attribute_not_exists(pk)")
        try:
            self._table.write_all_or_none([logged], updates=[_replacing(member, after)])
        except ConditionFailed as error:
            raise Conflict("this member was changed by somebody else meanwhile: look again") from error

    def remove(self, member: Member, *, entry: AuditEntry) -> None:
        """Forget what is the member's own and log it; raises Conflict."""
        logged = put_request(audit_item(entry), condition="attribute_not_exists(pk)")
        seen = {"generation": member.generation}
        gone = delete_request(member_key(member.id), MEMBER, condition="generation = :generation", values=seen)
        try:
            self._table.write_all_or_none([logged], deletes=[gone])
        except ConditionFailed as error:
            raise Conflict("this member was changed by somebody else meanwhile: look again") from error

    def team(self, nation: str | None) -> Team:
        """Return the team with its open invitations, as of one reading of its partition."""
        items = {item["sk"]: item for item in self._table.query(place_key(nation), prefix=TEAM)}
        return Team(
            nation=nation,
            revision=items.get(TEAM, {}).get("revision", 0),
            standings=tuple(standing_from_item(item) for sk, item in items.items() if sk.startswith(STANDING)),
            invitations=tuple(
                invitation_from_item(sk.removeprefix(INVITED), item)
                for sk, item in items.items()
                if sk.startswith(INVITED)
            ),
        )

    def change(self, change: Change) -> None:
        """Carry out a change and log it in one transaction; raises Conflict."""
        puts, updates, deletes = writes_of(change)
        try:
            self._table.write_all_or_none(puts, updates=updates, deletes=deletes)
        except ConditionFailed as error:
            raise Conflict("this team was changed by somebody else meanwhile: look again") from error

    def invitation(self, digest: str) -> Invitation | None:
        """Return an invitation by the hash of its token."""
        item = self._table.get(invitation_key(digest), INVITATION)
        return invitation_from_item(digest, item) if item else None

    def _stored_key(self) -> str:
        stored = self._table.get(NETWORK, KEY)
        return str(stored["key"]) if stored else self._new_key()

    def _new_key(self) -> str:
        key = self._draw(KEY_BYTES)
        try:
            self._table.put({"pk": NETWORK, "sk": KEY, "key": key}, condition="attribute_not_exists(pk)")
        except ConditionFailed:
            return self._stored_key()  # Somebody else made it at this moment: theirs it is.
        return key


def _replacing(member: Member, after: Member) -> Request:
    charter = "charter = :was_charter" if after.charter else "attribute_not_exists(charter)"
    known = {"was_charter": after.charter} if after.charter else {}
    return update_request(
        member_key(member.id),
        MEMBER,
        member_fields(member),
        condition=f"#name = :was_name AND #language = :was_language AND generation = :was_generation AND {charter}",
        was_name=after.name,
        was_language=after.language,
        was_generation=after.generation,
        **known,
    )
