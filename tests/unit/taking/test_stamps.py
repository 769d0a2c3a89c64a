"""Stamps: signed, of one nation, and worth something for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.actions.stamps import LONGEST, StampRules, Stamps, StampState
from shared.kernel.secrets import FixedKeys
from tests.builders import NOON
from tests.fakes.clock import FixedClock

RULES = StampRules(wait=2, valid=60)
LATER = NOON + timedelta(seconds=10)


class RotatingKeys:
    """Keys of which a process has not heard yet."""

    def __init__(self) -> None:
        self.known: tuple[str, ...] = ("one",)

    def keys(self) -> tuple[str, ...]:
        return self.known

    def renew(self) -> bool:
        before, self.known = self.known, ("one", "two")
        return self.known != before


def stamps_of(*keys: str, at: FixedClock | None = None) -> Stamps:
    return Stamps(FixedKeys(*keys), rules=RULES, clock=at or FixedClock(LATER))


def issued(*keys: str) -> str:
    return Stamps(FixedKeys(*keys), rules=RULES, clock=FixedClock(NOON)).issue("paris-6")


def test_a_stamp_signed_before_a_rotation_still_holds() -> None:
    assert stamps_of("one", "two").state("paris-6", issued("zero", "one")) is StampState.VALID


def test_a_stamp_signed_with_keys_that_are_gone_does_not() -> None:
    assert stamps_of("two", "three").state("paris-6", issued("zero", "one")) is StampState.FORGED


def test_a_stamp_signed_after_a_rotation_has_the_keys_read_again() -> None:
    stamps = Stamps(RotatingKeys(), rules=RULES, clock=FixedClock(LATER))

    assert stamps.state("paris-6", issued("one", "two")) is StampState.VALID


def test_a_stamp_is_good_for_its_own_nation_alone() -> None:
    assert stamps_of("one").state("lyon-1", issued("one")) is StampState.FORGED


def test_a_stamp_from_the_future_is_none_of_today() -> None:
    early = FixedClock(NOON - timedelta(hours=1))

    assert stamps_of("one", at=early).state("paris-6", issued("one")) is StampState.EXPIRED


@pytest.mark.parametrize(
    "forged",
    ["form", "form.x.y", ".", "..", "é", "\x00", "form.aaaaaa." + "A" * 43, "A" * LONGEST, "A" * (LONGEST + 1)],
)
def test_what_we_did_not_sign_is_forged(forged: str) -> None:
    assert stamps_of("one").state("paris-6", forged) is StampState.FORGED


def test_no_stamp_is_missing() -> None:
    assert stamps_of("one").state("paris-6", "") is StampState.MISSING
