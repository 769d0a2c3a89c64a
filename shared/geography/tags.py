"""Shared geographic tags: spelled alike in every nation, owned by headquarters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.geography.zone import Zone

PREFIX = "geo:"
"""What a nation's own tags must not begin with."""


def shared_tags(zones: Iterable[Zone]) -> tuple[str, ...]:
    """Return the tag of each zone, each once, in the order of the zones."""
    return tuple(dict.fromkeys(zone.tag for zone in zones))


def is_shared(tag: str) -> bool:
    """Tell whether a tag is a shared geographic one, which only an import may set or remove."""
    return tag.startswith(PREFIX)
