"""Requests inside a nation end at the nation: the deployed role and the session's policy, judged as IAM judges them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from shared.access.narrowing import Ground, session_policy
from tests.stacks.judging import KEY, NETWORK, PEOPLE, REGION, Request, judged, on_item, policy_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.stacks.synthesis import Synthesis

    Judge = Callable[[Sequence[Request]], list[bool]]

GROUND = Ground(people_table="people", network_table="network", site_bucket="sites", intake_bucket="intake")

OURS, THEIRS = "NATION#paris-6", "NATION#paris-7"

LOGS = ("LOG#paris-6", "LOG#paris-7", "LOG#")

OTHERS = (
    *(THEIRS, "NATION#paris-61", "NATION#paris", "NATION#", "UNASSIGNED#0", "MEMBER#0", "SESSION#0", "NETWORK"),
    *LOGS,
)
"""Leading keys that are not the nation's, however much they look like it."""

READING = ("BatchGetItem", "GetItem", "Query")
WRITING = ("ConditionCheckItem", "PutItem", "UpdateItem", "DeleteItem")

BY_NAME = f"{PEOPLE}/index/by_name"


def objects(action: str, *names: str) -> list[Request]:
    return [Request(action=f"s3:{action}", resource=f"arn:aws:s3:::sites/{name}") for name in names]


def session(synthesis: Synthesis, *, may_write: bool) -> Judge:
    policy = session_policy("paris-6", GROUND, may_write=may_write)
    return partial(judged, role=policy_of("NationRole", synthesis), session=policy)


@pytest.fixture
def reader(synthesis_of: Callable[[str], Synthesis]) -> Judge:
    """Judges requests of a session that reads."""
    return session(synthesis_of("prod"), may_write=False)


@pytest.fixture
def writer(synthesis_of: Callable[[str], Synthesis]) -> Judge:
    """Judges requests of a session that writes."""
    return session(synthesis_of("prod"), may_write=True)


@pytest.fixture
def console(synthesis_of: Callable[[str], Synthesis]) -> Judge:
    """Judges requests that the console makes by itself."""
    return partial(judged, role=policy_of("FunctionsServeConsole", synthesis_of("prod")))


def test_a_session_reads_and_writes_its_own_nations_items(writer: Judge) -> None:
    requests = [on_item(action, table, OURS) for action in READING + WRITING for table in (PEOPLE, NETWORK)]

    assert all(writer(requests))


def test_a_session_reads_its_own_nations_people_by_name(reader: Judge) -> None:
    assert reader([on_item("Query", BY_NAME, OURS)]) == [True]


def test_no_item_of_anybody_else_is_reached(writer: Judge) -> None:
    requests = [
        on_item(action, table, key) for action in READING + WRITING for table in (PEOPLE, NETWORK) for key in OTHERS
    ]

    assert not any(writer(requests))


def test_one_foreign_item_spoils_a_batch(writer: Judge) -> None:
    assert writer([on_item("BatchGetItem", PEOPLE, OURS, THEIRS)]) == [False]


def test_no_other_nations_people_are_listed_by_name(writer: Judge) -> None:
    assert not any(writer([on_item("Query", BY_NAME, key) for key in OTHERS]))


def test_nothing_is_scanned_and_nothing_asked_of_the_index_of_all_nations(writer: Judge) -> None:
    scans = [Request(action="dynamodb:Scan", resource=place) for place in (PEOPLE, NETWORK, BY_NAME)]
    by_kind = [on_item("Query", f"{NETWORK}/index/by_kind", kind) for kind in ("NATION", OURS)]
    statements = [Request(action="dynamodb:PartiQLSelect", resource=PEOPLE)]

    assert not any(writer([*scans, *by_kind, *statements]))


def test_objects_end_at_the_nations_folder(writer: Judge) -> None:
    own = [*objects("GetObject", "paris-6/index.html"), *objects("PutObject", "paris-6/join/index.html")]
    foreign = ("paris-7/index.html", "paris-61/index.html", "network/index.html", "paris-6", "404.html")

    assert all(writer(own))
    assert not any(writer([*objects("GetObject", *foreign), *objects("PutObject", *foreign)]))
    assert not any(writer([*objects("DeleteObject", "paris-6/index.html")]))


def test_of_exports_a_session_reads_its_own_nations_and_writes_none(writer: Judge) -> None:
    foreign = ("exports/paris-7/1.csv", "exports/paris-61/1.csv", "exports/1.csv", "uploads/0/people.csv")

    assert writer(_intake("GetObject", "exports/paris-6/1.csv")) == [True]
    assert not any(writer([*_intake("GetObject", *foreign), *_intake("PutObject", "exports/paris-6/1.csv")]))


def test_the_console_by_itself_reads_no_export(console: Judge) -> None:
    assert console(_intake("GetObject", "exports/paris-6/1.csv")) == [False]


def test_whoever_reads_changes_nothing_even_of_their_own(reader: Judge) -> None:
    writes = [on_item(action, table, OURS) for action in WRITING for table in (PEOPLE, NETWORK)]

    assert all(reader([on_item(action, PEOPLE, OURS) for action in READING]))
    assert not any(reader([*writes, *objects("PutObject", "paris-6/index.html")]))


def test_a_session_does_not_even_see_the_log_of_its_own_nation(reader: Judge, writer: Judge) -> None:
    requests = [on_item(action, NETWORK, key) for action in READING + WRITING for key in LOGS]

    assert not any(reader(requests))
    assert not any(writer(requests))


def test_the_console_adds_to_logs_and_reads_them_and_nobody_changes_or_removes_an_entry(console: Judge) -> None:
    assert all(console([on_item(action, NETWORK, key) for action in ("PutItem", "Query") for key in LOGS]))
    changes = ("UpdateItem", "DeleteItem", "BatchWriteItem")
    assert not any(console([on_item(action, NETWORK, key) for action in changes for key in LOGS]))


def test_the_tags_of_headquarters_are_written_by_the_console_and_by_nobody_inside_a_nation(
    console: Judge, writer: Judge
) -> None:
    requests = [on_item(action, NETWORK, "TAGS") for action in ("PutItem", "Query")]

    assert all(console(requests))
    assert not any(writer(requests))


def test_the_key_is_used_through_the_tables_and_for_exports_alone(reader: Judge) -> None:
    through = [
        Request(action="kms:Decrypt", resource=KEY, context={"kms:ViaService": f"{service}.{REGION}.amazonaws.com"})
        for service in ("dynamodb", "s3", "secretsmanager")
    ]

    assert reader(through) == [True, True, False]


def test_whoever_answers_links_changes_nothing_of_the_network_but_erasures(
    synthesis_of: Callable[[str], Synthesis],
) -> None:
    judge = partial(judged, role=policy_of("FunctionsAnswerConfirmation", synthesis_of("prod")))
    others = (OURS, "NETWORK", "MEMBER#0", "ROLLOUT#1", "WORDING#0", "ERASED")

    assert judge([on_item("UpdateItem", NETWORK, "ERASED#0")]) == [True]
    assert not any(judge([on_item("UpdateItem", NETWORK, key) for key in others]))
    assert not any(judge([on_item(action, NETWORK, "ERASED#0") for action in ("PutItem", "DeleteItem")]))


def test_the_console_by_itself_reaches_no_people_and_no_pages(console: Judge) -> None:
    items = [on_item(action, PEOPLE, OURS) for action in READING + WRITING]
    pages = objects("GetObject", "paris-6/index.html")

    assert not any(console([*items, on_item("Query", BY_NAME, OURS), *pages]))


def test_the_console_keeps_whom_a_team_erased_and_a_session_does_not_see_it(console: Judge, writer: Judge) -> None:
    assert console([on_item("UpdateItem", NETWORK, "ERASED#0")]) == [True]
    assert not any(console([on_item(action, NETWORK, "ERASED#0") for action in ("PutItem", "DeleteItem")]))
    assert not any(writer([on_item(action, NETWORK, "ERASED#0") for action in READING + WRITING]))


def test_the_console_by_itself_writes_members_teams_and_rollouts_and_only_reads_all_else(console: Judge) -> None:
    own = ("MEMBER#0", "INVITATION#0", "SESSION#0", "TRIES#0", "NETWORK", OURS, "ROLLOUT#1")
    others = ("ZONE#75-06", "CONSENT#0", "WORDING#0", "LIMIT#paris-6#0")

    assert all(console([on_item(action, NETWORK, key) for action in WRITING for key in own]))
    assert not any(console([on_item(action, NETWORK, key) for action in WRITING for key in others]))
    assert all(console([on_item("Query", NETWORK, key) for key in own + others]))


def test_the_console_takes_in_what_browsers_sent_and_gives_out_the_rows_that_no_nation_got(console: Judge) -> None:
    given = ("rollouts/may/rejects/range-0.csv", "rollouts/may/unassigned/range-0.csv")
    own = [*_intake("GetObject", "arrivals/0/roster.csv", *given), *_intake("PutObject", "arrivals/0/people.csv")]
    copies = _intake("PutObject", "uploads/0/people.csv", "rollouts/may/report.json")

    assert all(console([*own, *copies]))


def test_the_console_reads_nobodys_sorted_rows_and_changes_no_plan(console: Judge) -> None:
    inner = ("rollouts/may/sorted/range-0.jsonl", "rollouts/may/plan.json", "rollouts/may/erased.json")
    reads = _intake("GetObject", "uploads/0/people.csv", *inner)
    writes = _intake("PutObject", "rollouts/may/rejects/range-0.csv", *inner)

    assert not any(console([*reads, *writes, *_intake("DeleteObject", "arrivals/0/roster.csv")]))


def _intake(action: str, *names: str) -> list[Request]:
    return [Request(action=f"s3:{action}", resource=f"arn:aws:s3:::intake/{name}") for name in names]


def test_whoever_sends_letters_marks_them_and_changes_nothing_else(synthesis_of: Callable[[str], Synthesis]) -> None:
    judge = partial(judged, role=policy_of("FunctionsSendLetters", synthesis_of("prod")))
    others = ("MEMBER#0", "SESSION#0", "NETWORK", OURS, *LOGS)

    assert all(judge([on_item("UpdateItem", NETWORK, key) for key in ("INVITATION#0", "PASSWORD#0")]))
    assert not any(judge([on_item("UpdateItem", NETWORK, key) for key in others]))
    assert not any(judge([on_item(action, NETWORK, "INVITATION#0") for action in ("PutItem", "DeleteItem")]))
    assert not any(judge([on_item(action, PEOPLE, OURS) for action in READING + WRITING]))


def test_the_console_by_itself_asks_for_new_passwords_and_grants_none(console: Judge) -> None:
    assert console([on_item("PutItem", NETWORK, "PASSWORD#0"), on_item("GetItem", NETWORK, "PASSWORD#0")]) == [True] * 2
    assert not any(console([on_item(action, NETWORK, "PASSWORD#0") for action in ("UpdateItem", "DeleteItem")]))


@pytest.mark.parametrize("speaker", ["FunctionsTakeAction", "FunctionsRecordAction", "FunctionsFindNation"])
def test_whoever_wears_a_banner_lists_the_kits_editions_and_nobodys_items(
    synthesis_of: Callable[[str], Synthesis], speaker: str
) -> None:
    judge = partial(judged, role=policy_of(speaker, synthesis_of("prod")))

    assert judge([on_item("Query", NETWORK, "KIT")]) == [True]
    assert not any(judge([on_item("Query", NETWORK, key) for key in (OURS, *OTHERS, "KITRUN#v2+0")]))


def test_the_finder_reads_the_kits_editions_and_nothing_else_of_the_tables(
    synthesis_of: Callable[[str], Synthesis],
) -> None:
    judge = partial(judged, role=policy_of("FunctionsFindNation", synthesis_of("prod")))
    tables = [on_item(action, table, OURS) for action in READING + WRITING for table in (PEOPLE, NETWORK)]

    assert not any(judge([*tables, *(on_item(action, NETWORK, "KIT") for action in ("GetItem", *WRITING))]))
