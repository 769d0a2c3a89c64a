"""What every nation gets: the kit's pages and e-mails, and its shared geographic tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.kits.edition import bundled_edition
from shared.mail.template import mail_item
from shared.sites.facts import language_of
from shared.sites.pages import page_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.kernel.items import Item
    from shared.kits.edition import KitEdition
    from shared.nations.nation import Nation, NationSeed
    from shared.sites.banner import Language
    from shared.sites.nation_site import SiteMaker

HQ = "hq"
"""Owner of the shared tags: nations read them and cannot change them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """An edition of the kit, the bundled one unless another is given, and the maker of sites under its banner.

    A nation that is there already may be of another edition: `dress` finds the maker under that one's banner.
    """

    maker: SiteMaker
    edition: KitEdition = field(default_factory=bundled_edition)
    dress: Callable[[Nation], SiteMaker] | None = None

    def maker_of(self, nation: Nation) -> SiteMaker:
        """Return what makes the nation's site."""
        return self.dress(nation) if self.dress and nation.kit_version else self.maker

    def items(self, seed: NationSeed) -> list[Item]:
        """Return what is stored under a new nation: its pages and e-mail templates in its language, its shared tags."""
        return [*self.words(seed), *map(_tag_item, self.tags(seed))]

    def words(self, seed: NationSeed) -> list[Item]:
        """Return what the nation says in its language: its pages and e-mail templates."""
        return words_in(language_of(seed.facts, self.maker.banner.language), self.edition)

    def tags(self, seed: NationSeed) -> tuple[str, ...]:
        """Return the shared geographic tags of the nation's zones and of all zones above them, each once."""
        zones = [zone for own in self.maker.zones(seed) for zone in (own, *self.maker.atlas.ancestors(own))]
        return tuple(dict.fromkeys(zone.tag for zone in zones))


def words_in(language: Language, edition: KitEdition) -> list[Item]:
    """Return what any nation says in a language before it has words of its own: its pages and e-mail templates."""
    content = edition.content
    # What HQ alone may write of the e-mails, such as the confirmation of consents, stays with the kit.
    letters = [mail_item(mail) for mail in content.mails[language] if not mail.is_locked]
    return [*map(page_item, content.pages[language]), *letters]


def _tag_item(tag: str) -> Item:
    return {"sk": f"TAG#{tag}", "tag": tag, "owner": HQ}
