"""Where in a nation somebody lives, as far as what they typed tells, and which day it is there."""

from __future__ import annotations

from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING

from shared.geography.assignment import Assigned, Claims, Place, assign, shared_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime, tzinfo

    from shared.geography.atlas import Atlas
    from shared.nations.nation import NationSeed
    from shared.people.person import Value

NATIONS_REMEMBERED = 1_000
"""Claims kept by one process: what is asked of the atlas is remembered by them."""


class Ground:
    """Tells the shared geographic tags of people by their commune and postcode, and days by the network's clock."""

    def __init__(self, atlas: Callable[[], Atlas], *, country: str, timezone: tzinfo = UTC) -> None:
        """Take what loads the atlas when a place is first asked for, and the network's own country and time zone."""
        self._atlas = atlas
        self._country = country
        self._timezone = timezone

    def day(self, moment: datetime) -> date:
        """Return the day on which a moment lies."""
        return moment.astimezone(self._timezone).date()

    def tags(self, seed: NationSeed, values: Mapping[str, Value]) -> list[str]:
        """Return the tags of the zones a person surely lives in, sorted; none if that may be outside the nation."""
        commune, postcode = values.get("commune"), values.get("postcode")
        if not commune and not postcode:
            return []
        place = Place(
            commune=str(commune) if commune else None,
            postcode=str(postcode) if postcode else None,
            country=self._country,
        )
        found = assign(place, atlas=self._atlas(), claims=_claims(seed.slug, seed.zones))
        return sorted(shared_tags(found.zones)) if isinstance(found, Assigned) else []


@lru_cache(NATIONS_REMEMBERED)
def _claims(slug: str, zones: tuple[str, ...]) -> Claims:
    return Claims.of(dict.fromkeys(zones, slug))
