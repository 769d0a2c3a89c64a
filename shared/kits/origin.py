"""What a page of a nation came from: the kit's page of its name, in the edition and the language it was made in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.facts import language_of

if TYPE_CHECKING:
    from shared.kits.kits import Kits
    from shared.nations.nation import Nation
    from shared.sites.pages import Page
    from shared.sites.previewing import Previews


def kit_page_of(page: Page, nation: Nation, *, kits: Kits, previews: Previews) -> Page | None:
    """Return the kit's page from which a nation's came; None where nobody kept that edition."""
    language = language_of(nation.seed.facts, previews.banner(nation).language)
    return kits.kit_page(page.heading.kit_version, language, page.name)
