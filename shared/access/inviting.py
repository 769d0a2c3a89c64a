"""Inviting somebody to a team, and accepting: once, within a week, by whoever has the link."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry
from shared.access.candidacy import refuse_a_second
from shared.access.charter import LANGUAGES
from shared.access.delegating import given_until
from shared.access.errors import InvitationOver, NotAllowed, Reason
from shared.access.grant import OPERATOR, Grant, Standing
from shared.access.invitation import VALID, Invitation
from shared.access.member import Member, member_id
from shared.access.posting import LetterKind, Posting, token_of
from shared.access.revoking import may_revoke
from shared.access.team import Change
from shared.access.tokens import ID_BYTES, TOKEN_BYTES, digest_of
from shared.kernel.errors import Fault, InputError
from shared.people.email import normalise_email

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.audit import AuditEntry
    from shared.access.ports import MemberStore
    from shared.access.role import RoleName
    from shared.access.team import Team
    from shared.access.tokens import Draw
    from shared.kernel.secrets import SigningKeys

NAME_CHARACTERS = 100
"""The longest name that a page of the console has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What somebody is to be invited to, as it was typed; `until` None is for as long as the giver holds it."""

    email: str
    name: str
    language: str
    role: RoleName
    nation: str | None
    until: datetime | None = None
    place: str = ""
    """How the nation is called; its letter says so, or names the network."""


def invite(
    offer: Offer,
    *,
    giver: Member | None,
    members: MemberStore,
    now: datetime,
    draw: Draw = token_hex,
    keys: SigningKeys | None = None,
) -> tuple[Invitation, str]:
    """Invite somebody, and return the invitation with the token for their link; `giver` None is the operator.

    With the stage's `keys` the link is mailed to them, too: `shared.access.sending` does that a moment later.
    It takes the place of those invitations of the same person to the same team that the giver may withdraw.
    Raises InputError, NotAllowed, and Conflict if the team was changed meanwhile. Whether the nation exists is the
    caller's to know.
    """
    email, name = _checked(offer, now)
    team = members.team(offer.nation)
    if giver and giver.email == email:
        raise NotAllowed(Reason.TO_ONESELF)
    until = given_until(giver, offer.role, nation=offer.nation, until=offer.until, now=now)
    someone = member_id(email, key=members.key())
    refuse_a_second(giver, offer.role, team=team, someone=someone, now=now)
    salt = draw(TOKEN_BYTES)
    token = token_of(salt, keys.keys()[-1]) if keys else salt
    invitation = Invitation(
        digest=digest_of(token),
        email=email,
        name=name,
        language=offer.language,
        role=offer.role,
        nation=offer.nation,
        by=giver.id if giver else OPERATOR,
        invited_at=now,
        expires_at=now + VALID,
        until=until,
    )
    posted = posting_of(invitation, salt=salt, place=offer.place) if keys else None
    earlier = tuple(each for each in team.invitations if each.email == email and may_revoke(giver, each, now=now))
    told = ((Deed.INVITED, invitation), *((Deed.WITHDREW, each) for each in earlier if each.is_open(now)))
    entries = tuple(_told(deed, each, by=giver, now=now, draw=draw) for deed, each in told)
    members.change(Change(team=team, entries=entries, invited=invitation, posted=posted, withdrawn=earlier))
    return invitation, token


def offer_again(invitation: Invitation, *, place: str) -> Offer:
    """Return what an invitation offered, until when the role was to last included; `place` is as of an Offer."""
    return Offer(
        email=invitation.email,
        name=invitation.name,
        language=invitation.language,
        role=invitation.role,
        nation=invitation.nation,
        until=invitation.until,
        place=place,
    )


def posting_of(invitation: Invitation, *, salt: str, place: str) -> Posting:
    """Return the letter that brings an invitation to whom it is for."""
    return Posting(
        kind=LetterKind.INVITATION,
        digest=invitation.digest,
        salt=salt,
        expires_at=invitation.expires_at,
        email=invitation.email,
        name=invitation.name,
        language=invitation.language,
        role=invitation.role.value,
        place=place,
        nation=invitation.nation,
    )


def find_invitation(token: str, *, members: MemberStore, now: datetime) -> Invitation:
    """Return the invitation that a link leads to; raises InvitationOver."""
    invitation = members.invitation(digest_of(token))
    if invitation is None or not invitation.is_open(now):
        raise InvitationOver
    return invitation


def accept(invitation: Invitation, *, members: MemberStore, now: datetime, draw: Draw = token_hex) -> Member:
    """Have the invited person hold the role, as a new member or beside what they hold; return them as they now are.

    Whoever calls this knows that it is them: the link alone proves it only for somebody who has no password yet.
    Raises InvitationOver, also if the giver could no longer give this, and Conflict if the team was changed meanwhile.
    """
    team = members.team(invitation.nation)
    if not any(waiting.digest == invitation.digest and waiting.is_open(now) for waiting in team.invitations):
        raise InvitationOver
    someone = member_id(invitation.email, key=members.key())
    grant = _grant(invitation, team=team, someone=someone, members=members, now=now, draw=draw)
    known = members.get(someone)
    member = known or _newcomer(invitation, someone, now)
    about = {"invitation": invitation.id, "grant": grant.id, "role": grant.role.value}
    logged = entry(Deed.JOINED, by=member, nation=grant.nation, about=about, now=now, draw=draw)
    members.change(
        Change(
            team=team,
            entries=(logged,),
            newcomer=None if known else member,
            given=(Standing(member_id=member.id, grant=grant),),
            accepted=replace(invitation, accepted_at=now),
        )
    )
    return members.get(member.id) or member


def _told(deed: Deed, invitation: Invitation, *, by: Member | None, now: datetime, draw: Draw) -> AuditEntry:
    about = {"invitation": invitation.id, "role": invitation.role.value}
    return entry(deed, by=by, nation=invitation.nation, about=about, now=now, draw=draw)


def _checked(offer: Offer, now: datetime) -> tuple[str, str]:
    faults = []
    email, name = normalise_email(offer.email), " ".join(offer.name.split())
    if email is None:
        faults.append(Fault(place="email", reason="not an e-mail address", remedy="Write it like marie@example.org"))
    if not 0 < len(name) <= NAME_CHARACTERS:
        remedy = f"Give a name of at most {NAME_CHARACTERS} characters"
        faults.append(Fault(place="name", reason="missing or too long", remedy=remedy))
    if offer.language not in LANGUAGES:
        remedy = f"Choose one of {', '.join(LANGUAGES)}"
        faults.append(Fault(place="language", reason="not one that the console speaks", remedy=remedy))
    if offer.until is not None and offer.until <= now:
        faults.append(Fault(place="until", reason="it is over already", remedy="Give a day to come, or none"))
    if faults or email is None:
        raise InputError(faults)
    return email, name


def _grant(
    invitation: Invitation, *, team: Team, someone: str, members: MemberStore, now: datetime, draw: Draw
) -> Grant:
    giver = None if invitation.by == OPERATOR else members.get(invitation.by)
    if giver is None and invitation.by != OPERATOR:
        raise InvitationOver
    try:
        until = given_until(giver, invitation.role, nation=invitation.nation, until=invitation.until, now=now)
        refuse_a_second(giver, invitation.role, team=team, someone=someone, now=now)
    except NotAllowed as error:
        raise InvitationOver from error
    return Grant(
        id=draw(ID_BYTES),
        role=invitation.role,
        nation=invitation.nation,
        given_by=invitation.by,
        given_at=now,
        expires_at=until,
    )


def _newcomer(invitation: Invitation, someone: str, now: datetime) -> Member:
    """Return who becomes a member; their generation is one that they had not before, if they were one already."""
    return Member(
        id=someone,
        generation=int(now.timestamp()),
        email=invitation.email,
        name=invitation.name,
        language=invitation.language,
    )
