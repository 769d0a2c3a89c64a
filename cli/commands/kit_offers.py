"""`banneret kit offers | decide`: what a nation has to decide about the network's kit."""

from typing import Literal

from cli.answer import Answer
from cli.kit_lines import describe_offers
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.wording import table
from shared.access.audit import entry
from shared.kits.deciding import Decision, OfferUnknown, decide, document_of, edited_at
from shared.sites.facts import language_of


def offers(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List the words of the kit that are offered to a nation in place of its own.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    stage.nations.get(slug)
    found = describe_offers(stage.holdings.read(slug))
    rows = [[each["document"], each["block"], each["reason"]] for each in found]
    lines = table(["page or e-mail", "block", "why"], rows) if rows else (f"nation {slug} has nothing to decide",)
    return Answer(document={"nation": slug, "offers": found}, lines=lines)


def decide_offer(
    slug: str,
    document: str,
    block: str,
    choice: Literal["accept", "keep"],
    *,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Take the kit's words for a nation, or keep its own; `banneret nation publish` shows them.

    Parameters
    ----------
    slug
        The nation's name in its address.
    document
        The page or e-mail, as `banneret kit offers` lists it: PAGE#home.
    block
        The block's name.
    choice
        accept or keep.
    """
    stage = here.open_stage(everywhere.stage)
    nation, held, now = stage.nations.get(slug), stage.holdings.read(slug), here.patience.now()
    offer = next((offer for offer in held.offers.get(document, ()) if offer.block == block), None)
    if offer is None:
        raise OfferUnknown(document, block)
    seen = edited_at(document_of(held, document))
    decision = Decision(document=document, block=block, version=offer.version, choice=choice, seen=seen)
    language = language_of(nation.seed.facts, stage.kits.current().content.banner.language)
    about = {"document": document, "block": block, "choice": choice}
    stage.audit.record(entry("decided-kit", by=None, nation=slug, about=about, now=now))
    changed = decide(decision, slug=slug, language=language, kits=stage.kits, holdings=stage.holdings, at=now)
    said = f"shown with: banneret nation publish {slug}" if changed else "the nation's pages stay as they are"
    return Answer(document={"nation": slug, **about, "changed": changed}, lines=(said,))
