"""Look at a page before the public does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.objects import stored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from shared.kernel.items import Item
    from shared.nations.nation import Nation
    from shared.sites.banner import Language
    from shared.sites.files import SiteFile
    from shared.sites.nation_site import SiteMaker
    from shared.sites.pages import Page
    from shared.sites.versions import Version


class Previews:
    """Shows pages as `make` makes them; it is asked when the first page is looked at, and not before."""

    def __init__(self, make: Callable[[], SiteMaker]) -> None:
        self._make = make

    @property
    def colours(self) -> tuple[str, ...]:
        """The local colours that the banner allows, `#rrggbb` in the order of their numbers."""
        return self._make().banner.palette

    @property
    def language(self) -> Language:
        """The language of nations that chose none."""
        return self._make().banner.language

    def show(
        self, nation: Nation, belongings: Sequence[Item], page: Page, *, now: datetime, stylesheet: str = ""
    ) -> str:
        """Return the page as HTML among what is stored with the nation; raises ContentError."""
        return self._make().one_page(nation.seed, belongings, page, now=now, stylesheet=stylesheet)

    def stylesheet(self) -> SiteFile:
        """Return the stylesheet of all pages."""
        maker = self._make()
        files = (file for file in maker.shared_files() if file.path.endswith(".css"))
        return next(files)

    def missing_facts(self, nation: Nation) -> tuple[str, ...]:
        """Return the facts without which the nation's site is not published."""
        return self._make().missing_facts(nation.seed)

    def is_read(
        self, nation: Nation, belongings: Sequence[Item], page: Page, *, version: Version, now: datetime
    ) -> bool:
        """Tell whether a publication shows the page word for word as it would be made now."""
        known = version.files.get(page.path)
        files = self._make().open_site(nation.seed, belongings, now=now)
        made = next((file for file in files if file.path == page.path), None)
        return bool(known and made and stored(made).etag == known.etag)
