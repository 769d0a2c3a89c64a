"""Concurrency adds up to what the account allows."""

from __future__ import annotations

from dataclasses import replace

from infra.capacity import (
    API_INVOCATIONS,
    CLOCK,
    DEAD_LETTER_WORKERS,
    LETTER_SENDERS,
    NEW_TABLE,
    SHARD_WRITES,
    SINGLE_STEPS,
    SPARE_RECEIVES,
)
from infra.stages import DEV, LOCAL, PROD, STAGES, TEST

FRESH_ACCOUNT = 10
"""Functions that AWS lets a new account run at once."""

LEAST_OF_THE_EMULATOR = 16
"""Functions that the emulator runs at once on the smallest machine (ministack, `_default_account_concurrency`)."""

UNRESERVED = 100
"""Functions at once that AWS never lets anybody reserve (Lambda's quotas, “Reserved concurrency”)."""

WRITES_OF_A_LOADER = 1_000
"""People that one loader writes in a second, about: a batch of 25 takes DynamoDB 10 ms, the loader's own work 15."""

NEW_TABLE_WRITES = 4_000
"""Writes a second that a new on-demand table takes."""


ACTIONS_OF_A_BENCH = 60 * LOCAL.actions.requests_per_second
"""Forms that an emulator's API would let in within a minute: far beyond what its one process answers."""


def test_stages_fit_the_quota() -> None:
    for stage in STAGES.values():
        assert stage.busiest <= stage.lambda_quota, stage.name


def test_in_production_a_rollout_and_its_visitors_fit_the_quota_together() -> None:
    assert PROD.busiest + PROD.beside + PROD.acting <= PROD.lambda_quota


def test_where_what_joins_in_may_throttle_workers_no_healthy_message_dies_of_it() -> None:
    for stage in (DEV, PROD):
        receives = {
            stage.provisioning.receives,
            stage.publications.receives,
            stage.indexes.receives,
            stage.own_imports.receives,
        }
        has_room = stage.busiest + stage.beside <= stage.lambda_quota
        assert has_room or min(receives) >= SPARE_RECEIVES, stage.name


def test_what_is_kept_free_for_visitors_leaves_what_aws_wants_left() -> None:
    for stage in STAGES.values():
        assert stage.actions.takers is None or stage.lambda_quota - stage.actions.takers >= UNRESERVED, stage.name


def test_a_fresh_account_can_run_the_small_stage() -> None:
    assert DEV.lambda_quota == FRESH_ACCOUNT


def test_the_emulator_lets_run_what_its_stages_count_on() -> None:
    for stage in (LOCAL, TEST):
        assert stage.lambda_quota <= LEAST_OF_THE_EMULATOR, stage.name


def test_the_busiest_moment_counts_what_a_wave_sets_going_itself() -> None:
    waves = replace(DEV, people_import=replace(DEV.people_import, sorters=0, loaders=0))
    looking_on = API_INVOCATIONS + DEV.console.servers

    assert waves.busiest == DEV.provisioning.workers + LETTER_SENDERS + SINGLE_STEPS + CLOCK + looking_on


def test_each_shard_of_a_new_tables_stream_has_its_sender_of_letters() -> None:
    assert NEW_TABLE.writes == LETTER_SENDERS * SHARD_WRITES


def test_what_joins_in_are_dead_letters_second_tries_of_letters_and_new_indexes() -> None:
    assert DEV.beside == DEAD_LETTER_WORKERS + DEV.letters.workers + DEV.indexes.workers


def test_the_busiest_moment_leaves_room_for_the_console() -> None:
    for stage in STAGES.values():
        assert stage.console.servers > 0, stage.name
        assert (
            replace(stage, console=replace(stage.console, servers=0)).busiest == stage.busiest - stage.console.servers
        )


def test_loaders_write_no_more_than_their_table_takes() -> None:
    for stage in (DEV, PROD):
        table = stage.people_warm.writes if stage.people_warm else NEW_TABLE_WRITES
        assert stage.people_import.loaders * WRITES_OF_A_LOADER <= table, stage.name


def test_where_the_public_comes_by_one_address_cannot_use_up_what_a_nation_takes() -> None:
    for stage in (DEV, PROD):
        assert stage.forms.per_address <= stage.forms.per_nation / 10, stage.name


def test_on_one_machine_where_all_visitors_have_one_address_nobody_meets_a_limit_by_chance() -> None:
    for stage in (LOCAL, TEST):
        assert ACTIONS_OF_A_BENCH <= stage.forms.per_address <= stage.forms.per_nation, stage.name
