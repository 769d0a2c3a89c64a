"""AWS in memory, by moto: for tests, and for what the bench counts."""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from threading import RLock
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import pytest
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def aws_in_memory() -> Iterator[None]:
    """Answer every request of this process from memory, one after the other.

    moto keeps tables and buckets in dictionaries without a lock. Of functions whose threads write at once it answered
    some with a fault of its own, the more the busier the machine, and they tried again.
    """
    with mock_aws(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(BotocoreStubber, "process_request", one_at_a_time(BotocoreStubber.process_request))
        yield


def one_at_a_time(work: Callable[P, T]) -> Callable[P, T]:
    """Have only one thread do the work at any moment."""
    turn = RLock()

    @wraps(work)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        with turn:
            return work(*args, **kwargs)

    return done
