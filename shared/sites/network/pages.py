"""The files of the network's own site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from shared.sites.banner import TEMPLATES
from shared.sites.environment import site_environment
from shared.sites.files import SiteFile, asset_file, page_file
from shared.sites.look import dress
from shared.sites.network.directions import directions
from shared.sites.network.finding import LONGEST
from shared.sites.network.page import FINDER, PUBLISHED, NetworkPage
from shared.sites.network.scene import scene_of
from shared.sites.network.words import network_words

if TYPE_CHECKING:
    from pathlib import Path

    from shared.events.event import Event
    from shared.sites.banner import Banner
    from shared.sites.look import Look
    from shared.sites.network.finding import Answer
    from shared.sites.network.scene import NetworkView

SCRIPT_WORDS = (
    *("found_one", "found_many", "found_many_hint", "free_seat", "which_place", "unknown_place", "unknown_hint"),
    *("near_places", "nothing_typed", "finder_broken", "places_offered"),
)
"""What the finder's script may have to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkAssets:
    """What only the network's own pages load."""

    stylesheet: SiteFile
    script: SiteFile


class NetworkRenderer:
    """Renders the network's own site under one banner; templates are compiled when a page first needs them."""

    def __init__(self, banner: Banner, templates: Path = TEMPLATES) -> None:
        self._banner = banner
        self._templates = templates
        self._environment = site_environment(templates)
        self._words = network_words(banner, templates)

    def render(self, view: NetworkView) -> tuple[SiteFile, ...]:
        """Return the assets and pages of the site."""
        scene = scene_of(view, self._words)
        pages = [self.page(name) for name in PUBLISHED]
        files = (page_file(page.path, self._page(page, scene)) for page in pages)
        return (*self.assets, *files, *directions(self._address, pages))

    @property
    def calendar_name(self) -> str:
        """What calendar programs call the calendar of all nations."""
        return f"{self._banner.name} · {self._words.say('events')}"

    def event_address(self, event: Event) -> str:
        """Return the public address of an event's own page."""
        return f"https://{event.slug}.{self._banner.network_domain}/events/{event.event_id}/"

    def answer_page(self, answer: Answer | None, *, typed: str) -> str:
        """Return the page that answers the finder without a script; without an answer it says so."""
        return self._page(self.page(FINDER), {"answer": answer, "typed": typed})

    @cached_property
    def assets(self) -> tuple[SiteFile, ...]:
        """The files that the pages load."""
        return (*self._look.assets, self._own.stylesheet, self._own.script)

    def page(self, name: str) -> NetworkPage:
        """Return what the head and the menu tell of a page."""
        if name == FINDER:
            return NetworkPage(name=name, title=self._words.say("find_title"), description="")
        title, description = (self._words.say(f"{name}_{part}") for part in ("title", "description"))
        return NetworkPage(name=name, title=title, description=description)

    def _page(self, page: NetworkPage, scene: dict[str, Any]) -> str:
        template = self._environment.get_template(f"network/{page.name}.html.j2")
        return template.render({**self._common, **scene}, page=page, root=page.root)

    @cached_property
    def _common(self) -> dict[str, Any]:
        return {
            "banner": self._banner,
            "address": self._address,
            "look": self._look,
            "assets": self._own,
            "say": self._words.say,
            "count": self._words.count,
            "day_words": self._words.day,
            "time_words": self._words.time,
            "finder_words": self._words.unsaid(*SCRIPT_WORDS),
            "longest": LONGEST,
            "answer": None,
            "typed": "",
        }

    @property
    def _address(self) -> str:
        return f"https://{self._banner.network_domain}/"

    @cached_property
    def _look(self) -> Look:
        return dress(self._environment, self._templates, self._banner)

    @cached_property
    def _own(self) -> NetworkAssets:
        stylesheet = self._environment.get_template("assets/network.css.j2").render(palette=self._look.palette)
        script = (self._templates / "assets" / "finder.js").read_bytes()
        return NetworkAssets(
            stylesheet=asset_file("network.css", stylesheet.encode(), content_type="text/css; charset=utf-8"),
            script=asset_file("finder.js", script, content_type="text/javascript; charset=utf-8"),
        )
