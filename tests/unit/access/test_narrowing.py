"""The policy of a session inside one nation, as it is written; tests of the stacks have it judged."""

from __future__ import annotations

import json

import pytest

from shared.access.narrowing import Ground, NotANation, session_policy

GROUND = Ground(people_table="people", network_table="network", site_bucket="sites", intake_bucket="intake")

LARGEST = 2048
"""Characters of a session policy that STS takes (AWS IAM User Guide, “IAM and AWS STS quotas”)."""


def test_items_are_the_nations_own_by_their_leading_key() -> None:
    items, by_name, *_ = session_policy("paris-6", GROUND, may_write=True)["Statement"]

    only = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["NATION#paris-6"]}}
    assert items["Condition"] == by_name["Condition"] == only
    assert items["Resource"] == ["arn:aws:dynamodb:*:*:table/people", "arn:aws:dynamodb:*:*:table/network"]
    assert by_name["Resource"] == ["arn:aws:dynamodb:*:*:table/people/index/by_name"]


def test_objects_are_the_nations_own_by_their_folder() -> None:
    objects = session_policy("paris-6", GROUND, may_write=True)["Statement"][2]

    assert objects["Resource"] == "arn:aws:s3:::sites/paris-6/*"


def test_of_exports_a_session_reads_the_nations_own() -> None:
    exports = session_policy("paris-6", GROUND, may_write=True)["Statement"][3]

    assert (exports["Action"], exports["Resource"]) == ("s3:GetObject", "arn:aws:s3:::intake/exports/paris-6/*")


def test_whoever_reads_may_change_nothing() -> None:
    reading = session_policy("paris-6", GROUND, may_write=False)["Statement"]

    allowed = {action.partition(":")[2] for statement in reading[:3] for action in statement["Action"]}
    assert allowed == {"BatchGetItem", "GetItem", "Query", "GetObject"}


def test_the_policy_of_the_longest_slug_is_no_longer_than_sts_takes() -> None:
    ground = Ground(people_table="p" * 255, network_table="n" * 255, site_bucket="s" * 63, intake_bucket="i" * 63)

    policy = session_policy("a" * 63, ground, may_write=True)

    assert len(json.dumps(policy, separators=(",", ":"))) < LARGEST


@pytest.mark.parametrize(
    "slug", ["", "*", "paris-?", "paris-6/", "../paris-6", "${aws:username}", "Paris", "-paris", "a" * 64, "paris-6\n"]
)
def test_what_can_be_no_slug_is_written_into_no_policy(slug: str) -> None:
    with pytest.raises(NotANation):
        session_policy(slug, GROUND, may_write=False)


def test_the_networks_own_folder_is_no_nations() -> None:
    with pytest.raises(NotANation):
        session_policy("network", GROUND, may_write=True)
