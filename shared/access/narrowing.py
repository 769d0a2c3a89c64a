"""The policy of a session that acts inside one nation: its items, their index, its objects, and no other's.

A session may do what its role and its policy both allow (AWS IAM User Guide, "Session policies"). The role names
tables, bucket and key; the policy names the nation. So a mistake in our own code cannot reach another nation's people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.kernel.errors import PermanentError
from shared.nations.items import nation_key
from shared.people.segments.export import FOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence

READ = ("BatchGetItem", "GetItem", "Query")
WRITE = ("ConditionCheckItem", "PutItem", "UpdateItem", "DeleteItem")
"""A `Scan` is in neither: DynamoDB knows no leading key of it, and a condition on keys that are not there holds."""

KEY_USES = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")

BY_NAME = "by_name"
"""The index that lists a nation's people by name; its partitions are the nations, as the table's are."""

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
NETWORK = "network"
"""The folder of the site bucket that is the network's own."""


class NotANation(PermanentError):  # noqa: N818 - the name states the fact, as the style asks
    """A text that can be no nation's slug would widen a policy, were it written into one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where nations keep what is theirs: the names of both tables, of the site bucket and of that of exports."""

    people_table: str
    network_table: str
    site_bucket: str
    intake_bucket: str


def session_policy(slug: str, ground: Ground, *, may_write: bool) -> dict[str, Any]:
    """Return the policy that narrows a session to a nation; raises NotANation for what can be no slug."""
    if not _SLUG.fullmatch(slug) or slug == NETWORK:
        raise NotANation("a session is for one nation: its slug is 1 to 63 of a-z, 0-9 and -, no hyphen at either end")
    actions = READ + WRITE if may_write else READ
    return {
        "Version": "2012-10-17",
        "Statement": [
            _items(slug, [_table(ground.people_table), _table(ground.network_table)], actions),
            _items(slug, [f"{_table(ground.people_table)}/index/{BY_NAME}"], ["Query"]),
            _objects(slug, ground.site_bucket, may_write=may_write),
            _exports(slug, ground.intake_bucket),
            # The role names the key and by which service it is used.
            {"Effect": "Allow", "Action": list(KEY_USES), "Resource": "*"},
        ],
    }


def _items(slug: str, places: Sequence[str], actions: Sequence[str]) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Action": [f"dynamodb:{action}" for action in actions],
        "Resource": list(places),
        "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": [nation_key(slug)]}},
    }


def _objects(slug: str, bucket: str, *, may_write: bool) -> dict[str, Any]:
    actions = ["s3:GetObject", "s3:PutObject"] if may_write else ["s3:GetObject"]
    return {"Effect": "Allow", "Action": actions, "Resource": f"arn:aws:s3:::{bucket}/{slug}/*"}


def _exports(slug: str, bucket: str) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/{FOLDER}{slug}/*"}


def _table(name: str) -> str:
    # Region and account are the role's business.
    return f"arn:aws:dynamodb:*:*:table/{name}"
