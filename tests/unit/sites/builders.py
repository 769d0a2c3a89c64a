"""Sites made for tests: name only what the test is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shared.sites.banner import default_banner
from shared.sites.files import SiteFile, page_file
from shared.sites.view import SiteView


def a_site(**facts: Any) -> SiteView:
    """Return a nation of Paris under the bundled banner."""
    ordinary = SiteView(
        slug="paris-6",
        name="Paris 6",
        candidate="Camille Laurent",
        email="paris-6@plein-jour.example",
        zones=("6e circonscription de Paris",),
        banner=default_banner(),
    )
    return replace(ordinary, **facts)


def a_page_file(path: str = "index.html", html: str = "<p>Bonjour</p>") -> SiteFile:
    """Return a page ready to be published."""
    return page_file(path, html)
