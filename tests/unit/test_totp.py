"""The codes that tests type are those of RFC 6238."""

from __future__ import annotations

from base64 import b32encode

import pytest

from tests.scenarios.totp import STEP, Phone, code_at


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")],
)
def test_codes_are_those_of_the_rfcs_appendix_b(moment: int, code: str) -> None:
    assert code_at(b32encode(b"12345678901234567890").decode(), moment) == code


def test_no_code_is_typed_twice() -> None:
    phone, secret = Phone(), b32encode(b"12345678901234567890").decode()

    typed = [phone.code(secret, moment) for moment in (59, 59, 60, 200)]

    assert typed == [code_at(secret, moment) for moment in (59, 59 + STEP, 60 + STEP, 200)]
    assert len(set(typed)) == 4
