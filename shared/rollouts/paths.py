"""Where the files of a rollout lie in the intake bucket."""

from __future__ import annotations


def folder(rollout_id: str) -> str:
    """Return the prefix of all that is a rollout's."""
    return f"rollouts/{rollout_id}"


def wave_key(rollout_id: str, *, attempt: int, wave: int) -> str:
    """Return the key of the list of nations of one wave, as the state machine reads it."""
    return f"{folder(rollout_id)}/attempts/{attempt}/waves/{wave}.json"


def people_key(rollout_id: str) -> str:
    """Return the key of the settled import: its sums, and the people of each nation."""
    return f"{folder(rollout_id)}/people.json"


def report_key(rollout_id: str) -> str:
    """Return the key of the report."""
    return f"{folder(rollout_id)}/report.json"
