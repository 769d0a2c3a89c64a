"""Links that only we can make: signed, bound to one person of one nation and one action, valid for a while."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import timedelta
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from itsdangerous import BadData, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from shared.consent.ledger import CONFIRMATION_TIME
from shared.kernel.errors import BanneretError

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.kernel.clock import Clock
    from shared.kernel.secrets import SigningKeys

LONGEST_TOKEN = 400
"""Characters; ours have about 200."""

WITHDRAWAL_TIME = timedelta(days=3 * 365)
"""How long the link in an old mail still stops the next ones: withdrawing must be as easy as consenting
(GDPR, art. 7 (3))."""


class LinkKind(Enum):
    """What a link does: its path below `api/`, which is signed with it, and how long it works."""

    CONFIRM = ("confirm", CONFIRMATION_TIME)
    WITHDRAW = ("withdraw", WITHDRAWAL_TIME)

    def __init__(self, path: str, validity: timedelta) -> None:
        self.path = path
        self.validity = validity


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """Whom a link is for: a person of a nation, and the action that led to it."""

    slug: str
    person_id: str
    action_id: str


class LinkInvalid(BanneretError):  # noqa: N818 - the name states the fact, as the style asks
    """The token was not made by us, or not for this."""


class LinkExpired(LinkInvalid):
    """The token was ours, but its time is over."""


class LinkSigner:
    """Signs and reads the tokens of links, by the stage's keys and the clock it is handed."""

    def __init__(self, keys: SigningKeys, clock: Clock) -> None:
        """Take the keys; a token that another stage signed is none here."""
        self._keys = keys
        self._clock = clock

    def sign(self, kind: LinkKind, bond: Bond) -> str:
        """Return the token of a link, in letters that an address can carry."""
        return str(self._serializer(kind).dumps(astuple(bond)))

    def read(self, kind: LinkKind, token: str, *, slug: str) -> Bond:
        """Return whom a token is for; raises LinkExpired, and LinkInvalid for a forged one or another nation's."""
        if len(token) > LONGEST_TOKEN:
            raise LinkInvalid("the token is too long to be ours")
        bond = self._bond(kind, token)
        if bond.slug != slug:
            raise LinkInvalid("the token is another nation's")
        return bond

    def _bond(self, kind: LinkKind, token: str) -> Bond:
        try:
            words = self._words(kind, token)
        except SignatureExpired:
            raise LinkExpired("the link's time is over") from None
        except BadData:
            raise LinkInvalid("the token is not ours") from None
        return Bond(slug=words[0], person_id=words[1], action_id=words[2])

    def _words(self, kind: LinkKind, token: str) -> list[str]:
        try:
            return self._load(kind, token)
        except SignatureExpired:
            raise
        except BadData:
            # Another process may have signed it with a key that is newer than those read here.
            if not self._keys.renew():
                raise
            return self._load(kind, token)

    def _load(self, kind: LinkKind, token: str) -> list[str]:
        words: list[str] = self._serializer(kind).loads(token, max_age=int(kind.validity.total_seconds()))
        return words

    def _serializer(self, kind: LinkKind) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            list(self._keys.keys()),
            salt=f"link/{kind.path}",
            signer=_ClockedSigner,
            signer_kwargs={"now": self._seconds},
        )

    def _seconds(self) -> int:
        return int(self._clock.now().timestamp())


class _ClockedSigner(TimestampSigner):
    """Itsdangerous' own, told the time; SHA-256 in place of its SHA-1."""

    default_digest_method = staticmethod(sha256)

    def __init__(self, keys: list[str], *, now: Callable[[], int], **options: Any) -> None:
        super().__init__(keys, **options)
        self._now = now

    def get_timestamp(self) -> int:
        """Return the present second."""
        return self._now()
