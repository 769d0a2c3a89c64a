"""The log only grows, whatever a function may do besides: judged as IAM judges it, for every function of a stage."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest

from infra.capacity import FunctionSizes
from infra.constructs.grants import CHANGING, LOG_WRITERS
from tests.stacks.judging import NETWORK, Request, judged, judged_for, on_item, policies

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.stacks.synthesis import Synthesis

LOGS = ("LOG#paris-6", "LOG#")

ELSEWHERE = ("NATION#paris-6", "LOGS", "ROLLOUT#LOG#1")
"""Leading keys that are none of the log's, however much they look like it."""

EVERYTHING = {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}
"""The widest grant that a later change could give by mistake."""


def called(name: str) -> str:
    """Return the name of a function as its role bears it: `ServeConsole`."""
    return "".join(word.capitalize() for word in name.split("_"))


FUNCTIONS = {called(each.name) for each in fields(FunctionSizes)}
WRITERS = {called(name) for name in LOG_WRITERS}


@pytest.fixture
def roles(synthesis_of: Callable[[str], Synthesis]) -> Mapping[str, dict[str, Any]]:
    """Return the policies of all functions and of the role inside a nation, as `prod` has them."""
    found = policies(synthesis_of("prod"))
    return {name: found[name] for name in (*sorted(FUNCTIONS), "Nation")}


@pytest.fixture
def almighty(roles: Mapping[str, dict[str, Any]]) -> Mapping[str, dict[str, Any]]:
    """Return the same policies, each with a grant of everything besides."""
    return {name: {**policy, "Statement": [*policy["Statement"], EVERYTHING]} for name, policy in roles.items()}


def on_logs(*actions: str) -> list[Request]:
    return [on_item(action, NETWORK, key) for action in actions for key in LOGS]


def allowed(requests: list[Request], roles: Mapping[str, dict[str, Any]]) -> set[str]:
    """Return the names of those who may do any of it."""
    return {name for name, told in judged_for(requests, roles).items() if any(told.values())}


def test_no_function_changes_or_removes_an_entry_not_even_if_it_were_granted_everything(
    almighty: Mapping[str, dict[str, Any]],
) -> None:
    assert allowed(on_logs(*CHANGING), almighty) == set()


def test_those_alone_add_entries_who_have_to(
    roles: Mapping[str, dict[str, Any]], almighty: Mapping[str, dict[str, Any]]
) -> None:
    assert allowed(on_logs("PutItem"), almighty) == WRITERS
    assert allowed(on_logs("PutItem"), roles) == WRITERS


def test_one_entry_among_other_items_has_the_whole_request_refused(almighty: Mapping[str, dict[str, Any]]) -> None:
    mixed = [on_item("BatchWriteItem", NETWORK, "NATION#paris-6", "LOG#paris-6")]

    assert allowed(mixed, almighty) == set()


def test_the_denial_reaches_nothing_but_the_log(almighty: Mapping[str, dict[str, Any]]) -> None:
    requests = [on_item(action, NETWORK, key) for action in (*CHANGING, "PutItem") for key in ELSEWHERE]

    assert all(all(told.values()) for told in judged_for(requests, almighty).values())


def test_whoever_reads_the_log_reads_it_still(roles: Mapping[str, dict[str, Any]]) -> None:
    reads = [on_item("Query", NETWORK, key) for key in LOGS]

    assert all(judged(reads, role=roles["ServeConsole"]))


def test_nobody_else_in_the_stage_may_write_into_the_table(synthesis: Synthesis) -> None:
    others = {name: policy for name, policy in policies(synthesis).items() if name not in {*FUNCTIONS, "Nation"}}

    assert allowed(on_logs("PutItem", *CHANGING), others) == set()
