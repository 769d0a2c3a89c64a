"""Signing keys as Secrets Manager keeps them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from shared.kernel.aws import client
from shared.kernel.secrets import PAUSE, REREAD, FixedKeys, SecretsManagerKeys

NAME = "banneret/test/signing"


class Hand:
    """A clock whose hand the test moves."""

    def __init__(self) -> None:
        self.at = datetime(2027, 6, 1, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def pass_by(self, span: timedelta) -> None:
        self.at += span


@pytest.fixture
def secrets(aws: None) -> Any:
    made = client("secretsmanager")
    made.create_secret(Name=NAME, SecretString="first")
    return made


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def signing(secrets: Any, clock: Hand) -> SecretsManagerKeys:
    return SecretsManagerKeys(secrets, NAME, clock=clock)


def rotate(secrets: Any, key: str) -> None:
    secrets.put_secret_value(SecretId=NAME, SecretString=key)


def test_a_secret_never_rotated_has_one_key(signing: SecretsManagerKeys) -> None:
    assert signing.keys() == ("first",)


def test_after_a_rotation_the_old_key_still_verifies_and_the_new_one_signs(
    signing: SecretsManagerKeys, secrets: Any
) -> None:
    rotate(secrets, "second")

    assert signing.keys() == ("first", "second")


def test_keys_are_read_once_and_again_after_an_hour(signing: SecretsManagerKeys, secrets: Any, clock: Hand) -> None:
    signing.keys()
    rotate(secrets, "second")

    clock.pass_by(REREAD - timedelta(seconds=1))
    assert signing.keys() == ("first",)
    clock.pass_by(timedelta(seconds=1))
    assert signing.keys() == ("first", "second")


def test_a_signature_that_does_not_fit_has_the_keys_read_again(
    signing: SecretsManagerKeys, secrets: Any, clock: Hand
) -> None:
    signing.keys()
    rotate(secrets, "second")
    clock.pass_by(PAUSE)

    assert signing.renew()
    assert signing.keys()[-1] == "second"


def test_many_signatures_that_do_not_fit_read_no_more_than_once_a_minute(
    signing: SecretsManagerKeys, secrets: Any
) -> None:
    signing.keys()
    rotate(secrets, "second")

    assert not signing.renew()
    assert signing.keys() == ("first",)


def test_renewing_tells_when_nothing_changed(signing: SecretsManagerKeys, clock: Hand) -> None:
    signing.keys()
    clock.pass_by(PAUSE)

    assert not signing.renew()


def test_a_secret_that_does_not_exist_is_an_error(secrets: Any, clock: Hand) -> None:
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        SecretsManagerKeys(secrets, "banneret/moon/signing", clock=clock).keys()


def test_fixed_keys_never_change() -> None:
    keys = FixedKeys("old", "new")

    assert not keys.renew()
    assert keys.keys() == ("old", "new")
