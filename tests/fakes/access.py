"""Members, sessions, the log and tries in memory, with the promises of `shared.access.ports`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.access.audit_store import BEHIND_ALL, start_of
from shared.access.items import audit_item, posting_key
from shared.access.ports import Taken
from shared.access.team import Team
from shared.kernel.errors import Conflict
from shared.kernel.page import Page, write_cursor

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from shared.access.audit import AuditEntry
    from shared.access.invitation import Invitation
    from shared.access.member import Member
    from shared.access.posting import Posting
    from shared.access.session import Session
    from shared.access.team import Change


class InMemoryAuditLog:
    """Keeps entries in a list."""

    def __init__(self) -> None:
        self.entries: list[AuditEntry] = []

    def record(self, entry: AuditEntry) -> None:
        self.entries.append(entry)

    def page(self, nation: str | None, *, limit: int, cursor: str | None = None) -> Page[AuditEntry]:
        start = start_of(cursor) if cursor else BEHIND_ALL
        keyed = {str(audit_item(entry)["sk"]): entry for entry in self.entries if entry.nation == nation}
        keys = sorted((key for key in keyed if key < start), reverse=True)
        last = {"sk": keys[limit - 1]} if len(keys) > limit else None
        return Page(elements=tuple(keyed[key] for key in keys[:limit]), cursor=write_cursor(last))


class InMemoryPost:
    """Keeps letters in a dictionary by their partition, and what became of them in another."""

    def __init__(self) -> None:
        self.letters: dict[str, Posting] = {}
        self.held: dict[str, datetime] = {}
        self.settled: dict[str, str] = {}

    def add(self, posting: Posting) -> None:
        self.letters[posting_key(posting)] = posting

    def find(self, pk: str) -> Posting | None:
        return self.letters.get(pk)

    def take(self, pk: str, *, now: datetime, until: datetime) -> Posting | Taken:
        if pk not in self.letters or self.letters[pk].expires_at <= now:
            return Taken.GONE
        if pk in self.settled:
            return Taken.SETTLED
        if pk in self.held and now < self.held[pk]:
            return Taken.HELD
        self.held[pk] = until
        return self.letters[pk]

    def hand_back(self, posting: Posting, *, until: datetime) -> None:
        if self.held.get(posting_key(posting)) == until:
            del self.held[posting_key(posting)]

    def settle(self, posting: Posting, outcome: str) -> None:
        if posting_key(posting) in self.letters:
            self.settled[posting_key(posting)] = outcome
            self.letters[posting_key(posting)] = replace(posting, salt="")


class InMemoryMemberStore:
    """Keeps members and teams in dictionaries; what is done goes into `log`, letters to `post`."""

    def __init__(self, log: InMemoryAuditLog | None = None, post: InMemoryPost | None = None) -> None:
        self.log, self.post = log or InMemoryAuditLog(), post or InMemoryPost()
        self.members: dict[str, Member] = {}
        self.teams: dict[str | None, Team] = {}
        self.invitations: dict[str, Invitation] = {}

    def key(self) -> bytes:
        return b"a key for tests"

    def get(self, member_id: str) -> Member | None:
        member = self.members.get(member_id)
        standings = [s for team in self.teams.values() for s in team.standings if s.member_id == member_id]
        grants = sorted((standing.grant for standing in standings), key=lambda grant: grant.id)
        return replace(member, grants=tuple(grants)) if member else None

    def save(self, member: Member, *, after: Member, entry: AuditEntry) -> None:
        standing = self.members.get(after.id)
        if standing is None or replace(standing, grants=()) != replace(after, grants=()):
            raise Conflict("this member was changed by somebody else meanwhile: look again")
        self.members[member.id] = member
        self.log.record(entry)

    def remove(self, member: Member, *, entry: AuditEntry) -> None:
        standing = self.members.get(member.id)
        if standing is None or standing.generation != member.generation:
            raise Conflict("this member was changed by somebody else meanwhile: look again")
        del self.members[member.id]
        self.log.record(entry)

    def team(self, nation: str | None) -> Team:
        return self.teams.get(nation, Team(nation=nation))

    def change(self, change: Change) -> None:
        team = self.team(change.team.nation)
        if team.revision != change.team.revision or self._clashes(change):
            raise Conflict("this team was changed by somebody else meanwhile: look again")
        if change.newcomer:
            self.members[change.newcomer.id] = change.newcomer
        for invitation in change.withdrawn:
            del self.invitations[invitation.digest]
            self.post.letters.pop(f"INVITATION#{invitation.digest}", None)
        kept = [invitation for invitation in (change.invited, change.accepted) if invitation]
        self.invitations |= {invitation.digest: invitation for invitation in kept}
        self.teams[team.nation] = _after(change, team)
        if change.posted:
            self.post.add(change.posted)
        for entry in change.entries:
            self.log.record(entry)

    def invitation(self, digest: str) -> Invitation | None:
        return self.invitations.get(digest)

    def _clashes(self, change: Change) -> bool:
        accepted = self.invitations.get(change.accepted.digest) if change.accepted else None
        is_over = change.accepted is not None and (accepted is None or accepted.accepted_at is not None)
        return is_over or (change.newcomer is not None and change.newcomer.id in self.members)


class InMemorySessionStore:
    """Keeps sessions in a dictionary."""

    def __init__(self) -> None:
        self.sessions: dict[str, Session] = {}

    def add(self, digest: str, session: Session) -> None:
        self.sessions[digest] = session

    def get(self, digest: str) -> Session | None:
        return self.sessions.get(digest)

    def see(self, digest: str, at: datetime) -> None:
        if digest in self.sessions:
            self.sessions[digest] = replace(self.sessions[digest], seen_at=at)

    def succeed(self, digest: str, *, by: str, session: Session) -> bool:
        before = self.sessions.get(digest)
        if before is None or before.successor or by in self.sessions:
            return False
        self.sessions[by] = session
        self.sessions[digest] = replace(before, successor=by)
        return True

    def retire(self, digest: str, *, by: str, until: datetime) -> None:
        if by in self.sessions:
            self.sessions[by] = replace(self.sessions[by], is_used=True)
        if digest in self.sessions and until < self.sessions[digest].expires_at:
            self.sessions[digest] = replace(self.sessions[digest], expires_at=until)

    def end(self, digest: str) -> None:
        self.sessions.pop(digest, None)


@dataclass
class Count:
    """Tries under one key."""

    number: int
    ends: datetime
    held_until: datetime | None = None


class InMemoryTries:
    """Counts tries in a dictionary."""

    def __init__(self) -> None:
        self.counts: dict[str, Count] = {}

    def take(self, key: str, *, now: datetime, window: timedelta, hold: Callable[[int], timedelta]) -> datetime | None:
        count = self.counts.get(key)
        if count is None or count.ends <= now:
            count = self.counts[key] = Count(number=0, ends=now + window)
        if count.held_until and now < count.held_until:
            return count.held_until
        count.number += 1
        span = hold(count.number)
        if span:
            count.held_until = now + span
            count.ends = now + span + window
        return None

    def give_back(self, key: str) -> None:
        if key in self.counts and self.counts[key].number > 0:
            self.counts[key].number -= 1

    def forget(self, key: str) -> None:
        self.counts.pop(key, None)


def _after(change: Change, team: Team) -> Team:
    over = {invitation.digest for invitation in (*change.withdrawn, *([change.accepted] if change.accepted else []))}
    still_open = tuple(invitation for invitation in team.invitations if invitation.digest not in over)
    return replace(
        team,
        revision=team.revision + 1,
        standings=(*(s for s in team.standings if s not in change.taken), *change.given),
        invitations=(*still_open, *([change.invited] if change.invited else [])),
    )
