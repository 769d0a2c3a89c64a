from __future__ import annotations

from datetime import timedelta

import pytest

from shared.access.lockout import ADDRESS_TRIES, NAME_TRIES, Attempt, hold_after, proved, succeeded, take_try
from tests.builders import NOON
from tests.fakes.access import InMemoryTries

KEY = b"key"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def tries() -> InMemoryTries:
    return InMemoryTries()


def an_attempt(name: str = "marie", address: str = "192.0.2.1") -> Attempt:
    return Attempt(member_id=name, address=address)


def test_ten_tries_on_one_name_hold_it_wherever_they_come_from(tries: InMemoryTries) -> None:
    for number in range(NAME_TRIES):
        assert take_try(an_attempt(address=f"192.0.2.{number}"), tries=tries, key=KEY, now=NOON) is None

    assert take_try(an_attempt(address="198.51.100.1"), tries=tries, key=KEY, now=NOON) == NOON + MINUTE
    assert take_try(an_attempt("paul", "198.51.100.1"), tries=tries, key=KEY, now=NOON) is None


def test_fifty_tries_from_one_address_hold_it_whomever_they_name(tries: InMemoryTries) -> None:
    for number in range(ADDRESS_TRIES):
        assert take_try(an_attempt(f"name {number}"), tries=tries, key=KEY, now=NOON) is None

    assert take_try(an_attempt("somebody else"), tries=tries, key=KEY, now=NOON) == NOON + MINUTE
    assert take_try(an_attempt("somebody else", "198.51.100.1"), tries=tries, key=KEY, now=NOON) is None


def test_a_headquarters_that_signs_in_holds_nobody(tries: InMemoryTries) -> None:
    for number in range(3 * ADDRESS_TRIES):
        attempt = an_attempt(f"name {number % 60}")
        for _ in ("password", "code"):
            assert take_try(attempt, tries=tries, key=KEY, now=NOON) is None
            proved(attempt, tries=tries, key=KEY)
        succeeded(attempt, tries=tries, key=KEY)


def test_a_right_password_without_its_code_is_still_a_try_on_its_name(tries: InMemoryTries) -> None:
    for number in range(NAME_TRIES):
        attempt = an_attempt(address=f"192.0.2.{number}")
        assert take_try(attempt, tries=tries, key=KEY, now=NOON) is None
        proved(attempt, tries=tries, key=KEY)

    assert take_try(an_attempt(), tries=tries, key=KEY, now=NOON) == NOON + MINUTE


def test_the_right_password_forgets_the_wrong_ones(tries: InMemoryTries) -> None:
    for _ in range(NAME_TRIES):
        take_try(an_attempt(), tries=tries, key=KEY, now=NOON)

    succeeded(an_attempt(), tries=tries, key=KEY)

    assert take_try(an_attempt(), tries=tries, key=KEY, now=NOON) is None


def test_holds_double_from_a_minute_to_an_hour() -> None:
    minutes = [hold_after(number, most=10) // MINUTE for number in (1, 9, 10, 11, 12, 13, 14, 15, 16, 17, 999)]

    assert minutes == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("not an address", "", True),
    ],
)
def test_what_counts_as_one_address(one: str, other: str, same: bool) -> None:
    assert (an_attempt(address=one).address_key(KEY) == an_attempt(address=other).address_key(KEY)) is same


def test_neither_name_nor_address_is_in_what_they_are_counted_under() -> None:
    attempt = an_attempt()

    assert {attempt.name_key(KEY), attempt.address_key(KEY)}.isdisjoint(
        {attempt.name_key(b"another"), attempt.address_key(b"another"), attempt.member_id, attempt.address}
    )
    assert an_attempt("192.0.2.1").name_key(KEY) != an_attempt().address_key(KEY)
