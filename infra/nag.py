"""The one way to accept a finding of cdk-nag: next to the resource, with a sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

if TYPE_CHECKING:
    from constructs import IConstruct

ACKNOWLEDGED = "banneret:acknowledged"
"""The metadata that names each acknowledgement, so that a test can tell which of them are used."""


def check(app: cdk.App) -> None:
    """Have every synthesis of the app checked against the AWS Solutions rules."""
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(verbose=True))


def acknowledge(construct: IConstruct, *rules: str, reason: str) -> None:
    """Accept findings of `rules` on the construct and all below it.

    A rule is named as cdk-nag reports it (`AwsSolutions-S1`, or
    `AwsSolutions-IAM5[Resource::*]` for one finding of several).
    """
    for rule in rules:
        cdk.Validations.of(construct).acknowledge(cdk.Acknowledgment(id=f"AwsSolutions::{rule}", reason=reason))
        construct.node.add_metadata(ACKNOWLEDGED, rule)
