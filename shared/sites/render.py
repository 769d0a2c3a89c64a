"""From stored pages and facts to the files of a nation's site."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from shared.sites.banner import TEMPLATES
from shared.sites.directions import directions
from shared.sites.environment import site_environment
from shared.sites.event_pages import calendar_file, event_page
from shared.sites.files import page_file
from shared.sites.forms import FormSheets
from shared.sites.links import Links
from shared.sites.look import dress
from shared.sites.pages import in_order
from shared.sites.scene import scene_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from jinja2 import Template

    from shared.sites.banner import Banner
    from shared.sites.files import SiteFile
    from shared.sites.pages import Page
    from shared.sites.view import SiteView


class SiteRenderer:
    """Renders nations' sites; templates are compiled once, what a banner's nations share is made once."""

    def __init__(self, templates: Path = TEMPLATES) -> None:
        """Compile the layout; blocks are compiled when a page first has one."""
        environment = site_environment(templates)
        self._layout = environment.get_template("layouts/site.html.j2")
        self._footer = environment.get_template("partials/footer.html.j2")
        self._closed = environment.get_template("layouts/closed.html.j2")
        self._over = environment.get_template("layouts/over.html.j2")
        self._missing = environment.get_template("layouts/missing.html.j2")
        self._sheets = FormSheets(environment)
        self._dress = cache(partial(dress, environment, templates))

    def render(self, site: SiteView, pages: Sequence[Page]) -> tuple[SiteFile, ...]:
        """Return the site's files; raises ContentError for a page that cannot be shown.

        They load the banner's files (see `render_shared`) from the network's folder.
        """
        everything = (*in_order(pages), *(event_page(event, site) for event in site.events))
        calendars = (calendar_file(event, site) for event in site.events)
        return (*calendars, *self._files(self._layout, site, everything), *directions(site, everything))

    def render_closed(self, site: SiteView, pages: Sequence[Page], *, is_over: bool = False) -> tuple[SiteFile, ...]:
        """Return the files of a site that is closed: at the address of every page, a notice and nothing else.

        Of a campaign that `is_over` it says thanks, and whom to ask about one's data.
        """
        everything = (*in_order(pages), *(event_page(event, site) for event in site.events))
        return self._files(self._over if is_over else self._closed, site, everything)

    def render_one(self, site: SiteView, pages: Sequence[Page], page: Page, *, stylesheet: str) -> str:
        """Return one page as it stands among the others, for somebody to look at before the public does.

        Its stylesheet lies at the address given, it has no script, and its links lead nowhere.
        """
        look, links = self._dress(site.banner), Links(page, frozenset(each.name for each in pages))
        scene = scene_of(site, look, pages, self._sheets)
        scene["files"] = replace(scene["files"], stylesheet=stylesheet, script="")
        scene["footers"] = {links.root: self._footer_of(scene, links.root)}
        return self._layout.render(scene, page=page, links=links)

    def render_shared(self, banner: Banner) -> tuple[SiteFile, ...]:
        """Return what all sites under a banner load: once for all of them, in the network's folder."""
        return self._dress(banner).assets

    def render_missing(self, banner: Banner) -> tuple[SiteFile, ...]:
        """Return the network's own page for what does not exist; it is shown at any depth of any nation's site."""
        look = self._dress(banner)
        body = self._missing.render(banner=banner, look=look, t=look.words)
        return (*look.assets, page_file("404.html", body))

    def _files(self, layout: Template, site: SiteView, pages: Sequence[Page]) -> tuple[SiteFile, ...]:
        look = self._dress(site.banner)
        scene, names = scene_of(site, look, pages, self._sheets), frozenset(page.name for page in pages)
        linked = [(page, Links(page, names)) for page in pages]
        scene["footers"] = {root: self._footer_of(scene, root) for root in {links.root for _, links in linked}}
        return tuple(page_file(page.path, layout.render(scene, page=page, links=links)) for page, links in linked)

    def _footer_of(self, scene: Mapping[str, Any], root: str) -> Markup:
        return Markup(self._footer.render(scene, root=root))  # noqa: S704 - rendered by our own escaping template
