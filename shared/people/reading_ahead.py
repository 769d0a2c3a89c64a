"""Work done ahead of its turn by some threads, handed out in order."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Task = TypeVar("Task")
Result = TypeVar("Result")


def in_turn(work: Callable[[Task], Result], tasks: Iterable[Task], *, ahead: int) -> Iterator[Result]:
    """Yield the results in the order of their tasks, while up to `ahead` tasks are under way or wait to be taken.

    Unlike an executor's own `map`, it keeps no more results than that, however slowly they are taken.
    """
    with ThreadPoolExecutor(ahead) as pool:
        begun: deque[Future[Result]] = deque()
        for task in tasks:
            begun.append(pool.submit(work, task))
            if len(begun) == ahead:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
