"""What IAM cannot hold, code does: whoever writes an entry of the log never writes over one that is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shared.access.audit_store import DynamoAuditLog
from shared.access.invitation import Invitation
from shared.access.inviting import posting_of
from shared.access.member_store import DynamoMemberStore
from shared.access.role import RoleName
from shared.access.team import Change
from shared.access.team_writes import writes_of_welcome
from shared.kernel.errors import Conflict
from shared.kernel.table import ConditionFailed, Table
from tests.builders import HOUR, NOON
from tests.unit.access.builders import a_grant, a_member, an_entry, hand

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from shared.access.audit import AuditEntry

    Write = Callable[["Writers", AuditEntry], object]

ROOT = Path(__file__).resolve().parents[3]

FIRST = an_entry()
"""The entry that is there already."""

SECOND = replace(FIRST, what="something-else")
"""Another one of the same moment and id: it would take the first one's place."""

INVITATION = Invitation(
    digest="0" * 64,
    email="paul@example.org",
    name="Paul Durand",
    language="en",
    role=RoleName.CANDIDATE,
    nation="paris-6",
    by="operator",
    invited_at=NOON,
    expires_at=NOON + HOUR,
)


class Writers:
    """All that writes into the log, over one table."""

    def __init__(self, client: Any, table: str) -> None:
        self.log = DynamoAuditLog(client, table)
        self.members = DynamoMemberStore(client, table)
        self.table = Table(client, table)
        hand(self.members, a_member(), a_grant())

    def change(self, entry: AuditEntry) -> None:
        self.members.change(Change(team=self.members.team("paris-6"), entries=(entry,)))

    def save(self, entry: AuditEntry) -> None:
        known = self._known()
        self.members.save(replace(known, name="Other"), after=known, entry=entry)

    def remove(self, entry: AuditEntry) -> None:
        self.members.remove(self._known(), entry=entry)

    def welcome(self, entry: AuditEntry) -> None:
        posted = posting_of(INVITATION, salt="s", place="Paris 6e")
        puts, updates = writes_of_welcome(INVITATION, posted=posted, entry=entry)
        self.table.write_all_or_none(puts, updates=updates)

    def _known(self) -> Any:
        return self.members.get(a_member().id)


WRITERS: dict[str, Write] = {
    "the log itself": lambda writers, entry: writers.log.record(entry),
    "a change of a team": Writers.change,
    "a change of a member": Writers.save,
    "a member who leaves": Writers.remove,
    "a candidate who is invited": Writers.welcome,
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_no_writer_of_the_log_writes_over_an_entry(dynamodb: Any, network_table: str, write: Write) -> None:
    writers = Writers(dynamodb, network_table)
    writers.log.record(FIRST)

    with pytest.raises((ConditionFailed, Conflict)):
        write(writers, SECOND)

    assert FIRST in writers.log.page("paris-6", limit=9).elements
    assert SECOND not in writers.log.page("paris-6", limit=9).elements


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_each_of_them_adds_an_entry_that_is_new(dynamodb: Any, network_table: str, write: Write) -> None:
    writers, entry = Writers(dynamodb, network_table), an_entry()

    write(writers, entry)

    assert entry in writers.log.page("paris-6", limit=9).elements


@pytest.mark.parametrize(
    ("word", "modules"),
    [
        ("audit_item", {"items", "audit_store", "member_store", "team_writes"}),
        ("log_key", {"items", "audit_store"}),
        ('"LOG#', {"items"}),
    ],
    ids=["items of the log", "partitions of the log", "their names"],
)
def test_nobody_else_makes_an_item_of_the_log(word: str, modules: set[str]) -> None:
    rooms = [path for room in ("shared", "functions", "cli") for path in (ROOT / room).rglob("*.py")]

    assert {path.stem for path in rooms if word in path.read_text("utf-8")} == modules
