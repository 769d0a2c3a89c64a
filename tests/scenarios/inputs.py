"""Small rosters and people files on real constituencies; the same everywhere but for the departement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE_HEADER = "email,téléphone,prénom,nom,circonscription,consentement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """A roster and a people file; each scenario has a departement of its own, so that none meets another's nations."""

    roster: Path
    people: Path
    slugs: tuple[str, ...]

    def words(self) -> list[str]:
        """Return the options that name both files."""
        return ["--roster", str(self.roster), "--people", str(self.people)]


def write_inputs(folder: Path, departement: str, *, nations: int, people: int = 60) -> Inputs:
    """Write the files of so many nations with so many people each, some of them twice, some unusable."""
    roster, file = folder / f"roster-{departement}.csv", folder / f"people-{departement}.csv"
    codes = [f"{departement}-{number:02}" for number in range(1, nations + 1)]
    slugs = tuple(f"d{code}" for code in codes)
    lines = [
        f"{slug},Campagne {slug},Candidate {slug},{slug}@example.org,{code}"
        for slug, code in zip(slugs, codes, strict=True)
    ]
    roster.write_text("\n".join(["slug,name,candidate,email,zones", *lines, ""]))
    rows = [row for code in codes for row in _people(code, people)]
    file.write_text("\n".join([PEOPLE_HEADER, *rows, ""]))
    return Inputs(roster=roster, people=file, slugs=slugs)


def _people(code: str, count: int) -> list[str]:
    rows = [f"p{number}@{code}.example.org,,Prénom{number},Nomdefamille,{code},oui" for number in range(count)]
    rows += [
        f" P0@{code}.EXAMPLE.org,,,Nomdefamille,{code},",
        f"p1@{code}.example.org,06 12 34 56 78,Prénom1,Nomdefamille,{code},oui",
        f"nobody,,Sans,Adresse,{code},oui",
        f"lost@{code}.example.org,,Sans,Lieu,,oui",
        f'lines@{code}.example.org,,"Deux\nlignes",Nomdefamille,{code},oui',
    ]
    return rows


def sums_of(nations: int, people: int = 60) -> dict[str, int]:
    """Return what the people of `write_inputs` must come to."""
    counts = {"created": people + 1, "merged": 1, "unchanged": 1, "rejected": 1, "unassigned": 1}
    sums = {outcome: count * nations for outcome, count in counts.items()}
    return {"rows": sum(sums.values()), **sums}
