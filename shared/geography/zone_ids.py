"""Zones as people write them in a cell: `75-06 | departement:75`."""

from __future__ import annotations

import re

from shared.geography.zone import ZoneKind

SEPARATORS = re.compile(r"[\s|;]+")


class UnknownZoneKind(ValueError):  # noqa: N818 - the name states the fact, as the style asks
    """A cell names a kind of zone that does not exist."""


def parse_zone_ids(cell: str) -> tuple[str, ...]:
    """Return the zone ids a cell names, in its order, each once; raises UnknownZoneKind.

    Ids are separated by spaces, `|` or `;`. A bare code is a constituency's.
    """
    return tuple(dict.fromkeys(_parse(word) for word in SEPARATORS.split(cell) if word))


def format_zone_ids(ids: tuple[str, ...]) -> str:
    """Return the cell that `parse_zone_ids` reads back, constituencies as bare codes."""
    return " ".join(zone_id.removeprefix(f"{ZoneKind.CONSTITUENCY}:") for zone_id in ids)


def split_zone_id(zone_id: str) -> tuple[ZoneKind, str]:
    """Return the kind and the code of a zone id; raises UnknownZoneKind."""
    kind, _, code = zone_id.partition(":")
    try:
        return ZoneKind(kind.lower()), code
    except ValueError as error:
        raise UnknownZoneKind(f"there is no kind of zone named {kind!r}") from error


def _parse(word: str) -> str:
    if ":" not in word:
        return f"{ZoneKind.CONSTITUENCY}:{word}"
    kind, code = split_zone_id(word)
    return f"{kind}:{code}"
