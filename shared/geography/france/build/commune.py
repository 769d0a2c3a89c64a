"""The communes of France and the parts they are made of, as the source lists them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.geography.france.build.source import rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WHOLE = "COM"
PARTS = frozenset({"ARM", "COMD", "COMA"})
"""Municipal arrondissements, communes déléguées and communes associées; electoral sectors (SRM) are only groups."""

ARTICLES = ("", "", "Le ", "La ", "Les ", "L'", "Aux ", "Las ", "Los ")
"""By INSEE's type of name (https://www.insee.fr/fr/information/2560684#tncc)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune:
    """A commune, or a part of one (then `whole` is the row number of the commune); `outline` is hexadecimal EWKB."""

    row: str
    code: str
    name: str
    population: int
    departement: str
    whole: str
    outline: str


def communes(folder: Path, *, departements: dict[str, str]) -> list[Commune]:
    """Return communes and parts, by code; `departements` gives the code for a row number."""
    listed = [row for row in rows("communes", folder=folder) if row["type"] == WHOLE or row["type"] in PARTS]
    home = {row["id"]: row["departement_id"] for row in listed}
    found = (
        Commune(
            row=row["id"],
            code=row["code"],
            name=ARTICLES[int(row["type_nom"])] + row["nom"],
            population=int(row["population_municipale"] or 0),
            departement=departements[row["departement_id"] or home[row["commune_parent_id"]]],
            whole=row["commune_parent_id"] if row["type"] in PARTS else "",
            outline=row["geometry"],
        )
        for row in listed
    )
    return sorted(found, key=lambda commune: (commune.code, commune.whole))


def parts_by_whole(listed: Iterable[Commune]) -> dict[str, list[Commune]]:
    """Return the parts of each commune that has any, by its row number."""
    parts: dict[str, list[Commune]] = defaultdict(list)
    for commune in listed:
        if commune.whole:
            parts[commune.whole].append(commune)
    return parts
