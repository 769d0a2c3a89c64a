"""All that a browser may ask of the console: what no view has a route for does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.console.views import (
    assets,
    bulk,
    candidate,
    changes,
    charter,
    duplicates,
    enrolling,
    event_door,
    event_edit,
    event_guests,
    events,
    exports,
    figures,
    follow_ups,
    forgotten,
    home,
    hq,
    hq_nation,
    hq_tags,
    imports,
    invitation,
    kit,
    kit_banner,
    kit_block,
    kit_drift,
    kit_page,
    kit_preview,
    log,
    look,
    members,
    messages,
    my_factor,
    myself,
    nation,
    nation_settings,
    nations,
    notes,
    page_block,
    page_history,
    page_publishing,
    pages,
    people,
    person_edit,
    person_new,
    person_rights,
    portrait,
    preview,
    profile,
    removal,
    rollout,
    rollout_start,
    rollouts,
    second_factor,
    second_round,
    segment_edit,
    segments,
    signing_in,
    signing_out,
    site_versions,
    tags,
    team,
    team_role,
    updates,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.route import Route

ROUTES: tuple[Route, ...] = (
    *assets.ROUTES,
    *signing_in.ROUTES,
    *second_factor.ROUTES,
    *invitation.ROUTES,
    *enrolling.ROUTES,
    *charter.ROUTES,
    *signing_out.ROUTES,
    *forgotten.ROUTES,
    *myself.ROUTES,
    *my_factor.ROUTES,
    *members.ROUTES,
    *home.ROUTES,
    *hq.ROUTES,
    *nations.ROUTES,
    *figures.ROUTES,
    *hq_nation.ROUTES,
    *removal.ROUTES,
    *candidate.ROUTES,
    *look.ROUTES,
    *second_round.ROUTES,
    *rollout_start.ROUTES,
    *rollout.ROUTES,
    *rollouts.ROUTES,
    *team.ROUTES,
    *team_role.ROUTES,
    *kit.ROUTES,
    *kit_banner.ROUTES,
    *kit_drift.ROUTES,
    *kit_page.ROUTES,
    *kit_block.ROUTES,
    *kit_preview.ROUTES,
    *updates.ROUTES,
    *log.ROUTES,
    *nation.ROUTES,
    *event_edit.ROUTES,
    *events.ROUTES,
    *event_guests.ROUTES,
    *event_door.ROUTES,
    *tags.ROUTES,
    *hq_tags.ROUTES,
    *people.ROUTES,
    *segments.ROUTES,
    *segment_edit.ROUTES,
    *exports.ROUTES,
    *person_new.ROUTES,
    *person_rights.ROUTES,
    *duplicates.ROUTES,
    *imports.ROUTES,
    *bulk.ROUTES,
    *changes.ROUTES,
    *person_edit.ROUTES,
    *notes.ROUTES,
    *follow_ups.ROUTES,
    *messages.ROUTES,
    *profile.ROUTES,
    *pages.ROUTES,
    *page_block.ROUTES,
    *page_publishing.ROUTES,
    *page_history.ROUTES,
    *site_versions.ROUTES,
    *nation_settings.ROUTES,
    *portrait.ROUTES,
    *preview.ROUTES,
)


def wanted(path: str) -> str:
    """Return a path that somebody may be led to after signing in, or nothing: it is none of our inner pages."""
    found = find("GET", path)
    return path if found and not found[0].is_open else ""


def find(method: str, path: str) -> tuple[Route, Mapping[str, str]] | None:
    """Return the route of a request with the named parts of its path, or None."""
    for route in ROUTES:
        parts = route.match(path)
        if route.method == method and parts is not None:
            return route, parts
    return None
