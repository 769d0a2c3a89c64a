"""What shows the kit's pages and e-mails: what they are made with is loaded for whoever first looks at one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from shared.kits.previewing import KitPreviews

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.mail.render import MailRenderer
    from shared.sites.nation_site import SiteMaker


def connect_previews(bundled: Callable[[], SiteMaker]) -> KitPreviews:
    """Return what shows the kit; `bundled` gives the maker of sites under the bundled banner."""

    @cache
    def letters() -> MailRenderer:
        from shared.mail.render import MailRenderer  # noqa: PLC0415 - a cold start shows no letter

        return MailRenderer()

    return KitPreviews(bundled, letters)
