"""France: the zones of the Republic, from the committed gazetteer beside this module (see SOURCE.md)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from shared.geography.atlas import Atlas
from shared.geography.zone import ZoneKind

FOLDER = Path(__file__).parent
GAZETTEER = FOLDER / "gazetteer.tsv"
OUTLINES = FOLDER / "outlines.json"
"""The national map; only workers that draw read it."""

HOME = (
    *("FR", "FRA", "France", "République française", "France métropolitaine"),
    *("GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC"),
    *("Guadeloupe", "Martinique", "Guyane", "Guyane française", "La Réunion", "Mayotte", "Saint-Pierre-et-Miquelon"),
    *("Saint-Barthélemy", "Saint-Martin", "Wallis-et-Futuna", "Polynésie française", "Nouvelle-Calédonie"),
)
"""France as forms and ISO 3166 know it: overseas France has country codes of its own."""

SEPARATED = re.compile(r"0?(?P<departement>[1-9]|\d\d|2[AB]|9[78]\d)[ ./_-]+0*(?P<number>\d{1,2})")
RUN_TOGETHER = re.compile(r"(?P<departement>9[78]\d|\d\d|2[AB])0?(?P<number>\d\d)")


@cache
def france() -> Atlas:
    """Return the atlas of France, loaded once."""
    return Atlas(GAZETTEER.read_text(encoding="utf-8").splitlines(), home=HOME, normalise=normalise_code)


def normalise_code(kind: ZoneKind, code: str) -> str:
    """Return a code as the gazetteer has it: `7506`, `75-6` and INSEE's `75006` are constituency 75-06."""
    code = code.strip().upper()
    if kind is ZoneKind.CONSTITUENCY:
        return _constituency(code)
    if kind is ZoneKind.COMMUNE:
        return code.zfill(5)
    return code.zfill(2) if kind in {ZoneKind.DEPARTEMENT, ZoneKind.REGION} else code


def _constituency(code: str) -> str:
    parts = SEPARATED.fullmatch(code) or RUN_TOGETHER.fullmatch(code)
    return f"{parts['departement'].zfill(2)}-{parts['number'].zfill(2)}" if parts else code
