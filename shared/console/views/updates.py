"""What the network's kit offers to a nation in place of its own words: to accept, or to keep what it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kits.comparing import block_difference
from shared.kits.deciding import KEEP, Decision, OfferUnknown, decide, document_of, edited_at
from shared.kits.errors import KitChanged
from shared.kits.holdings import PAGE
from shared.kits.offers import Reason, by_id
from shared.kits.sheet import title_of
from shared.nations.publications import PublicationOrder
from shared.sites.facts import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.kits.holdings import Holdings
    from shared.kits.offers import Offer
    from shared.nations.nation import Nation
    from shared.sites.banner import Language
    from shared.sites.differences import BlockDifference

DONE = ("accept", "keep")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An offer as the page shows it; `difference` goes from the nation's words to the kit's."""

    document: str
    title: str
    is_page: bool
    offer: Offer
    seen: str
    difference: BlockDifference | None


def show(visit: Visit, desk: Desk) -> Response:
    """Show all that the nation has to decide."""
    return _page(visit, desk)


def choose(visit: Visit, desk: Desk) -> Response:
    """Take the kit's words, or keep the nation's own; the site is made again where that changes it."""
    nation, form = desk.nations.get(visit.params["slug"]), visit.request.form
    decision = Decision(
        document=form.get("document", ""),
        block=form.get("block", ""),
        version=form.get("version", ""),
        choice=form.get("choice", KEEP),
        seen=form.get("seen", ""),
    )
    holdings = desk.reach(nation.slug, may_write=True).holdings
    try:
        document_of(holdings.read(nation.slug), decision.document)
        _note(visit, desk, decision)
        language = _language(nation, desk)
        is_new = decide(decision, slug=nation.slug, language=language, kits=desk.kits, holdings=holdings, at=visit.now)
    except (KitChanged, OfferUnknown):
        return _page(visit, desk, fault="fault_offer")
    if is_new and decision.document.startswith(PAGE):
        order = PublicationOrder(slug=nation.slug, by=visit.signed_in.member.id, at=visit.now)
        desk.publications.ask([order])
    return redirect(visit.at(f"/nation/{nation.slug}/updates?did={decision.choice}"))


def _note(visit: Visit, desk: Desk, decision: Decision) -> None:
    about = {"document": decision.document[:80], "block": decision.block[:40], "choice": decision.choice[:10]}
    member = visit.signed_in.member
    desk.audit.record(entry("decided-kit", by=member, nation=visit.nation, about=about, now=visit.now, draw=desk.draw))


def _page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    nation, did = desk.nations.get(visit.params["slug"]), visit.request.query.get("did", "")
    held = desk.reach(nation.slug).holdings.read(nation.slug)
    return framed(
        visit,
        desk,
        "updates",
        status=409 if fault else 200,
        fault=fault,
        did=did if did in DONE else "",
        asked=list(_asked(held)),
        nation=nation,
        is_current=nation.kit_version == desk.kits.current().version,
        may_decide=may(visit.signed_in.member, Permission.PUBLISH, nation=nation.slug, now=visit.now),
    )


def _asked(held: Holdings) -> Iterator[Asked]:
    for document, offers in held.offers.items():
        found = document_of(held, document)
        own = by_id(found.blocks)
        for offer in offers:
            before = offer.own if offer.reason is Reason.OVERRULED else own.get(offer.block, offer.was)
            yield Asked(
                document=document,
                title=title_of(found),
                is_page=document.startswith(PAGE),
                offer=offer,
                seen=edited_at(found),
                difference=block_difference(before, offer.kit),
            )


def _language(nation: Nation, desk: Desk) -> Language:
    return language_of(nation.seed.facts, desk.previews.banner(nation).language)


ROUTES = (
    Route(method="GET", path="/nation/{slug}/updates", needs=Permission.EDIT_PAGES, view=show),
    Route(method="POST", path="/nation/{slug}/updates", needs=Permission.PUBLISH, view=choose),
)
