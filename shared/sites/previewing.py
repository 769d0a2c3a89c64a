"""Look at a page before the public does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.objects import stored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from shared.kernel.items import Item
    from shared.nations.nation import Nation
    from shared.sites.banner import Banner
    from shared.sites.files import SiteFile
    from shared.sites.nation_site import SiteMaker
    from shared.sites.pages import Page
    from shared.sites.placeholders import Wording
    from shared.sites.versions import Version


class Previews:
    """Shows pages as a nation's site has them; `maker_of` is asked when the first one is looked at, and not before."""

    def __init__(self, maker_of: Callable[[Nation], SiteMaker]) -> None:
        """Take what finds the maker of a nation's site."""
        self._maker_of = maker_of

    def banner(self, nation: Nation) -> Banner:
        """Return the banner under which the nation's site stands."""
        return self._maker_of(nation).banner

    def voice(self, nation: Nation, *, now: datetime) -> Wording:
        """Return how the nation's pages say a text that names its facts; raises ContentError."""
        return self._maker_of(nation).voice(nation.seed, now=now)

    def show(
        self, nation: Nation, belongings: Sequence[Item], page: Page, *, now: datetime, stylesheet: str = ""
    ) -> str:
        """Return the page as HTML among what is stored with the nation; raises ContentError."""
        return self._maker_of(nation).one_page(nation.seed, belongings, page, now=now, stylesheet=stylesheet)

    def stylesheet(self, nation: Nation) -> SiteFile:
        """Return the stylesheet of the nation's pages."""
        (sheet,) = (file for file in self._maker_of(nation).shared_files() if file.path.endswith(".css"))
        return sheet

    def missing_facts(self, nation: Nation) -> tuple[str, ...]:
        """Return the facts without which the nation's site is not published."""
        return self._maker_of(nation).missing_facts(nation.seed)

    def is_read(
        self, nation: Nation, belongings: Sequence[Item], page: Page, *, version: Version, now: datetime
    ) -> bool:
        """Tell whether a publication shows the page word for word as it would be made now."""
        if self.missing_facts(nation):
            return False
        known = version.files.get(page.path)
        files = self._maker_of(nation).open_site(nation.seed, belongings, now=now)
        made = next((file for file in files if file.path == page.path), None)
        return bool(known and made and stored(made).etag == known.etag)
