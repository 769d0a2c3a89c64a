"""What can go wrong with members and what they may do.

BanneretError
└── PermanentError
    ├── NotAllowed             somebody asks for more than they hold; `reason` says which rule it breaks
    └── NotFound
        ├── LinkOver           a link to choose a new password was used, or is older than an hour
        ├── InvitationOver     it was accepted, withdrawn, ran out, or never was
        └── NotInTeam          no grant and no invitation of the team has this id
"""

from __future__ import annotations

from enum import Enum

from shared.kernel.errors import NotFound, PermanentError


class Reason(Enum):
    """The rule that a request breaks; the value is how it is told to the operator."""

    BEYOND_RIGHTS = "a member passes on only what they hold themselves, and only if they manage the team"
    BEYOND_TIME = "a member passes nothing on for longer than they hold it themselves"
    WRONG_PLACE = "roles of the network are given in the network, all others in one nation"
    SOMEBODY_STANDS = "a nation has one candidate: whoever takes their place is named where a candidate is replaced"
    TO_ONESELF = "nobody invites themselves"
    NOT_THEIRS = "a role is revoked by who gave it, by the candidate, or by HQ"
    LAST_OWNER = "the last owner of the network stays until there is another one"
    NO_LOOKING = "only the network's owners and organisers look inside a nation"


class NotAllowed(PermanentError):  # noqa: N818 - the name states the fact, as the style asks
    """Somebody asks for more than they hold."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"not allowed: {reason.value}")
        self.reason = reason


class InvitationOver(NotFound):
    """The invitation leads nowhere any more."""

    def __init__(self) -> None:
        super().__init__("this invitation was used, withdrawn or is older than seven days: ask for a new one")


class LinkOver(NotFound):
    """The link to choose a new password leads nowhere any more."""

    def __init__(self) -> None:
        super().__init__("this link was used or is older than an hour: ask for a new one")


class NotInTeam(NotFound):
    """Nothing of the team has this id."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no grant or invitation of this team is called {name}: `banneret team list` shows them all")
