"""A nation's settings: what its pages say of it, its portrait, its goals and its days."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.facts_form import COUNTERS, GROUPS, KINDS, FactsForm, facts_in, faults_of, form_in, form_of
from shared.console.response import Response, origin_of, picturing, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.errors import InputError
from shared.nations.publications import PublicationOrder
from shared.rollouts.outfit import words_in
from shared.sites.banner import Language
from shared.sites.editing import edit_facts
from shared.sites.facts import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.nations.nation import Nation


def show(visit: Visit, desk: Desk) -> Response:
    """Show what is on record."""
    nation = desk.nations.get(visit.params["slug"])
    return _page(visit, desk, nation, form_of(nation.seed.facts))


def save(visit: Visit, desk: Desk) -> Response:
    """Save what was typed, and ask for the site to be made again where whoever saves may publish."""
    nation = desk.nations.get(visit.params["slug"])
    form = form_in(visit.request.form, nation.seed.facts)
    try:
        change(visit, desk, nation, facts_in(form))
    except InputError as error:
        return _page(visit, desk, nation, replace(form, faulty=faults_of(error)))
    return redirect(visit.at(f"/nation/{nation.slug}/settings?saved={told(visit)}"))


def change(visit: Visit, desk: Desk, nation: Nation, facts: Mapping[str, str]) -> None:
    """Change facts of a nation, as its log then tells; raises InputError with every fault, Conflict."""
    reach, banner = desk.reach(nation.slug, may_write=True), desk.previews.banner(nation)
    changed = sorted(name for name, fact in facts.items() if fact.strip() != nation.seed.facts.get(name, ""))
    by, about = visit.signed_in.member, {"facts": " ".join(changed)}
    edited = edit_facts(
        nation.slug,
        facts,
        country=desk.country,
        colours=len(banner.palette),
        nations=reach.nations,
        clock=desk.clock,
    )
    desk.audit.record(entry("edited-facts", by=by, nation=nation.slug, about=about, now=visit.now, draw=desk.draw))
    if "language" in changed:
        edition = desk.kits.edition(nation.kit_version or "") or desk.kits.current()
        words = words_in(language_of(edited.seed.facts, banner.language), edition)
        reach.nations.replace_unedited(nation.slug, words)
    if _may_publish(visit):
        desk.publications.ask([PublicationOrder(slug=nation.slug, by=by.id, at=visit.now)])


def told(visit: Visit) -> str:
    """Return what the page then says: whether the public reads it at once, or with the next publication."""
    return "public" if _may_publish(visit) else "kept"


def _may_publish(visit: Visit) -> bool:
    return may(visit.signed_in.member, Permission.PUBLISH, nation=visit.nation, now=visit.now)


def _page(visit: Visit, desk: Desk, nation: Nation, form: FactsForm) -> Response:
    banner, site = desk.previews.banner(nation), desk.site_address.format(slug=nation.slug)
    shown = framed(
        visit,
        desk,
        "nation-settings",
        status=422 if form.faulty else 200,
        nation=nation,
        form=form,
        groups=GROUPS,
        kinds=KINDS,
        counters=COUNTERS,
        languages=tuple(Language),
        language_default=banner.language,
        colours=banner.palette,
        missing=desk.previews.missing_facts(nation),
        site=site,
        saved=visit.request.query.get("saved", "") if not form.faulty else "",
    )
    return picturing(shown, pictures=origin_of(site))


ROUTES = (
    Route(method="GET", path="/nation/{slug}/settings", needs=Permission.EDIT_FACTS, view=show),
    Route(method="POST", path="/nation/{slug}/settings", needs=Permission.EDIT_FACTS, view=save),
)
