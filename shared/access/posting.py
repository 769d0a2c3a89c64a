"""Letters to members that wait to be sent: written down with what they are about, sent by a follower of the table.

The link of a letter is made of a salt and the stage's signing key: the table has the salt and the hash of the token,
and neither leads to the token without the key.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from shared.access.tokens import digest_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class LetterKind(StrEnum):
    """What a letter is about; also how its template is called (`templates/console/mail/<language>/<kind>.toml`)."""

    INVITATION = "invitation"
    PASSWORD = "password"  # noqa: S105 - the name of a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A letter that is to be sent once; `digest` is the SHA-256 of its link's token.

    An invitation says whom it goes to and the `role` at the `place`, in `language`. A letter about a password names
    the member, who may be nobody, as they stood at a `generation`: whoever asks must not learn which.
    """

    kind: LetterKind
    digest: str
    salt: str
    expires_at: datetime
    email: str = ""
    name: str = ""
    language: str = ""
    role: str = ""
    place: str = ""
    nation: str | None = None
    member_id: str = ""
    generation: int = 0


def token_of(salt: str, key: str) -> str:
    """Return the token that a salt and a signing key make: 256 bits in hexadecimal."""
    return hmac.new(key.encode(), f"banneret/letter/{salt}".encode(), sha256).hexdigest()


def token_for(posting: Posting, keys: Sequence[str]) -> str | None:
    """Return the token of a letter's link, or None: the key that it was made with is gone."""
    made = (token_of(posting.salt, key) for key in keys)
    return next((token for token in made if digest_of(token) == posting.digest), None)
