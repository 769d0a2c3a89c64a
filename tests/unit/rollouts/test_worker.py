"""What a worker has in hand at once, as far as its threads go."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import MagicMock

import pytest

from functions.provision_nation.worker import Worker
from shared.rollouts.provision import Provisioned

AT_ONCE = 2
NATIONS = 6
SECONDS = 10
"""Far longer than a thread needs to come along."""


class Workbench:
    """Where nations lie while they are made; no more of them than `most` at once."""

    def __init__(self) -> None:
        self._met = threading.Barrier(AT_ONCE)
        self._lock = threading.Lock()
        self._lying = 0
        self.most = 0

    def provision(self, _: str, slug: str, *, attempt: int) -> Provisioned:
        """Wait until as many lie here as should."""
        with self._lock:
            self._lying += 1
            self.most = max(self.most, self._lying)
        self._met.wait(SECONDS)
        with self._lock:
            self._lying -= 1
        return Provisioned(slug=slug, seconds=0, files=0)


def a_worker(provision: Any) -> Worker:
    """Return a worker with so many hands, whose answers go nowhere."""
    hands = ThreadPoolExecutor(AT_ONCE)
    return Worker(provision=provision, rollouts=MagicMock(), tokens=MagicMock(), queue=MagicMock(), hands=hands)


def made_by(worker: Worker, slugs: list[str]) -> list[Provisioned | None]:
    """Have a worker begin with a batch, and wait for all of it."""
    messages = [json.dumps({"rollout_id": "r", "attempt": 1, "slug": slug, "task_token": "t"}) for slug in slugs]
    return [begun.result() for begun in [worker.begin(message) for message in messages]]


def test_a_worker_has_as_many_nations_in_hand_as_it_is_told_and_no_more() -> None:
    workbench, slugs = Workbench(), [f"nation-{number}" for number in range(NATIONS)]

    made = made_by(a_worker(workbench.provision), slugs)

    assert [each and each.slug for each in made] == slugs
    assert workbench.most == AT_ONCE


def test_what_goes_wrong_with_a_nation_is_told_of_that_nation() -> None:
    def refuse(_: str, slug: str, **__: int) -> Provisioned:
        raise ValueError(slug)

    with pytest.raises(ValueError, match="paris-6"):
        made_by(a_worker(refuse), ["paris-6"])


def test_nobody_is_told_of_a_nation_whose_attempt_is_over() -> None:
    worker = a_worker(lambda *_, **__: None)

    assert made_by(worker, ["paris-6"]) == [None]
    assert worker.tokens.succeed.call_count == 0  # type: ignore[attr-defined] # a mock, see `a_worker`
