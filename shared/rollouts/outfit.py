"""What every nation gets: the kit's pages and e-mails, and its shared geographic tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.kernel.items import Item
    from shared.mail.kit import MailKit
    from shared.nations.nation import NationSeed
    from shared.sites.kit import Kit
    from shared.sites.nation_site import SiteMaker

HQ = "hq"
"""Owner of the shared tags: nations read them and cannot change them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """The network's kit, and the maker of the sites under its banner."""

    kit: Kit
    mail: MailKit
    maker: SiteMaker

    def items(self, seed: NationSeed) -> list[Item]:
        """Return what is stored under a new nation: its pages, e-mail templates and shared tags."""
        return [*self.kit.page_items(), *self.mail.items(), *map(_tag_item, self.tags(seed))]

    def tags(self, seed: NationSeed) -> tuple[str, ...]:
        """Return the shared geographic tags of the nation's zones and of all zones above them, each once."""
        zones = [zone for own in self.maker.zones(seed) for zone in (own, *self.maker.atlas.ancestors(own))]
        return tuple(dict.fromkeys(zone.tag for zone in zones))


def _tag_item(tag: str) -> Item:
    return {"sk": f"TAG#{tag}", "tag": tag, "owner": HQ}
