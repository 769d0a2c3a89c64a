"""Inviting a nation's candidate as the nation opens: written with it or not at all, so once for good.

A worker that is killed has opened nothing and invited nobody; one whose message comes again finds the nation open.
"""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry
from shared.access.charter import LANGUAGES
from shared.access.grant import OPERATOR
from shared.access.invitation import VALID, Invitation
from shared.access.inviting import NAME_CHARACTERS, posting_of
from shared.access.posting import token_of
from shared.access.role import RoleName
from shared.access.team_writes import writes_of_welcome
from shared.access.tokens import TOKEN_BYTES, Draw, digest_of
from shared.people.email import normalise_email

if TYPE_CHECKING:
    from shared.kernel.secrets import SigningKeys
    from shared.kernel.writes import Request
    from shared.nations.nation import Nation


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateWelcome:
    """Invites candidates by the addresses of the roster; `language` is the network's own."""

    keys: SigningKeys
    language: str
    draw: Draw = token_hex

    def __call__(self, nation: Nation) -> tuple[list[Request], list[Request]]:
        """Return the puts and the updates that invite the candidate of a nation that has just been opened."""
        salt, email = self.draw(TOKEN_BYTES), normalise_email(nation.seed.email)
        if email is None or nation.changed_at is None:
            return [], []
        invitation = Invitation(
            digest=digest_of(token_of(salt, self.keys.keys()[-1])),
            email=email,
            name=nation.seed.candidate[:NAME_CHARACTERS],
            language=self._language(nation),
            role=RoleName.CANDIDATE,
            nation=nation.slug,
            by=OPERATOR,
            invited_at=nation.changed_at,
            expires_at=nation.changed_at + VALID,
        )
        about = {"invitation": invitation.id, "role": invitation.role.value, "rollout": nation.rollout}
        logged = entry(Deed.INVITED, by=None, nation=nation.slug, about=about, now=nation.changed_at, draw=self.draw)
        return writes_of_welcome(
            invitation, posted=posting_of(invitation, salt=salt, place=nation.seed.name), entry=logged
        )

    def _language(self, nation: Nation) -> str:
        spoken = nation.seed.facts.get("language", "")
        return spoken if spoken in LANGUAGES else self.language
