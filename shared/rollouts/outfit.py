"""What every nation gets: the kit's pages and e-mails, and its shared geographic tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.mail.kit import load_mail_kit
from shared.sites.facts import language_of
from shared.sites.kit import load_kit

if TYPE_CHECKING:
    from shared.kernel.items import Item
    from shared.nations.nation import NationSeed
    from shared.sites.kit import Kit
    from shared.sites.nation_site import SiteMaker

HQ = "hq"
"""Owner of the shared tags: nations read them and cannot change them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """The bundled kit, and the maker of the sites under the network's banner."""

    maker: SiteMaker

    @property
    def kit(self) -> Kit:
        """The pages in the network's own language; their version is that of every language."""
        return load_kit(self.maker.banner.language)

    def items(self, seed: NationSeed) -> list[Item]:
        """Return what is stored under a new nation: its pages and e-mail templates in its language, its shared tags."""
        language = language_of(seed.facts, self.maker.banner.language)
        return [*load_kit(language).page_items(), *load_mail_kit(language).items(), *map(_tag_item, self.tags(seed))]

    def tags(self, seed: NationSeed) -> tuple[str, ...]:
        """Return the shared geographic tags of the nation's zones and of all zones above them, each once."""
        zones = [zone for own in self.maker.zones(seed) for zone in (own, *self.maker.atlas.ancestors(own))]
        return tuple(dict.fromkeys(zone.tag for zone in zones))


def _tag_item(tag: str) -> Item:
    return {"sk": f"TAG#{tag}", "tag": tag, "owner": HQ}
