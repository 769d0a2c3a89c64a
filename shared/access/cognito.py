"""Passwords and second factors in Amazon Cognito: one user pool, whose user names are member ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.access.sign_in import Challenged, CodeFault, Passed, SignInBusy, WeakPassword
from shared.kernel.aws import error_code

if TYPE_CHECKING:
    from collections.abc import Mapping

TOTP = "SOFTWARE_TOKEN_MFA"
SETTLED = "CONFIRMED"
"""The status of a user whose password is their own."""

NOT_THEM = frozenset({"NotAuthorizedException", "UserNotFoundException"})
"""Cognito's words for a wrong password, for a disabled user and for nobody, and for a token whose time is over."""

CODE_FAULTS = {
    "CodeMismatchException": CodeFault.WRONG,
    "EnableSoftwareTokenMFAException": CodeFault.WRONG,
    "ExpiredCodeException": CodeFault.USED,
    "NotAuthorizedException": CodeFault.TOO_LATE,
    "UserNotFoundException": CodeFault.TOO_LATE,
}
"""Its words for a code that leads nowhere: the first at a challenge, the second at an enrolment, the third for one that
brought somebody in already ("Your software token has already been used once")."""

BUSY = frozenset({"TooManyRequestsException", "LimitExceededException", "InternalErrorException"})
"""Its words for what another try in a moment may mend, once botocore's own tries are over."""

SIX_DIGITS = re.compile(r"[0-9]{6}")
"""Whatever else is typed is no code, and Cognito is not asked: botocore itself refuses what is shorter."""

WEAK = frozenset({"InvalidPasswordException", "InvalidParameterException"})
"""Its words for a password that the pool's policy refuses; the second also for one of forbidden characters."""


class CognitoSignIn:
    """`SignIn` in a user pool; see there for what each method promises."""

    def __init__(self, client: Any, *, pool: str, app: str) -> None:
        """Take a client of `cognito-idp`, the pool's id and the id of its app client, which has no secret."""
        self._client, self._pool, self._app = client, {"UserPoolId": pool}, {"ClientId": app}

    def is_known(self, member_id: str) -> bool:
        """Tell whether the member has set a password."""
        try:
            user = _asked(self._client.admin_get_user, **self._pool, Username=member_id)
        except ClientError as error:
            if error_code(error) in NOT_THEM:
                return False
            raise
        return bool(user["UserStatus"] == SETTLED)

    def set_password(self, member_id: str, password: str) -> None:
        """Make the user, unless a try before this one did, and set the password for good."""
        try:
            _asked(self._client.admin_create_user, **self._pool, Username=member_id, MessageAction="SUPPRESS")
        except ClientError as error:
            if error_code(error) != "UsernameExistsException":
                raise
        try:
            _asked(
                self._client.admin_set_user_password,
                **self._pool,
                Username=member_id,
                Password=password,
                Permanent=True,
            )
        except ClientError as error:
            if error_code(error) in WEAK:
                raise WeakPassword("the password does not meet the pool's policy") from None
            raise

    def try_password(self, member_id: str, password: str) -> Passed | Challenged | None:
        """Return what the password leads to, or None."""
        try:
            answer = _asked(
                self._client.admin_initiate_auth,
                **self._pool,
                **self._app,
                AuthFlow="ADMIN_USER_PASSWORD_AUTH",
                AuthParameters={"USERNAME": member_id, "PASSWORD": password},
            )
        except ClientError as error:
            if error_code(error) in NOT_THEM:
                return None
            raise
        return _outcome(answer)

    def try_code(self, member_id: str, challenge: str, code: str) -> Passed | CodeFault:
        """Answer a challenge with a code."""
        answer = _judged(
            self._client.admin_respond_to_auth_challenge,
            code,
            **self._pool,
            **self._app,
            ChallengeName=TOTP,
            Session=challenge,
            ChallengeResponses={"USERNAME": member_id, "SOFTWARE_TOKEN_MFA_CODE": code},
        )
        return answer if isinstance(answer, CodeFault) else _passed(answer)

    def new_secret(self, token: str) -> str | None:
        """Return a new secret; the one before it is void."""
        try:
            return str(_asked(self._client.associate_software_token, AccessToken=token)["SecretCode"])
        except ClientError as error:
            if error_code(error) in NOT_THEM:
                return None
            raise

    def enrol(self, member_id: str, token: str, code: str) -> CodeFault | None:
        """Have Cognito verify the code, and ask for one from now on."""
        answer = _judged(self._client.verify_software_token, code, AccessToken=token, UserCode=code)
        if isinstance(answer, CodeFault):
            return answer
        if answer.get("Status") == "ERROR":
            return CodeFault.WRONG
        wanted = {"Enabled": True, "PreferredMfa": True}
        _asked(
            self._client.admin_set_user_mfa_preference,
            **self._pool,
            Username=member_id,
            SoftwareTokenMfaSettings=wanted,
        )
        return None

    def forget(self, member_id: str) -> None:
        """Delete the user, if there is one."""
        try:
            _asked(self._client.admin_delete_user, **self._pool, Username=member_id)
        except ClientError as error:
            if error_code(error) not in NOT_THEM:
                raise

    def end_everywhere(self, member_id: str) -> None:
        """Revoke all of the user's tokens."""
        _asked(self._client.admin_user_global_sign_out, **self._pool, Username=member_id)


def _outcome(answer: Mapping[str, Any]) -> Passed | Challenged | None:
    if answer.get("ChallengeName") == TOTP:
        return Challenged(challenge=str(answer["Session"]))
    if "AuthenticationResult" in answer:
        return _passed(answer)
    return None  # A password that was only lent, until its owner sets one: the invitation leads there.


def _passed(answer: Mapping[str, Any]) -> Passed:
    return Passed(token=str(answer["AuthenticationResult"]["AccessToken"]))


def _judged(call: Any, code: str, **request: Any) -> Mapping[str, Any] | CodeFault:
    """Return what Cognito answers to a code that leads on, or why it leads nowhere."""
    if not SIX_DIGITS.fullmatch(code):
        return CodeFault.WRONG
    try:
        return _asked(call, **request)
    except ClientError as error:
        fault = CODE_FAULTS.get(error_code(error))
        if fault is None:
            raise
        return fault


def _asked(call: Any, **request: Any) -> Mapping[str, Any]:
    """Return what Cognito answers; raises SignInBusy, and ClientError for all else that it says."""
    try:
        answer: Mapping[str, Any] = call(**request)
    except ClientError as error:
        if error_code(error) in BUSY:
            raise SignInBusy(f"passwords cannot be looked at now: {error_code(error)}") from error
        raise
    return answer
