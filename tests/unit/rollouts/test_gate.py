from __future__ import annotations

from shared.rollouts.gate import Verdict, WaveProgress, judge_wave
from shared.rollouts.waves import Tolerance

ONE = Tolerance.parse("1")


def test_a_wave_within_its_tolerance_lets_the_next_one_go() -> None:
    judgement = judge_wave(WaveProgress(nations=5, failed=1, waves_left=2), tolerance=ONE)

    assert judgement.verdict is Verdict.ADVANCE


def test_a_wave_beyond_its_tolerance_waits_for_a_person_and_says_why() -> None:
    judgement = judge_wave(WaveProgress(nations=5, failed=2, waves_left=2), tolerance=ONE)

    assert judgement.verdict is Verdict.PAUSE
    assert judgement.reason == "2 of 5 nations failed, 1 tolerated"


def test_behind_the_last_wave_nothing_is_held_back() -> None:
    judgement = judge_wave(WaveProgress(nations=5, failed=5, waves_left=0), tolerance=ONE)

    assert judgement.verdict is Verdict.FINISH
