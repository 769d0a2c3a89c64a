"""The gazetteer of France, zone by zone."""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING

from shared.geography.france.build.source import rows
from shared.geography.gazetteer import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from shared.geography.france.build.commune import Commune

COUNTRY = "country:FR"

COLLECTIVITIES = {
    "975": ("Saint-Pierre-et-Miquelon", ("975",)),
    "977": ("Saint-Barthélemy et Saint-Martin", ("97133", "97150")),
    "986": ("Wallis-et-Futuna", ("986",)),
    "987": ("Polynésie française", ("987",)),
    "988": ("Nouvelle-Calédonie", ("988",)),
}
"""Overseas collectivities, which elect deputies but are no départements: name, and how their postcodes begin."""

ABROAD = "99"
"""The code under which the French who live abroad elect their eleven deputies."""


def gazetteer(
    folder: Path, *, listed: Sequence[Commune], lying: Mapping[str, tuple[str, ...]], postcodes: Mapping[str, set[str]]
) -> Iterator[Entry]:
    """Yield every zone: the country, regions, départements, constituencies and communes, each kind by code.

    `lying` gives the constituencies and `postcodes` the postcodes, both by row number of a commune.
    """
    population = Counter[str]()
    for commune in listed:
        population[commune.departement] += 0 if commune.whole else commune.population
    yield Entry(COUNTRY, "France", population=str(sum(population.values())))
    yield from sorted(Entry(f"region:{row['code']}", row["nom"], COUNTRY) for row in rows("regions", folder=folder))
    yield from _departements(folder, population)
    yield from _constituencies(folder)
    yield from _communes(listed, lying, postcodes)


def _departements(folder: Path, population: Mapping[str, int]) -> Iterator[Entry]:
    region = {row["id"]: row["code"] for row in rows("regions", folder=folder)}
    for row in sorted(rows("departements", folder=folder), key=itemgetter("code")):
        parent = f"region:{region[row['region_id']]}"
        yield Entry(f"departement:{row['code']}", row["nom"], parent, str(population[row["code"]] or ""))
    served = sorted(row["code"] for row in rows("codes_postaux", folder=folder))
    for code, (name, beginnings) in COLLECTIVITIES.items():
        own = [postcode for postcode in served if postcode.startswith(beginnings)]
        yield Entry(f"departement:{code}", name, COUNTRY, postcodes=" ".join(own))
    yield Entry(f"departement:{ABROAD}", "Français établis hors de France", COUNTRY)


def _constituencies(folder: Path) -> Iterator[Entry]:
    names = {row["code"]: row["nom"] for row in rows("departements", folder=folder)}
    names |= {code: name for code, (name, _) in COLLECTIVITIES.items()} | {ABROAD: "Français établis hors de France"}
    for row in sorted(rows("circonscriptions_legislatives", folder=folder), key=itemgetter("code")):
        departement, _, number = row["code"].rpartition("-")
        ordinal = "1re" if int(number) == 1 else f"{int(number)}e"
        yield Entry(
            f"constituency:{row['code']}",
            f"{names[departement]}, {ordinal} circonscription",
            f"departement:{departement}",
        )


def _communes(
    listed: Sequence[Commune], lying: Mapping[str, tuple[str, ...]], postcodes: Mapping[str, set[str]]
) -> Iterator[Entry]:
    """A part that has its commune's own code is no zone of its own: its name becomes another name of the commune."""
    whole = {commune.row: commune.code for commune in listed}
    aliases: dict[str, list[str]] = defaultdict(list)
    for commune in listed:
        if commune.whole and commune.code == whole[commune.whole]:
            aliases[commune.whole].append(commune.name)
    for commune in listed:
        if commune.whole and commune.code == whole[commune.whole]:
            continue
        above = [f"commune:{whole[commune.whole]}"] if commune.whole else []
        yield Entry(
            id=f"commune:{commune.code}",
            name=commune.name,
            parents=" ".join([*above, *lying[commune.row]]),
            population=str(commune.population or ""),
            postcodes=" ".join(sorted(postcodes.get(commune.row, ()))),
            aliases="|".join(alias for alias in aliases[commune.row] if alias != commune.name),
        )
