from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.access.audit_store import DynamoAuditLog
from shared.kernel.errors import InputError
from shared.kernel.page import write_cursor
from shared.kernel.table import ConditionFailed, Table
from tests.builders import NOON
from tests.fakes.access import InMemoryAuditLog
from tests.unit.access.builders import an_entry

if TYPE_CHECKING:
    from shared.access.ports import AuditLog


@pytest.fixture(params=["in-memory", "dynamodb"])
def log(request: pytest.FixtureRequest) -> AuditLog:
    if request.param == "in-memory":
        return InMemoryAuditLog()
    return DynamoAuditLog(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def test_the_log_is_read_newest_first_page_by_page(log: AuditLog) -> None:
    entries = [an_entry(NOON + timedelta(microseconds=step)) for step in range(5)]
    for entry in entries:
        log.record(entry)

    first = log.page("paris-6", limit=2)
    second = log.page("paris-6", limit=2, cursor=first.cursor)
    third = log.page("paris-6", limit=2, cursor=second.cursor)

    assert [*first.elements, *second.elements, *third.elements] == entries[::-1]
    assert third.cursor is None


def test_what_happens_in_one_moment_is_all_kept(log: AuditLog) -> None:
    for _ in range(3):
        log.record(an_entry())

    assert len(log.page("paris-6", limit=9).elements) == 3


def test_each_nation_reads_its_own_log_and_hq_that_of_the_network(log: AuditLog) -> None:
    ours, theirs, above = an_entry(), an_entry(nation="paris-60"), an_entry(nation=None)
    for entry in (ours, theirs, above):
        log.record(entry)

    assert log.page("paris-6", limit=9).elements == (ours,)
    assert log.page(None, limit=9).elements == (above,)


@pytest.mark.parametrize("cursor", [{"sk": "PAGE#home"}, {"slug": "paris-6"}, {"sk": ""}])
def test_a_cursor_of_another_list_is_refused(log: AuditLog, cursor: dict[str, str]) -> None:
    with pytest.raises(InputError, match="not one of this list"):
        log.page("paris-6", limit=2, cursor=write_cursor(cursor))


def test_an_entry_is_never_written_over(dynamodb: Any, network_table: str) -> None:
    log, entry = DynamoAuditLog(dynamodb, network_table), an_entry()
    log.record(entry)

    with pytest.raises(ConditionFailed):
        log.record(entry)


def test_what_lies_beside_the_log_is_not_taken_for_it(dynamodb: Any, network_table: str) -> None:
    Table(dynamodb, network_table).write_batch(
        {"pk": pk, "sk": "ENTRY#2027-03-01T12:00:00.000000+00:00#0"}
        for pk in ("NATION#paris-6", "LOG#", "LOG#paris-60")
    )

    assert DynamoAuditLog(dynamodb, network_table).page("paris-6", limit=9).elements == ()
