"""A network's site in a country small enough to be seen at a glance (see `tests.unit.geography.builders`)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shared.nations.nation import Nation, NationStatus
from shared.sites.banner import default_banner
from shared.sites.network.guide import Guide, guide_file, read_guide
from shared.sites.network.maker import NetworkMaker
from shared.sites.network.pages import NetworkRenderer
from shared.sites.network.places import Place
from shared.sites.network.seats import Stander, Standing, standing
from shared.sites.network.shards import Shards, shard_places
from tests.builders import a_nation, a_seed
from tests.unit.geography.builders import an_atlas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from shared.events.event import Event
    from shared.sites.files import SiteFile

ATLAS = an_atlas()


def a_stander(slug: str = "first", *zones: str, candidate: str = "Jeanne Martin") -> Stander:
    """Return somebody who stands for zones of the small country, its first seat if none is named."""
    return Stander.of(a_seed(slug, zones=zones or ("constituency:N-1",), candidate=candidate), atlas=ATLAS)


def a_standing(*standers: Stander) -> Standing:
    """Return who stands where in the small country: Jeanne Martin for its first seat, if nobody is named."""
    return standing(standers or (a_stander(),), atlas=ATLAS)


def a_ready_nation(slug: str = "first", *zones: str, status: NationStatus = NationStatus.READY) -> Nation:
    """Return a nation of the small country whose site is open."""
    return a_nation(slug, status=status, zones=zones or ("constituency:N-1",))


def a_renderer(**rules: Any) -> NetworkRenderer:
    """Return a renderer under the bundled banner with some of its rules replaced."""
    return NetworkRenderer(replace(default_banner(), **rules))


def a_maker(**rules: Any) -> NetworkMaker:
    """Return what makes the network's site of the small country, which has no map."""
    return NetworkMaker(atlas=ATLAS, renderer=a_renderer(**rules))


def read_shard(file: SiteFile) -> Mapping[str, Sequence[Place]]:
    """Return the places of a published shard by key."""
    return {key: [Place(*place) for place in places] for key, places in json.loads(file.body).items()}


class FilledShelf:
    """A shelf in memory, with the published places of the small country and those who stand there."""

    def __init__(self, *standers: Stander) -> None:
        self.shards: Shards = shard_places(ATLAS)
        self._guide = guide_file(self.shards, a_standing(*standers))

    def guide(self) -> Guide:
        return read_guide(self._guide.body)

    def shard(self, path: str) -> Mapping[str, Sequence[Place]]:
        return read_shard(next(file for file in self.shards.files if file.path == path))


class EventsInMemory:
    """An EventList that holds what it is given."""

    def __init__(self, *events: Event) -> None:
        self.events = events

    def between(self, first: date, last: date) -> Iterable[Event]:
        return [event for event in self.events if first <= event.starts.date() <= last]
