"""Proving who one is: a password, and a code of six digits that changes each half minute (TOTP, RFC 6238)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from shared.kernel.errors import PermanentError, TransientError


class SignInBusy(TransientError):  # noqa: N818 - the name states the fact, as the style asks
    """Whoever keeps passwords has too much to do, or is out of reach."""


class WeakPassword(PermanentError):  # noqa: N818 - the name states the fact, as the style asks
    """The password is too easily guessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """The password is right, and no second factor is enrolled; `token` lets its owner enrol one."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenged:
    """The password is right; `challenge` is answered with a code, within minutes."""

    challenge: str


class CodeFault(Enum):
    """Why a code leads nowhere."""

    WRONG = "wrong"
    USED = "used"
    """It was right, and brought somebody in already: each code does so once (RFC 6238, section 5.2)."""
    TOO_LATE = "too late"
    """The challenge is no longer good: the password is asked again."""


class SignIn(Protocol):
    """Keeps passwords and second factors under member ids; nothing else of a member is known to it.

    All methods raise SignInBusy.
    """

    def is_known(self, member_id: str) -> bool:
        """Tell whether the member has set a password."""

    def set_password(self, member_id: str, password: str) -> None:
        """Have a member who is not known yet sign in with this password; raises WeakPassword."""

    def try_password(self, member_id: str, password: str) -> Passed | Challenged | None:
        """Return what the password leads to, or None: it is wrong, or nobody has that id."""

    def try_code(self, member_id: str, challenge: str, code: str) -> Passed | CodeFault:
        """Answer a challenge of `try_password`; the token that it leads to lets its owner enrol another app."""

    def new_secret(self, token: str) -> str | None:
        """Return a secret in base 32 for the member's authenticator app, or None if the token is no longer good.

        From then on no code of an app that was enrolled before is good, whether or not this one ever is.
        """

    def enrol(self, member_id: str, token: str, code: str) -> CodeFault | None:
        """Ask the second factor from now on, if the code is that of the latest secret; or return what is wrong."""

    def forget(self, member_id: str) -> None:
        """Know nothing of a member any more, if anything was known."""

    def end_everywhere(self, member_id: str) -> None:
        """Have no token be good any longer that was given so far."""
