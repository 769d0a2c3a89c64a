"""Passwords and second factors in Cognito: what is asked of it, and what its words mean."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from shared.access.cognito import CognitoSignIn
from shared.access.sign_in import Challenged, CodeFault, Passed, SignInBusy, WeakPassword
from shared.kernel.aws import client

MEMBER = "0" * 32


class Pool:
    """A client that answers each operation with what it was made with, and remembers what it was asked."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __getattr__(self, operation: str) -> Any:
        def call(**request: Any) -> Any:
            self.asked.append((operation, request))
            answer = self.answers.get(operation, {})
            if isinstance(answer, str):
                raise ClientError({"Error": {"Code": answer}}, operation)
            return answer

        return call


def sign_in(**answers: Any) -> tuple[CognitoSignIn, Pool]:
    pool = Pool(**answers)
    return CognitoSignIn(pool, pool="pool", app="app"), pool


@pytest.mark.parametrize(
    ("user", "known"),
    [
        ({"UserStatus": "CONFIRMED"}, True),
        ({"UserStatus": "FORCE_CHANGE_PASSWORD"}, False),
        ("UserNotFoundException", False),
    ],
)
def test_a_member_is_known_who_has_set_a_password(user: Any, known: bool) -> None:
    assert sign_in(admin_get_user=user)[0].is_known(MEMBER) is known


def test_a_password_is_set_for_good_and_cognito_writes_no_mail() -> None:
    adapter, pool = sign_in()

    adapter.set_password(MEMBER, "a long sentence")

    (create, created), (_, password) = pool.asked
    assert (create, created["MessageAction"]) == ("admin_create_user", "SUPPRESS")
    assert password == {"UserPoolId": "pool", "Username": MEMBER, "Password": "a long sentence", "Permanent": True}


def test_a_password_can_be_set_after_a_try_that_made_the_user_and_failed() -> None:
    adapter, pool = sign_in(admin_create_user="UsernameExistsException")

    adapter.set_password(MEMBER, "a long sentence")

    assert [asked for asked, _ in pool.asked] == ["admin_create_user", "admin_set_user_password"]


def test_a_password_that_the_policy_refuses_is_weak_and_is_not_quoted() -> None:
    adapter, _ = sign_in(admin_set_user_password="InvalidPasswordException")

    with pytest.raises(WeakPassword) as caught:
        adapter.set_password(MEMBER, "sunshine")

    assert "sunshine" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({"AuthenticationResult": {"AccessToken": "t"}}, Passed(token="t")),
        ({"ChallengeName": "SOFTWARE_TOKEN_MFA", "Session": "c"}, Challenged(challenge="c")),
        ({"ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": "c"}, None),
        ("NotAuthorizedException", None),
        ("UserNotFoundException", None),
    ],
)
def test_a_password_leads_in_or_to_the_second_factor_or_nowhere(answer: Any, outcome: object) -> None:
    assert sign_in(admin_initiate_auth=answer)[0].try_password(MEMBER, "p") == outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({"AuthenticationResult": {"AccessToken": "t"}}, Passed(token="t")),
        ("CodeMismatchException", CodeFault.WRONG),
        ("ExpiredCodeException", CodeFault.USED),
        ("NotAuthorizedException", CodeFault.TOO_LATE),
    ],
)
def test_a_code_answers_a_challenge(answer: Any, outcome: object) -> None:
    assert sign_in(admin_respond_to_auth_challenge=answer)[0].try_code(MEMBER, "c", "123456") == outcome


@pytest.mark.parametrize("typed", ["", "1", "12345", "1234567", "12345a", "１２３４５６", "123 456"])
def test_what_is_not_six_digits_is_a_wrong_code_and_nobody_is_asked(typed: str) -> None:
    cognito = client("cognito-idp", region_name="eu-west-3", aws_access_key_id="k", aws_secret_access_key="s")
    adapter = CognitoSignIn(cognito, pool="pool", app="app")

    with Stubber(cognito) as asked:  # The real client refuses short codes itself; whatever it did ask would fail here.
        assert adapter.enrol(MEMBER, "token", typed) is CodeFault.WRONG
        assert adapter.try_code(MEMBER, "challenge", typed) is CodeFault.WRONG
        asked.assert_no_pending_responses()


def test_a_second_factor_is_asked_only_after_its_first_code_was_right() -> None:
    adapter, pool = sign_in(verify_software_token="EnableSoftwareTokenMFAException")
    assert adapter.enrol(MEMBER, "t", "000000") is CodeFault.WRONG
    assert [operation for operation, _ in pool.asked] == ["verify_software_token"]

    adapter, pool = sign_in(verify_software_token={"Status": "SUCCESS"})
    assert adapter.enrol(MEMBER, "t", "123456") is None
    assert pool.asked[-1][1]["SoftwareTokenMfaSettings"] == {"Enabled": True, "PreferredMfa": True}


def test_a_secret_is_given_for_a_token_that_is_good() -> None:
    assert sign_in(associate_software_token={"SecretCode": "S"})[0].new_secret("t") == "S"
    assert sign_in(associate_software_token="NotAuthorizedException")[0].new_secret("t") is None


def test_ending_everywhere_revokes_all_tokens() -> None:
    adapter, pool = sign_in()

    adapter.end_everywhere(MEMBER)

    assert pool.asked == [("admin_user_global_sign_out", {"UserPoolId": "pool", "Username": MEMBER})]


OPERATIONS = (
    "admin_get_user",
    "admin_create_user",
    "admin_initiate_auth",
    "admin_respond_to_auth_challenge",
    "associate_software_token",
    "verify_software_token",
    "admin_delete_user",
    "admin_user_global_sign_out",
)


@pytest.mark.parametrize(
    ("said", "raised"),
    [
        ("ResourceNotFoundException", ClientError),
        ("TooManyRequestsException", SignInBusy),
        ("LimitExceededException", SignInBusy),
        ("InternalErrorException", SignInBusy),
    ],
)
def test_what_is_neither_is_passed_on_and_too_much_to_do_is_worth_another_try(
    said: str, raised: type[Exception]
) -> None:
    adapter, _ = sign_in(**dict.fromkeys(OPERATIONS, said))
    for call in (
        lambda: adapter.is_known(MEMBER),
        lambda: adapter.set_password(MEMBER, "p"),
        lambda: adapter.try_password(MEMBER, "p"),
        lambda: adapter.try_code(MEMBER, "c", "123456"),
        lambda: adapter.new_secret("t"),
        lambda: adapter.enrol(MEMBER, "t", "123456"),
        lambda: adapter.forget(MEMBER),
        lambda: adapter.end_everywhere(MEMBER),
    ):
        with pytest.raises(raised):
            call()


@pytest.mark.parametrize("answer", [{}, "UserNotFoundException"])
def test_whoever_goes_is_deleted_from_the_pool_if_they_are_in_it(answer: Any) -> None:
    adapter, pool = sign_in(admin_delete_user=answer)

    adapter.forget(MEMBER)

    assert pool.asked == [("admin_delete_user", {"UserPoolId": "pool", "Username": MEMBER})]
