"""The network's site, made from its nations and their events."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from shared.geography.france import OUTLINES
from shared.nations.nation import NationStatus
from shared.sites.banner import TEMPLATES
from shared.sites.files import PAGE_CACHE, SiteFile
from shared.sites.network.agenda import meetings
from shared.sites.network.drawing import draw
from shared.sites.network.frames import load_sheet
from shared.sites.network.guide import guide_file
from shared.sites.network.pages import NetworkRenderer
from shared.sites.network.scene import NetworkView
from shared.sites.network.seats import Stander, standing
from shared.sites.network.shards import shard_places
from shared.sites.outline import GroundMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from shared.events.event import Event
    from shared.geography.atlas import Atlas
    from shared.nations.nation import Nation
    from shared.sites.banner import Banner
    from shared.sites.network.agenda import Meeting
    from shared.sites.network.drawing import DrawnFrame
    from shared.sites.network.frames import Sheet
    from shared.sites.network.shards import Shards

CALENDAR = "events.ics"


def network_maker(banner: Banner, atlas: Atlas, *, country: str) -> NetworkMaker:
    """Return the maker for a country (ISO 3166 code), with its map if it has been laid out."""
    sheet = load_sheet(country, TEMPLATES)
    ground = GroundMap.read(OUTLINES) if sheet else None
    return NetworkMaker(atlas=atlas, renderer=NetworkRenderer(banner), ground=ground, sheet=sheet)


class NetworkMaker:
    """Makes the network's site; what does not change with the nations, places and the map, is made once."""

    def __init__(
        self, *, atlas: Atlas, renderer: NetworkRenderer, ground: GroundMap | None = None, sheet: Sheet | None = None
    ) -> None:
        """Take the country; without its outlines and a sheet to lay them on, lists stand for the map."""
        self._atlas = atlas
        self._renderer = renderer
        self._ground = ground
        self._sheet = sheet

    def files(self, nations: Iterable[Nation], events: Iterable[Event], *, now: datetime) -> tuple[SiteFile, ...]:
        """Return all files of the site; only nations that are ready are told of."""
        ready = (nation for nation in nations if nation.status is NationStatus.READY)
        stands = standing((Stander.of(nation.seed, atlas=self._atlas) for nation in ready), atlas=self._atlas)
        due = meetings(events, {stander.slug: stander for stander in stands.standers}, now=now)
        view = NetworkView(standing=stands, sheet=self._sheet, frames=self._frames, meetings=due)
        guide = guide_file(self._shards, stands)
        return (*self._shards.files, guide, self._calendar(due), *self._renderer.render(view))

    @cached_property
    def _shards(self) -> Shards:
        return shard_places(self._atlas)

    @cached_property
    def _frames(self) -> tuple[DrawnFrame, ...]:
        if self._sheet is None or self._ground is None:
            return ()
        return draw(self._sheet, self._ground, standing((), atlas=self._atlas).seats)

    def _calendar(self, due: Sequence[Meeting]) -> SiteFile:
        from shared.events.ical import CONTENT_TYPE, calendar_file  # noqa: PLC0415 - 60 ms, where nothing is to come

        body = calendar_file(
            [meeting.event for meeting in due], name=self._renderer.calendar_name, link_of=self._renderer.event_address
        )
        return SiteFile(path=CALENDAR, body=body, content_type=CONTENT_TYPE, cache_control=PAGE_CACHE)
