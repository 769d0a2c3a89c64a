"""Queues lead somewhere, and their times fit together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from infra.capacity import SHARD_WRITES
from infra.stages import DEV, PROD, STAGES
from shared.kernel.aws import ONE_TRY, PASSING_ON
from shared.mail.delivering import ENOUGH_MILLISECONDS
from shared.people.imports.working import MOST_ROWS
from shared.people.segments.export import LOST

if TYPE_CHECKING:
    from tests.stacks.synthesis import Synthesis


def test_every_queue_has_a_dead_letter_queue(synthesis: Synthesis) -> None:
    queues = dict(synthesis.resources("AWS::SQS::Queue"))
    lonely = [name for name, queue in queues.items() if "DeadLetters" not in name and "RedrivePolicy" not in queue]

    assert lonely == []


def test_every_queue_that_is_emptied_reports_message_by_message_and_is_bounded(synthesis: Synthesis) -> None:
    sources = {
        name: source
        for name, source in synthesis.resources("AWS::Lambda::EventSourceMapping")
        if "StartingPosition" not in source
    }

    assert len(sources) == 9
    for name, source in sources.items():
        assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"], name
        assert source["ScalingConfig"]["MaximumConcurrency"] >= 2, name


def test_a_message_stays_hidden_at_least_as_long_as_its_worker_may_take(synthesis: Synthesis) -> None:
    stage = synthesis.stage

    assert stage.provisioning.visibility >= stage.functions.provision_nation.timeout
    assert stage.actions.visibility >= stage.functions.record_action.timeout
    assert stage.own_imports.visibility >= stage.functions.import_nation.timeout
    assert stage.letters.visibility >= stage.functions.send_letters.timeout
    assert stage.letters.visibility >= stage.functions.send_confirmation.timeout


def test_on_aws_a_letter_outlasts_a_day_without_a_mail_service_as_it_would_in_the_stream() -> None:
    for stage in (DEV, PROD):
        assert timedelta(days=1) < stage.letters.outlasted < timedelta(days=4), stage.name


def test_a_sender_has_time_left_for_whatever_letter_it_begins_with(synthesis: Synthesis) -> None:
    longest = 1_000 * (ONE_TRY.connect + ONE_TRY.read)

    assert ONE_TRY.attempts == 1
    assert longest <= ENOUGH_MILLISECONDS
    for sender in (synthesis.stage.functions.send_letters, synthesis.stage.functions.send_confirmation):
        assert sender.timeout.total_seconds() * 1_000 >= 2 * ENOUGH_MILLISECONDS


def test_the_longest_file_of_a_team_is_loaded_in_one_go_at_the_pace_of_one_partition(synthesis: Synthesis) -> None:
    # A person of up to 1 KB and their mark are a unit each, which a transaction doubles.
    units = 2 * 2 * MOST_ROWS

    assert units / SHARD_WRITES < 0.6 * synthesis.stage.functions.import_nation.timeout.total_seconds()


def test_a_batch_of_throttled_actions_is_passed_on_before_its_recorder_runs_out_of_time(synthesis: Synthesis) -> None:
    stage = synthesis.stage
    # Botocore's standard mode rests up to 1, 2, 4 … seconds before each further try.
    longest = timedelta(seconds=sum(2**retry for retry in range(PASSING_ON.attempts - 1)))

    assert stage.actions.batch * longest <= stage.functions.record_action.timeout


def test_where_the_public_comes_by_actions_outlast_ten_minutes_of_a_throttled_table() -> None:
    for stage in (DEV, PROD):
        assert stage.actions.outlasted > timedelta(minutes=10), stage.name


def test_a_nation_is_waited_for_longer_than_all_its_tries_take(synthesis: Synthesis) -> None:
    assert synthesis.stage.patience.nation > synthesis.stage.provisioning.last_try


def test_no_export_is_called_lost_while_it_may_still_be_tried() -> None:
    for stage in STAGES.values():
        assert stage.indexes.visibility * stage.indexes.receives < LOST, stage.name


def test_dead_letters_are_kept_for_somebody_to_look_at(synthesis: Synthesis) -> None:
    day = 24 * 60 * 60
    dead = [queue for name, queue in synthesis.resources("AWS::SQS::Queue") if "DeadLetters" in name]

    assert {queue["MessageRetentionPeriod"] for queue in dead} == {synthesis.stage.retention.dead_letter_days * day}
