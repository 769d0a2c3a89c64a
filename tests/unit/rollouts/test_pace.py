from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.rollouts.pace import Timeliness, pace_of
from shared.rollouts.rollout import EntryState, PeopleSums, RolloutState
from tests.builders import NOON, a_request, an_entry
from tests.unit.cli.builders import a_progress

if TYPE_CHECKING:
    from datetime import datetime

    from shared.rollouts.rollout import Entry

TWENTY_SECONDS_LATER = NOON + timedelta(seconds=20)

HALF_READY = tuple(
    an_entry(f"n-{number}", attempt=1, wave=number // 4, state=EntryState.READY if number < 5 else EntryState.PENDING)
    for number in range(10)
)


def test_nations_get_ready_at_the_rate_since_the_import_ended() -> None:
    pace = pace_of(a_progress(entries=HALF_READY), now=TWENTY_SECONDS_LATER)

    assert pace.nations.done == 5
    assert pace.nations.rate == pytest.approx(0.5)
    assert pace.left == timedelta(seconds=10)


def test_the_wave_under_way_is_the_first_with_a_pending_nation() -> None:
    pace = pace_of(a_progress(entries=HALF_READY), now=TWENTY_SECONDS_LATER)

    assert (pace.wave, pace.waves) == (2, 3)


def test_no_wave_is_under_way_while_people_are_imported() -> None:
    pace = pace_of(a_progress(RolloutState.IMPORTING, entries=HALF_READY), now=TWENTY_SECONDS_LATER)

    assert pace.wave is None


def test_people_are_counted_when_their_fate_is_known() -> None:
    progress = a_progress(
        RolloutState.IMPORTING, people=PeopleSums(rows=800, created=300, rejected=100), people_rows=1000
    )

    pace = pace_of(progress, now=TWENTY_SECONDS_LATER)

    assert (pace.people.done, pace.people.total) == (400, 1000)
    assert pace.people.rate == pytest.approx(40)
    assert pace.left == timedelta(seconds=15)


def test_nothing_is_foretold_while_the_rollout_is_planned() -> None:
    assert pace_of(a_progress(RolloutState.PLANNING), now=TWENTY_SECONDS_LATER).left is None


def test_nothing_is_left_of_a_rollout_that_is_over() -> None:
    assert pace_of(a_progress(RolloutState.ABORTED), now=TWENTY_SECONDS_LATER).left == timedelta()


def test_an_attempt_counts_only_its_own_nations_towards_its_rate() -> None:
    entries = (an_entry("old", attempt=1, state=EntryState.READY), an_entry("new", attempt=2))

    pace = pace_of(a_progress(entries=entries, attempt=2), now=TWENTY_SECONDS_LATER)

    assert pace.nations.done == 1
    assert pace.nations.rate is None
    assert (pace.wave, pace.waves) == (1, 1)


@pytest.mark.parametrize(
    ("deadline", "timeliness"),
    [
        (None, None),
        (NOON + timedelta(seconds=30), Timeliness.ON),
        (NOON + timedelta(seconds=29), Timeliness.BEHIND),
    ],
    ids=str,
)
def test_a_rollout_is_on_time_if_its_rate_brings_it_there_before_the_deadline(
    deadline: object, timeliness: Timeliness | None
) -> None:
    progress = a_progress(entries=HALF_READY, request=a_request(deadline=deadline))

    assert pace_of(progress, now=TWENTY_SECONDS_LATER).timeliness is timeliness


HALF_IMPORTED = PeopleSums(rows=800, created=300, rejected=100)
"""Of a thousand people; at their rate the other six hundred take fifteen seconds."""


@pytest.mark.parametrize(
    ("deadline", "entries", "timeliness"),
    [
        (NOON + timedelta(hours=1), HALF_READY, Timeliness.UNKNOWN),
        (NOON + timedelta(seconds=34), HALF_READY, Timeliness.BEHIND),
        (NOON + timedelta(hours=1), (), Timeliness.ON),
        (NOON + timedelta(hours=1), (an_entry("old", attempt=0),), Timeliness.ON),
    ],
    ids=["waves to come", "too late already", "no nation", "no nation of this attempt"],
)
def test_an_import_that_ends_in_time_does_not_say_when_the_waves_behind_it_will(
    deadline: datetime, entries: tuple[Entry, ...], timeliness: Timeliness
) -> None:
    request = a_request(deadline=deadline)
    progress = a_progress(
        RolloutState.IMPORTING, people=HALF_IMPORTED, people_rows=1000, entries=entries, request=request
    )

    pace = pace_of(progress, now=TWENTY_SECONDS_LATER)

    assert pace.left == timedelta(seconds=15)
    assert pace.timeliness is timeliness


def test_a_rollout_that_is_over_is_measured_by_when_it_ended() -> None:
    request = a_request(deadline=NOON + timedelta(minutes=1))
    progress = a_progress(RolloutState.DONE, request=request, finished_at=NOON + timedelta(seconds=50))

    assert pace_of(progress, now=NOON + timedelta(days=1)).timeliness is Timeliness.ON


def test_it_is_too_early_to_tell_before_anything_is_done() -> None:
    progress = a_progress(RolloutState.PLANNING, request=a_request(deadline=NOON + timedelta(hours=1)))

    assert pace_of(progress, now=NOON).timeliness is Timeliness.UNKNOWN
