"""Grants name actions and resources; each exception is known here by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.stacks.synthesis import Synthesis

PEOPLE_TABLE = re.compile("-data:ExportsOutput.*GetAttPeople[0-9A-F]{8}(Arn|StreamArn)")
"""How another stack refers to the people table."""

SIGNING_SECRET = re.compile(":secret:banneret/[a-z]+/signing-")
"""How a policy refers to the signing secret."""

TRANSACTIONS = {"BatchGetItem", "Query", "ConditionCheckItem", "PutItem", "UpdateItem", "DeleteItem"}

STREAM = {"DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"}

REACHING_PEOPLE = {
    "LoadPeople": {"BatchGetItem", "Query", "BatchWriteItem", "PutItem"},
    "PlanRollout": {"Query", "Scan"},
    "RecordAction": TRANSACTIONS,
    "KeepCounters": {"ConditionCheckItem", "PutItem", "UpdateItem", *STREAM},
    "AnswerConfirmation": TRANSACTIONS,
    "ApplyRetention": TRANSACTIONS,
    "SendConfirmation": {"BatchGetItem", "Query", "PutItem", *STREAM},
    "Nation": {*TRANSACTIONS, "GetItem"},
    "ImportNation": {"BatchGetItem", "Query", "PutItem"},
    "IndexPeople": {"BatchGetItem", "Query", "PutItem", "DeleteItem"},
    "KeepIndexes": {"BatchGetItem", "Query"},
    "ExportPeople": {"BatchGetItem", "Query", "PutItem", "DeleteItem"},
}
"""Who reaches the people table, and with which of DynamoDB's actions."""

KNOWING_THE_KEY = {
    *("AnswerConfirmation", "SendConfirmation", "ServeConsole", "TakeAction"),
    *("ProvisionNation", "SendLetters", "ServeNetworkApi"),
}

EDGE_SECRET = re.compile(":secret:banneret/[a-z]+/edge-")
"""How a policy refers to the secret by which CloudFront is known."""

BELIEVING_THE_EDGE = {"AnswerConfirmation", "TakeAction"}

WITHOUT_RESOURCES = {"xray", "logs"}
"""Services whose tracing and log delivery know no resources."""

TOKEN_ANSWERS = {"states:SendTaskSuccess", "states:SendTaskFailure"}


def statements(synthesis: Synthesis) -> Iterator[tuple[str, list[str], list[Any]]]:
    """Yield (policy, actions, resources) of every statement that a role of ours carries."""
    for name, policy in synthesis.resources("AWS::IAM::Policy"):
        for statement in policy["PolicyDocument"]["Statement"]:
            yield name, listed(statement["Action"]), listed(statement["Resource"])


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_no_grant_uses_a_wildcard_for_actions(synthesis: Synthesis) -> None:
    vague = [(name, action) for name, actions, _ in statements(synthesis) for action in actions if "*" in action]

    assert vague == []


def test_only_actions_without_resources_are_granted_on_all_of_them(synthesis: Synthesis) -> None:
    for name, actions, resources in statements(synthesis):
        if "*" in resources:
            allowed = TOKEN_ANSWERS if synthesis.stage.knows_senders else TOKEN_ANSWERS | {"ses:SendEmail"}
            assert all(a.split(":")[0] in WITHOUT_RESOURCES or a in allowed for a in actions), (name, actions)


def test_no_role_carries_a_policy_that_aws_writes(synthesis: Synthesis) -> None:
    assert [name for name, role in synthesis.resources("AWS::IAM::Role") if role.get("ManagedPolicyArns")] == []


def test_functions_use_the_key_through_other_services_only(synthesis: Synthesis) -> None:
    for name, policy in synthesis.resources("AWS::IAM::Policy"):
        for statement in policy["PolicyDocument"]["Statement"]:
            if "kms:ReEncryptFrom" in statement["Action"]:
                assert "kms:ViaService" in statement["Condition"]["StringEquals"], name


def test_who_may_reach_people_and_how_is_known_here_by_name(synthesis: Synthesis) -> None:
    reaching = actions_on(synthesis, PEOPLE_TABLE)

    assert reaching == {name: {f"dynamodb:{action}" for action in actions} for name, actions in REACHING_PEOPLE.items()}


def test_only_the_functions_of_forms_and_links_know_the_signing_key(synthesis: Synthesis) -> None:
    assert actions_on(synthesis, SIGNING_SECRET).keys() == KNOWING_THE_KEY


def test_only_functions_that_are_told_a_visitors_address_know_the_edges_key(synthesis: Synthesis) -> None:
    assert actions_on(synthesis, EDGE_SECRET).keys() == BELIEVING_THE_EDGE


def actions_on(synthesis: Synthesis, resource: re.Pattern[str]) -> dict[str, set[str]]:
    """Return what each function may do with a resource, by the function's name."""
    found: dict[str, set[str]] = {}
    for name, actions, resources in statements(synthesis):
        if any(resource.search(str(each)) for each in resources):
            owner = name.split("/")[1].removeprefix("Functions").split("Role")[0]
            found.setdefault(owner, set()).update(actions)
    return found
