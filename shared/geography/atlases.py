"""The zones of a network: France's are bundled, another country's come as a file.

A network elsewhere lays its zones (see `zones_csv`) at `shared/geography/zones/<country>.csv`
and names the country in its stage; the file travels with the functions.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from shared.geography.france import france
from shared.kernel.errors import NotFound

if TYPE_CHECKING:
    from shared.geography.atlas import Atlas

ZONES = Path(__file__).parent / "zones"


@cache
def atlas_of(country: str, *, zones: Path = ZONES) -> Atlas:
    """Return the zones of a country (ISO 3166 code); raises NotFound, and InputError for a file with faults."""
    if country == "FR":
        return france()
    file = zones / f"{country.lower()}.csv"
    if not file.is_file():
        raise NotFound(f"there are no zones of {country}: lay them at {ZONES.name}/{file.name} beside the geography")
    # Loaded here: networks in France never need the reader.
    from shared.geography.zones_csv import load_zones  # noqa: PLC0415

    with file.open(encoding="utf-8-sig", newline="") as lines:
        return load_zones(lines, file_name=file.name, home=(country,))
