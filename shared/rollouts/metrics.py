"""The metrics that a rollout's functions write: what the board shows and what the alarms watch."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TOLD_BY: Mapping[str, str] = MappingProxyType(
    {
        "NationsReady": "provision_nation",
        "NationSeconds": "provision_nation",
        "NationTriesFailed": "provision_nation",
        "NationsLeftAlone": "provision_nation",
        "NationsFailed": "record_failure",
        "PeopleCreated": "settle_import",
        "PeopleMerged": "settle_import",
        "PeopleUnchanged": "settle_import",
        "PeopleRejected": "settle_import",
        "PeopleUnassigned": "settle_import",
        "RolloutSeconds": "report_rollout",
        "RolloutsEnded": "report_rollout",
    }
)
"""Each metric's only dimension, by its name: the function that writes it."""
