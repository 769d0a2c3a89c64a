"""To which nation a row goes, asked once for each place of a range."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from shared.geography.assignment import Assigned, Place, Unassigned, shared_tags

if TYPE_CHECKING:
    from collections.abc import Callable

_PLACES = 20_000
"""Places remembered by one worker: a range rarely names more, and 20,000 take about 10 MB."""


class Assign(Protocol):
    """Tells the nation of a place; `shared.geography.assignment.assign` with its atlas and claims bound."""

    def __call__(self, place: Place, /) -> Assigned | Unassigned:
        """Return the nation, or why it cannot be told."""


class Placement(NamedTuple):
    """The nation of a row and the shared tags of its zones; or, without a nation, why and which it may be.

    The lists are sorted, as DynamoDB's sets come back.
    """

    slug: str | None
    geo_tags: list[str]
    reason: str
    candidates: list[str]


def placer(assign: Assign) -> Callable[[str | None, str | None, str | None, str | None], Placement]:
    """Return a function from constituency, commune, postcode and country to the placement."""

    @lru_cache(_PLACES)
    def place(constituency: str | None, commune: str | None, postcode: str | None, country: str | None) -> Placement:
        found = assign(Place(constituency=constituency, commune=commune, postcode=postcode, country=country))
        if isinstance(found, Unassigned):
            return Placement(None, [], found.reason, sorted(found.candidates))
        return Placement(found.slug, sorted(shared_tags(found.zones)), "", [])

    return place
