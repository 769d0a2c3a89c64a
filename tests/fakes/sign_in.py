"""Passwords and second factors in memory, with the promises of `SignIn`."""

from __future__ import annotations

from shared.access.sign_in import Challenged, CodeAnswer, Passed, WeakPassword

SHORTEST = 12
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODE = "123456"
"""The one code that is ever right."""


class InMemorySignIn:
    """Knows passwords by member id; tokens and challenges name the member, and are good until they are used."""

    def __init__(self) -> None:
        self.passwords: dict[str, str] = {}
        self.enrolled: set[str] = set()
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

    def try_code(self, member_id: str, challenge: str, code: str) -> CodeAnswer:
        if self.is_late or challenge != f"challenge of {member_id}":
            return CodeAnswer.TOO_LATE
        return CodeAnswer.RIGHT if code == CODE else CodeAnswer.WRONG

    def new_secret(self, token: str) -> str | None:
        return None if self.is_late else SECRET

    def enrol(self, member_id: str, token: str, code: str) -> CodeAnswer:
        if self.is_late or token != f"token of {member_id}":
            return CodeAnswer.TOO_LATE
        if code != CODE:
            return CodeAnswer.WRONG
        self.enrolled.add(member_id)
        return CodeAnswer.RIGHT

    def forget(self, member_id: str) -> None:
        self.passwords.pop(member_id, None)
        self.enrolled.discard(member_id)

    def end_everywhere(self, member_id: str) -> None:
        self.ended.append(member_id)
