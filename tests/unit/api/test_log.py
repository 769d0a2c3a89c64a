"""The log of headquarters over HTTP, and what requests leave in it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.audit import entry
from shared.kernel.page import write_cursor
from shared.rollouts.rollout import EntryState, RolloutState
from tests.builders import NOON, a_rollout, an_entry
from tests.unit.api.asking import ask
from tests.unit.api.desks import an_order

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk


def test_the_log_is_read_page_by_page_the_newest_first(desk: FakeDesk) -> None:
    for number in range(3):
        at = NOON + timedelta(minutes=number)
        desk.audit.record(entry(f"deed-{number}", by=None, nation=None, about={"a": "b"}, now=at))

    first = ask("GET", "/log", query={"limit": "2"}).body
    rest = ask("GET", "/log", query={"limit": "2", "cursor": first["cursor"]}).body

    assert [each["what"] for each in first["entries"] + rest["entries"]] == ["deed-2", "deed-1", "deed-0"]
    assert first["entries"][0].keys() == {"id", "at", "who", "what", "about"}
    assert rest["cursor"] is None


def test_what_was_done_in_a_nation_is_not_headquarters_to_read(desk: FakeDesk) -> None:
    desk.audit.record(entry("edited-person", by=None, nation="paris-6", about={}, now=NOON))

    assert ask("GET", "/log").body["entries"] == []


@pytest.mark.parametrize("cursor", ["%%%", write_cursor({"pk": "x"}), write_cursor({"sk": "PERSON#1"}), "W10"])
def test_a_cursor_of_another_list_is_a_problem(cursor: str, desk: FakeDesk) -> None:
    assert ask("GET", "/log", query={"cursor": cursor}).status == 422


def test_what_is_decided_about_rollouts_is_in_the_log_with_who_asked(desk: FakeDesk) -> None:
    order = an_order(desk)
    ask("POST", "/rollouts", body=order)
    ask("POST", "/rollouts", body=order)
    ask("POST", "/rollouts/legislatives/abort", body={"reason": "wrong roster"})

    entries = ask("GET", "/log").body["entries"]

    assert sorted(each["what"] for each in entries) == ["aborted-rollout", "started-rollout"]
    assert {each["about"]["caller"] for each in entries} == {"arn:aws:iam::123456789012:user/hq"}
    assert {each["about"]["rollout"] for each in entries} == {"legislatives"}


def test_approving_and_retrying_are_in_the_log(desk: FakeDesk) -> None:
    desk.rollouts.create(a_rollout(state=RolloutState.DONE))
    desk.rollouts.add_entries("legislatives", [an_entry(state=EntryState.FAILED)])

    ask("POST", "/rollouts/legislatives/retry")
    ask("POST", "/rollouts/legislatives/approval")

    assert [each.what for each in desk.audit.entries] == ["retried-rollout", "approved-rollout"]


def test_a_rollout_that_nobody_knows_leaves_no_trace_in_the_log(desk: FakeDesk) -> None:
    assert ask("POST", "/rollouts/jeanne@example.org/retry").status == 404
    assert "jeanne" not in json.dumps([dict(each.about) for each in desk.audit.entries])
