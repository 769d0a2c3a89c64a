"""What IAM says of a request, by the policies that a stage's template gives a role and a session has of its own."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.stacks.synthesis import Synthesis

JUDGE = Path(__file__).with_name("judge.mjs")

ACCOUNT, REGION = "111122223333", "eu-west-3"

EXPORTS = {
    "AttPeople": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/people",
    "AttNetwork": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/network",
    "AttIntakeBucket": "arn:aws:s3:::intake",
    "AttSitesBucket": "arn:aws:s3:::sites",
    "AttKey": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/data",
}
"""What other stacks export, by a part of the export's name."""

PEOPLE, NETWORK, KEY = EXPORTS["AttPeople"], EXPORTS["AttNetwork"], EXPORTS["AttKey"]

KEY_POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            "Action": "kms:*",
            "Resource": "*",
        }
    ],
}
"""A key's own policy, as the CDK writes it: the account's policies decide."""

PSEUDO = {"AWS::AccountId": ACCOUNT, "AWS::Partition": "aws", "AWS::Region": REGION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An action on a resource, with what AWS knows of it besides; `context` is as condition keys name it."""

    action: str
    resource: str
    context: Mapping[str, Any] = field(default_factory=dict)


def on_item(action: str, table: str, *keys: str) -> Request:
    """Return a request for items of a table or of an index, by their leading keys."""
    return Request(action=f"dynamodb:{action}", resource=table, context={"dynamodb:LeadingKeys": list(keys)})


def judged(
    requests: Sequence[Request], *, role: Mapping[str, Any], session: Mapping[str, Any] | None = None
) -> list[bool]:
    """Tell of each request whether a role's policy allows it, in a session with or without a policy of its own."""
    return verdicts([_simulation(request, role, session) for request in requests])


def judged_for(
    requests: Sequence[Request], roles: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[tuple[str, str], bool]]:
    """Tell of each role by its name whether its policy allows requests for one item: by action and leading key."""
    told = iter(verdicts([_simulation(request, role, None) for role in roles.values() for request in requests]))
    return {name: {_named(request): next(told) for request in requests} for name in roles}


def _named(request: Request) -> tuple[str, str]:
    return request.action.removeprefix("dynamodb:"), request.context["dynamodb:LeadingKeys"][0]


def verdicts(simulations: Sequence[Mapping[str, Any]]) -> list[bool]:
    """Return what IAM says of each simulation."""
    done = subprocess.run(
        [os.environ["JSII_NODE"], str(JUDGE)],
        input=json.dumps(simulations),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: list[bool] = json.loads(done.stdout)
    return said


def _simulation(request: Request, role: Mapping[str, Any], session: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        "request": {
            "principal": f"arn:aws:sts::{ACCOUNT}:assumed-role/console/session",
            "action": request.action,
            "resource": {"resource": request.resource, "accountId": ACCOUNT},
            "contextVariables": dict(request.context),
        },
        "identityPolicies": [{"name": "role", "policy": role}],
        "serviceControlPolicies": [],
        "resourceControlPolicies": [],
        **({"sessionPolicy": session} if session else {}),
        **({"resourcePolicy": KEY_POLICY} if request.resource == KEY else {}),
    }


def policy_of(role: str, synthesis: Synthesis) -> dict[str, Any]:
    """Return the policy of the console's role whose logical id begins so, with all references put in."""
    [policy] = [
        properties["PolicyDocument"]
        for name, properties in synthesis.resources("AWS::IAM::Policy")
        if name.split("/")[1].startswith(role)
    ]
    resolved: dict[str, Any] = _resolved(policy)
    return resolved


def policies(synthesis: Synthesis) -> dict[str, dict[str, Any]]:
    """Return the policy of every role of ours by its owner's name: `ProvisionNation` for a function, `Nation`."""
    return {
        name.split("/")[1].split("RoleDefaultPolicy")[0].removeprefix("Functions"): _resolved(policy["PolicyDocument"])
        for name, policy in synthesis.resources("AWS::IAM::Policy")
    }


def _resolved(part: Any) -> Any:
    if isinstance(part, list):
        return [_resolved(each) for each in part]
    if not isinstance(part, dict):
        return part
    function, told = next(iter(part.items()))
    return FUNCTIONS[function](told) if function in FUNCTIONS else {key: _resolved(each) for key, each in part.items()}


def elsewhere(name: str) -> str:
    """Return an ARN that is none of those the tests ask about."""
    return f"arn:aws:other:{REGION}:{ACCOUNT}:{name}"


FUNCTIONS: dict[str, Callable[[Any], str]] = {
    "Ref": lambda name: PSEUDO.get(name, name),
    "Fn::Join": lambda told: told[0].join(_resolved(told[1])),
    "Fn::ImportValue": lambda name: next((arn for known, arn in EXPORTS.items() if known in name), elsewhere(name)),
    "Fn::GetAtt": lambda told: elsewhere(told[0]),
}
"""CloudFormation's functions, as far as policies of ours use them."""
