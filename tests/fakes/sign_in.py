"""Passwords and second factors in memory, with the promises of `SignIn`."""

from __future__ import annotations

from shared.access.sign_in import Challenged, CodeFault, Passed, WeakPassword

SHORTEST = 12
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODE, NEXT_CODE = "123456", "654321"
"""The codes of this half minute and of the next: each brings its owner in once. Others are never right."""


class InMemorySignIn:
    """Knows passwords by member id; tokens and challenges name the member, and are good again and again."""

    def __init__(self) -> None:
        self.passwords: dict[str, str] = {}
        self.enrolled: set[str] = set()
        self.used: set[tuple[str, str]] = set()
        """The codes that brought somebody in, with whom."""
        self.ended: list[str] = []
        self.is_late = False

    def is_known(self, member_id: str) -> bool:
        return member_id in self.passwords

    def set_password(self, member_id: str, password: str) -> None:
        if len(password) < SHORTEST:
            raise WeakPassword("the password does not meet the policy")
        self.passwords[member_id] = password

    def try_password(self, member_id: str, password: str) -> Passed | Challenged | None:
        if self.passwords.get(member_id) != password:
            return None
        if member_id in self.enrolled:
            return Challenged(challenge=f"challenge of {member_id}")
        return Passed(token=f"token of {member_id}")

    def try_code(self, member_id: str, challenge: str, code: str) -> Passed | CodeFault:
        if self.is_late or challenge != f"challenge of {member_id}":
            return CodeFault.TOO_LATE
        return self._fault(member_id, code) or Passed(token=f"token of {member_id}")

    def new_secret(self, token: str) -> str | None:
        if self.is_late:
            return None
        self.enrolled.discard(token.removeprefix("token of "))
        return SECRET

    def enrol(self, member_id: str, token: str, code: str) -> CodeFault | None:
        if self.is_late or token != f"token of {member_id}":
            return CodeFault.TOO_LATE
        if fault := self._fault(member_id, code):
            return fault
        self.enrolled.add(member_id)
        return None

    def _fault(self, member_id: str, code: str) -> CodeFault | None:
        """Return what is wrong with a code, or None: it is used from then on."""
        if code not in (CODE, NEXT_CODE):
            return CodeFault.WRONG
        if (member_id, code) in self.used:
            return CodeFault.USED
        self.used.add((member_id, code))
        return None

    def forget(self, member_id: str) -> None:
        self.passwords.pop(member_id, None)
        self.enrolled.discard(member_id)

    def end_everywhere(self, member_id: str) -> None:
        self.ended.append(member_id)
