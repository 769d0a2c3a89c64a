"""From the source's tables to the gazetteer and the outlines."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from shared.geography.france.build.commune import communes
from shared.geography.france.build.division import divide
from shared.geography.france.build.ewkb import Ring, rings
from shared.geography.france.build.gazetteer import gazetteer
from shared.geography.france.build.source import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shared.geography.gazetteer import Entry


def build_gazetteer(folder: Path) -> Iterator[Entry]:
    """Yield every zone of France, from the tables in a folder."""
    departements = {row["id"]: row["code"] for row in rows("departements", folder=folder)}
    listed = communes(folder, departements=departements)
    postcodes = _postcodes(folder)
    lying = divide(listed, outlines=read_outlines(folder), neighbours=_neighbours(postcodes))
    return gazetteer(folder, listed=listed, lying=lying, postcodes=postcodes)


def read_outlines(folder: Path) -> dict[str, tuple[Ring, ...]]:
    """Return the outlines of the constituencies that have one, by code."""
    listed = rows("circonscriptions_legislatives", folder=folder)
    return {row["code"]: rings(row["geometry"]) for row in listed if row["geometry"]}


def _postcodes(folder: Path) -> dict[str, set[str]]:
    """Return the postcodes by row number of a commune."""
    code = {row["id"]: row["code"] for row in rows("codes_postaux", folder=folder)}
    served: dict[str, set[str]] = defaultdict(set)
    for row in rows("codes_postaux_communes", folder=folder):
        served[row["commune_id"]].add(code[row["codepostal_id"]])
    return served


def _neighbours(postcodes: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return by row number the communes that share a postcode with a commune."""
    served_by: dict[str, set[str]] = defaultdict(set)
    for commune, codes in postcodes.items():
        for code in codes:
            served_by[code].add(commune)
    return {commune: set().union(*(served_by[code] for code in codes)) for commune, codes in postcodes.items()}
