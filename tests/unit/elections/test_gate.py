from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from shared.elections.errors import HeldBySilence
from shared.elections.gate import Gate
from shared.kernel.errors import InputError
from tests.builders import HOUR, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.elections import InMemoryOverrideLog
from tests.fakes.journal import InMemoryJournal
from tests.unit.elections.builders import PARIS, a_calendar

EVE = datetime(2027, 6, 12, 12, tzinfo=PARIS)
WEDNESDAY = datetime(2027, 6, 9, 12, tzinfo=PARIS)


def a_gate(now: datetime) -> Gate:
    return Gate(calendar=a_calendar(), overrides=InMemoryOverrideLog(), clock=FixedClock(now))


def test_outside_silence_the_gate_is_open() -> None:
    gate = a_gate(WEDNESDAY)

    assert gate.pass_through(a_nation(), what="publishing", by="hq", reason="because") == ""
    assert gate.overrides.of_nation("paris-6") == []


def test_during_silence_what_has_no_reason_is_held_and_told_until_when() -> None:
    with pytest.raises(HeldBySilence, match=r"paris-6 is in electoral silence until 13 June 2027, 20:00 \(Europe/Par"):
        a_gate(EVE).pass_through(a_nation(), what="publishing", by="hq")


@pytest.mark.parametrize("reason", [" ", "\t"])
def test_an_empty_reason_is_none(reason: str) -> None:
    with pytest.raises(HeldBySilence):
        a_gate(EVE).pass_through(a_nation(), what="publishing", by="hq", reason=reason)


def test_during_silence_a_reason_lets_through_and_is_kept() -> None:
    gate = a_gate(EVE)

    assert gate.pass_through(a_nation(), what="publishing", by="hq", reason="wrong address") == "wrong address"

    (override,) = gate.overrides.of_nation("paris-6")
    assert (override.by, override.reason, override.what, override.at) == ("hq", "wrong address", "publishing", EVE)


def test_a_reason_is_good_for_one_act() -> None:
    gate = a_gate(EVE)
    gate.pass_through(a_nation(), what="publishing", by="hq", reason="wrong address")

    with pytest.raises(HeldBySilence):
        gate.pass_through(a_nation(), what="publishing", by="hq")


def test_an_open_gate_lets_everything_of_its_nation_through_until_its_time() -> None:
    clock = FixedClock(EVE)
    gate = Gate(calendar=a_calendar(), overrides=InMemoryOverrideLog(), clock=clock)
    gate.open_until(a_nation(), EVE + HOUR, by="hq", reason="judge's order", journal=InMemoryJournal())

    assert gate.pass_through(a_nation(), what="publishing", by="hq") == "judge's order"
    with pytest.raises(HeldBySilence):
        gate.pass_through(a_nation("paris-7"), what="publishing", by="hq")
    clock.advance(timedelta(hours=1))
    with pytest.raises(HeldBySilence):
        gate.pass_through(a_nation(), what="publishing", by="hq")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 401])
def test_opening_the_gate_needs_a_reason_that_can_be_read(reason: str) -> None:
    with pytest.raises(InputError, match="--reason"):
        a_gate(EVE).open_until(a_nation(), EVE + HOUR, by="hq", reason=reason, journal=InMemoryJournal())


def test_opening_the_gate_until_a_time_past_is_refused() -> None:
    with pytest.raises(InputError, match="--until: it is over"):
        a_gate(EVE).open_until(a_nation(), EVE, by="hq", reason="judge's order", journal=InMemoryJournal())


def test_the_same_override_again_is_kept_and_told_once() -> None:
    gate, journal = a_gate(EVE), InMemoryJournal()

    made = [
        gate.open_until(a_nation(), EVE + HOUR, by="hq", reason=reason, journal=journal)
        for reason in ("judge's order", " judge's order ")
    ]

    told = {"until": (EVE + HOUR).isoformat(), "reason": "judge's order"}
    assert made == list(gate.overrides.of_nation("paris-6")) * 2
    assert journal.entries == [("paris-6", "overrode-silence", told)]


def test_an_override_that_makes_no_sense_is_told_to_no_log() -> None:
    journal = InMemoryJournal()

    for until, reason in ((EVE, "judge's order"), (EVE + HOUR, " ")):
        with pytest.raises(InputError):
            a_gate(EVE).open_until(a_nation(), until, by="hq", reason=reason, journal=journal)

    assert journal.entries == []
