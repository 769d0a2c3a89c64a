"""What looks people up by their numbers, with an index that knows them."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, TypeVar

from shared.people.segments.building import build_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.stage import Stage
    from cli.surroundings import Here
    from shared.people.segments.by_number import NumberedPage

T = TypeVar("T")


def with_numbers(slug: str, look: Callable[[], NumberedPage[T]], *, stage: Stage, here: Here) -> NumberedPage[T]:
    """Return the page that `look` finds; where it went without numbers or by too old ones, the index is built first."""
    page = look()
    if page.is_waiting or page.as_of:
        build_index(slug, people=stage.people, now=here.patience.now(), draw=token_hex)
        page = look()
    return page
