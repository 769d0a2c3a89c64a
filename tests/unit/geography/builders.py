"""A country small enough to be seen at a glance.

Republic ─ North ─ N ─ N-1: Alba, and a part of Bruma
                     └ N-2: the rest of Bruma, Cala (with its part Old Cala)
         └ South ─ S ─ S-1: Alba (another one), Dora
"""

from __future__ import annotations

from shared.geography.assignment import Assigned, Claims, Place, Unassigned, assign
from shared.geography.atlas import Atlas
from shared.geography.gazetteer import Entry, write_line

ENTRIES = (
    Entry("country:RP", "Republic"),
    Entry("region:north", "North", "country:RP"),
    Entry("region:south", "South", "country:RP"),
    Entry("departement:N", "N", "region:north"),
    Entry("departement:S", "S", "region:south", postcodes="90000"),
    Entry("constituency:N-1", "N, first", "departement:N"),
    Entry("constituency:N-2", "N, second", "departement:N"),
    Entry("constituency:S-1", "S, first", "departement:S"),
    Entry("commune:N01", "Alba", "N-1", "100", "10100"),
    Entry("commune:N02", "Bruma", "N-1 N-2", "9000", "10200 10201"),
    Entry("commune:N03", "Cala-sur-Mer", "N-2", "500", "10201", "Cala"),
    Entry("commune:N03A", "Old Cala", "commune:N03 N-2", "50"),
    Entry("commune:S01", "Alba", "S-1", "200", "20100"),
    Entry("commune:S02", "Saint-Dora", "S-1", "300", "20100"),
)

NATION_BY_CONSTITUENCY = {"constituency:N-1": "first", "constituency:N-2": "second", "constituency:S-1": "south"}


def an_atlas() -> Atlas:
    """Return the small country's zones; people of the Republic are at home."""
    return Atlas(map(write_line, ENTRIES), home=("RP", "Republic"))


def assigned(
    constituency: str | None = None,
    commune: str | None = None,
    postcode: str | None = None,
    country: str | None = None,
    *,
    claims: dict[str, str] | None = None,
) -> Assigned | Unassigned:
    """Return what `assign` says of a place in the small country; by default a nation holds each constituency."""
    place = Place(constituency=constituency, commune=commune, postcode=postcode, country=country)
    return assign(place, atlas=an_atlas(), claims=Claims.of(NATION_BY_CONSTITUENCY if claims is None else claims))
