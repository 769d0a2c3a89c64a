"""What the finder must know beside the places: which files hold them, and who stands for each seat at this moment.

Published as `finder.json`:

```json
{"places": "assets/places.3f2a…/", "shards": ["01", "75", "saint a"], "departements": {"75": "Paris"},
 "seats": {"75-06": ["Paris, 6e circonscription", 0], "75-07": ["Paris, 7e circonscription", -1]},
 "communes": {"75106": 0}, "standers": [["paris-6", "Jeanne Martin"]]}
```

The number behind a seat or a commune is that of its stander; -1 is nobody's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.sites.files import SiteFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.sites.network.seats import Standing
    from shared.sites.network.shards import Shards

GUIDE = "finder.json"

FREE = -1
"""The number of nobody."""

GUIDE_CACHE = "public, max-age=60"
"""A minute, like the pages: as long as a nation that is gone may still be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The guide as it is read back; see the module for the shapes."""

    places: str
    shards: tuple[str, ...]
    departements: Mapping[str, str]
    seats: Mapping[str, tuple[str, int]]
    communes: Mapping[str, int]
    standers: tuple[tuple[str, str], ...]


def guide_file(shards: Shards, stands: Standing) -> SiteFile:
    """Return the guide as a file."""
    number = {stander.slug: place for place, stander in enumerate(stands.standers)}
    guide = {
        "places": shards.folder,
        "shards": shards.prefixes,
        "departements": _departements(stands),
        "seats": {seat.zone.code: [seat.title, number.get(seat.slug, FREE)] for seat in stands.seats},
        "communes": {code: number[stander.slug] for code, stander in sorted(stands.communes.items())},
        "standers": [[stander.slug, stander.candidate] for stander in stands.standers],
    }
    body = json.dumps(guide, ensure_ascii=False, separators=(",", ":")).encode()
    return SiteFile(path=GUIDE, body=body, content_type="application/json", cache_control=GUIDE_CACHE)


def read_guide(body: bytes) -> Guide:
    """Return the guide that `guide_file` wrote."""
    data: dict[str, Any] = json.loads(body)
    return Guide(
        places=data["places"],
        shards=tuple(data["shards"]),
        departements=data["departements"],
        seats={code: (name, number) for code, (name, number) in data["seats"].items()},
        communes=data["communes"],
        standers=tuple((slug, candidate) for slug, candidate in data["standers"]),
    )


def _departements(stands: Standing) -> dict[str, str]:
    zones = {seat.departement for seat in stands.seats}
    return {zone.code: zone.name for zone in sorted(filter(None, zones), key=lambda zone: zone.code)}
