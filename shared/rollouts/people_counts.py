"""How many people a settled import left with each nation."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from shared.kernel.errors import NotFound
from shared.rollouts.paths import people_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rollouts.ports import RolloutFiles


class SettledPeople:
    """Reads a rollout's settled import once, and answers for each of its nations."""

    def __init__(self, files: RolloutFiles) -> None:
        self._files = files
        self._counts = cache(self._read)

    def __call__(self, rollout_id: str, slug: str) -> int | None:
        """Return the nation's people; None where the rollout imported none."""
        counts = self._counts(rollout_id)
        return None if counts is None else counts.get(slug, 0)

    def _read(self, rollout_id: str) -> Mapping[str, int] | None:
        try:
            settled = json.loads(self._files.read(people_key(rollout_id)))
        except NotFound:
            return None
        by_nation: Mapping[str, int] = settled["nations"]
        return by_nation
