"""Where the files of an import lie in the intake bucket."""

from __future__ import annotations


def plan_key(rollout_id: str) -> str:
    """`PeoplePlan` as JSON."""
    return f"rollouts/{rollout_id}/plan.json"


def ranges_key(rollout_id: str) -> str:
    """`[{"range": 0}, …]`, what the sorting map reads."""
    return f"rollouts/{rollout_id}/ranges.json"


def shards_key(rollout_id: str) -> str:
    """`[{"shard": 0}, …]`, what the loading map reads."""
    return f"rollouts/{rollout_id}/shards.json"


def erased_key(rollout_id: str) -> str:
    """`Erased` as JSON: who had themselves erased before the plan was made; missing if nobody had."""
    return f"rollouts/{rollout_id}/erased.json"


def aliases_key(rollout_id: str) -> str:
    """`{slug: {person id: person id}}`: who was merged into whom in open nations; missing if nobody was."""
    return f"rollouts/{rollout_id}/aliases.json"


def renames_key(rollout_id: str) -> str:
    """`{slug: {tag: tag}}`: what open nations call tags today; missing if nobody renamed any."""
    return f"rollouts/{rollout_id}/renames.json"


def transcoded_key(rollout_id: str) -> str:
    """The UTF-8 copy of an upload in gzip or UTF-16."""
    return f"rollouts/{rollout_id}/transcoded/people.csv"


def sorted_key(rollout_id: str, index: int) -> str:
    """The normalised rows of one range, ordered by shard."""
    return f"rollouts/{rollout_id}/sorted/range-{index}.jsonl"


def range_outcome_key(rollout_id: str, index: int) -> str:
    """`RangeOutcome` as JSON."""
    return f"rollouts/{rollout_id}/outcomes/range-{index}.json"


def shard_outcome_key(rollout_id: str, shard: int) -> str:
    """`ShardOutcome` as JSON."""
    return f"rollouts/{rollout_id}/outcomes/shard-{shard}.json"


def rejects_key(rollout_id: str, index: int) -> str:
    """The rejected rows of one range."""
    return f"rollouts/{rollout_id}/rejects/range-{index}.csv"


def unassigned_key(rollout_id: str, index: int) -> str:
    """The rows of one range that no nation could be told for."""
    return f"rollouts/{rollout_id}/unassigned/range-{index}.csv"


def people_key(rollout_id: str) -> str:
    """The settled sums and the people of each nation."""
    return f"rollouts/{rollout_id}/people.json"
