"""How a nation's open offers are written down: `{sk: OFFERS#PAGE#home, offers: [{block, reason, version, kit?, …}]}`.

One item for each page or e-mail about which the nation has to decide, kept under the nation beside it. The words are
blocks as pages have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.kits.offers import Offer, Reason
from shared.sites.blocks import read_block, write_block

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.kernel.items import Item

OFFERS = "OFFERS#"
WORDS = ("kit", "was", "own")


def offers_item(document: str, offers: Iterable[Offer]) -> Item:
    """Return the item of the offers for a page or an e-mail, which its sort key names (`PAGE#home`)."""
    return {"sk": f"{OFFERS}{document}", "offers": [_written(offer) for offer in offers]}


def read_offers(item: Item) -> tuple[Offer, ...]:
    """Return the offers that an item keeps; raises ContentError for a block that is none."""
    return tuple(_read(data, item["sk"]) for data in item["offers"])


def _written(offer: Offer) -> dict[str, Any]:
    words = {name: write_block(block) for name in WORDS if (block := getattr(offer, name))}
    return {"block": offer.block, "reason": offer.reason.value, "version": offer.version, **words}


def _read(data: Mapping[str, Any], place: str) -> Offer:
    words = {name: read_block(data[name], place=place) for name in WORDS if name in data}
    return Offer(block=data["block"], reason=Reason(data["reason"]), version=data["version"], **words)
