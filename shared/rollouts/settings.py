"""What each function of a rollout must be told by its environment.

The infrastructure builds these from the stage configuration; nothing else
reaches a function's environment but AWS's and powertools' own variables.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRolloutSettings(Settings):
    """`plan_rollout`: reads the input, cuts it, writes the plan."""

    network_table: str
    people_table: str
    intake_bucket: str
    country: str
    """ISO 3166 code of the network's own country: phones without a prefix and places without a country are its."""
    range_bytes: int
    """Bytes of the people file that one worker reads."""
    shard_bytes: int
    """Bytes of the people file whose people one worker writes."""
    straggle_seconds: int
    """How long a worker of the import may go on after the machine was stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SortPeopleSettings(Settings):
    """`sort_people`: reads one range, normalises and assigns its rows."""

    network_table: str
    intake_bucket: str
    country: str
    """ISO 3166 code of the country whose zones the network uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPeopleSettings(Settings):
    """`load_people`: writes the people of one shard."""

    network_table: str
    people_table: str
    intake_bucket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleImportSettings(Settings):
    """`settle_import`: adds the outcomes up against the input."""

    network_table: str
    intake_bucket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionNationSettings(Settings):
    """`provision_nation`: brings one nation into being and publishes its site."""

    network_table: str
    intake_bucket: str
    site_bucket: str
    network_domain: str
    country: str
    """ISO 3166 code of the country whose zones the network uses."""
    nations_queue: str
    """URL of the queue, to hasten the next try of a message that failed."""
    retry_seconds: int
    """How long a message that failed rests before its next try; a killed worker's rests for the visibility timeout."""
    at_once: int
    """Nations that one worker has in hand at the same moment."""
    signing_secret: str
    """Name of the secret that makes the links of invitations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFailureSettings(Settings):
    """`record_failure`: notes why a nation did not answer."""

    network_table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailDeadLettersSettings(Settings):
    """`fail_dead_letters`: fails the task of a nation whose message nobody could work off."""

    network_table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeWaveSettings(Settings):
    """`judge_wave`: decides whether the rollout goes on."""

    network_table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskApprovalSettings(Settings):
    """`ask_approval`: keeps the token that a person's word will answer."""

    network_table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRolloutSettings(Settings):
    """`report_rollout`: sums the rollout up and frees the network for the next one."""

    network_table: str
    intake_bucket: str
