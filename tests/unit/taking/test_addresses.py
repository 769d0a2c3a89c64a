"""Addresses: what is kept of them, and what counts them."""

from __future__ import annotations

import pytest

from shared.actions.addresses import keyed, truncated

DAY = "2027-05-11"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.7", "203.0.113.0"),
        ("2001:db8:85a3:1:2:3:4:5", "2001:db8:85a3::"),
        ("::ffff:203.0.113.7", "203.0.113.0"),
        ("", ""),
        ("unknown", ""),
        ("203.0.113.7:443", ""),
    ],
)
def test_what_is_kept_tells_a_region_and_no_household(address: str, kept: str) -> None:
    assert truncated(address) == kept


def test_a_sender_is_the_same_all_day_and_another_tomorrow() -> None:
    today = keyed("203.0.113.7", secret=b"one", day=DAY)

    assert today == keyed("203.0.113.7", secret=b"one", day=DAY)
    assert today != keyed("203.0.113.7", secret=b"one", day="2027-05-12")
    assert today != keyed("203.0.113.7", secret=b"two", day=DAY)
    assert today != keyed("203.0.113.8", secret=b"one", day=DAY)


def test_the_addresses_of_one_customer_are_one_sender() -> None:
    first = keyed("2001:db8:1:2::1", secret=b"one", day=DAY)

    assert first == keyed("2001:db8:1:2:ffff::9", secret=b"one", day=DAY)
    assert first != keyed("2001:db8:1:3::1", secret=b"one", day=DAY)


def test_what_counts_a_sender_does_not_tell_who_it_is() -> None:
    assert "203" not in keyed("203.0.113.7", secret=b"one", day=DAY)
