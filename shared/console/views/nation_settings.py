"""A nation's settings: what its pages say of it, its portrait, its goals and its days."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.facts_form import COUNTERS, GROUPS, KINDS, FactsForm, changed_in, faults_of, form_in, form_of
from shared.console.response import Response, origin_of, picturing, redirect
from shared.console.route import Route
from shared.console.silence import silence_facts, silence_now, through_or_waiting
from shared.console.views.frame import framed
from shared.kernel.errors import InputError
from shared.nations.publications import PublicationOrder
from shared.rollouts.outfit import words_in
from shared.sites.banner import Language
from shared.sites.editing import EDITED_FACTS, changed_facts, edit_facts
from shared.sites.facts import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.nations.nation import Nation

PUBLIC, HELD, KEPT = SAVED = ("public", "held", "kept")
"""When the public reads what was saved: within a minute, after silence, or with the next publication."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show what is on record."""
    nation = desk.nations.get(visit.params["slug"])
    return _page(visit, desk, nation, form_of(nation.seed.facts, language=desk.previews.banner(nation).language))


def save(visit: Visit, desk: Desk) -> Response:
    """Save what differs from what the form was shown with: what others saved meanwhile in other fields stays.

    Where whoever saves may publish, the site is made again.
    """
    nation, typed = desk.nations.get(visit.params["slug"]), visit.request.form
    try:
        saved = change(visit, desk, nation, changed_in(typed, nation.seed.facts))
    except InputError as error:
        form = form_in(typed, nation.seed.facts, language=desk.previews.banner(nation).language)
        return _page(visit, desk, nation, replace(form, faulty=faults_of(error)))
    return redirect(visit.at(f"/nation/{nation.slug}/settings?saved={saved}"))


def change(visit: Visit, desk: Desk, nation: Nation, facts: Mapping[str, str]) -> str:
    """Change facts of a nation, as its log tells before; return one of SAVED: when the public reads them.

    Raises InputError with every fault, Conflict.
    """
    reach, banner = desk.reach(nation.slug, may_write=True), desk.previews.banner(nation)
    deed = _Deed(visit, desk)
    edited = edit_facts(
        nation.slug,
        facts,
        country=desk.country,
        colours=len(banner.palette),
        nations=reach.nations,
        clock=desk.clock,
        tell=deed.tell,
        known=nation if "goals" in facts else None,
    )
    if "language" in deed.changed:
        edition = desk.kits.edition(nation.kit_version or "") or desk.kits.current()
        words = words_in(language_of(edited.seed.facts, banner.language), edition)
        reach.nations.replace_unedited(nation.slug, words)
    if not _may_publish(visit):
        return KEPT
    by = visit.signed_in.member.id
    desk.publications.ask([PublicationOrder(slug=nation.slug, by=by, at=visit.now, override=deed.reason)])
    return HELD if silence_now(visit, desk) and not deed.reason else PUBLIC


class _Deed:
    """One change of facts: why it may be public during silence, and what of it the log tells, before it is made."""

    def __init__(self, visit: Visit, desk: Desk) -> None:
        self._visit, self._desk = visit, desk
        self.changed: list[str] = []
        self.reason = ""

    def tell(self, before: Nation, after: Nation) -> None:
        visit, desk = self._visit, self._desk
        self.changed = changed_facts(before, after)
        self.reason = through_or_waiting(visit, desk, before, what="publishing settings")
        about = {"facts": " ".join(self.changed)} | ({"reason": self.reason} if self.reason else {})
        by = visit.signed_in.member
        desk.audit.record(entry(EDITED_FACTS, by=by, nation=before.slug, about=about, now=visit.now, draw=desk.draw))


def _may_publish(visit: Visit) -> bool:
    return may(visit.signed_in.member, Permission.PUBLISH, nation=visit.nation, now=visit.now)


def _page(visit: Visit, desk: Desk, nation: Nation, form: FactsForm) -> Response:
    banner, site = desk.previews.banner(nation), desk.site_address.format(slug=nation.slug)
    saved = visit.request.query.get("saved", "")
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
        colours=banner.palette,
        missing=desk.previews.missing_facts(nation),
        site=site,
        saved=saved if saved in SAVED and not form.faulty else "",
        **silence_facts(visit, desk),
    )
    return picturing(shown, pictures=origin_of(site))


ROUTES = (
    Route(method="GET", path="/nation/{slug}/settings", needs=Permission.EDIT_FACTS, view=show),
    Route(method="POST", path="/nation/{slug}/settings", needs=Permission.EDIT_FACTS, view=save),
)
