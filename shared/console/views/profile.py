"""One person of a nation: all that is known of them, and what the team writes down and sees to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.actions.telling import told_by
from shared.console.office import may_edit, office_of
from shared.console.profile import consents_of, fields_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.teammates import names_of, teammates
from shared.console.timeline import timeline_of
from shared.console.views.frame import framed
from shared.people.aliases import standing_id
from shared.people.editable import ASSIGNEE
from shared.people.editing import edit_person
from shared.people.fields import Field
from shared.people.full_name import full_name
from shared.people.roll import PersonUnknown, person_of
from shared.people.statements import statements_of
from shared.people.tag_book import tags_offered
from shared.sites.matters import read_matters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.actions.timeline import Activity
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.nations.nation import Nation
    from shared.sites.matters import Matters


def profile(visit: Visit, desk: Desk) -> Response:
    """Show all that is known of one person; whoever was merged into another is that one."""
    slug, person = visit.params["slug"], visit.params["person"]
    try:
        return profile_page(visit, desk)
    except PersonUnknown:
        standing = standing_id(slug, person, people=desk.reach(slug).people)
        if standing == person:
            raise
        return redirect(visit.at(f"/nation/{slug}/people/{standing}"))


def profile_page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    """Return the page of a person; with a fault in a form of it, as it was sent."""
    nation, people = desk.nations.get(visit.params["slug"]), desk.reach(visit.params["slug"]).people
    person = person_of(nation.slug, visit.params["person"], people=people, now=visit.now.timestamp())
    happenings = timeline_of(nation.slug, person.person_id, people=people, now=visit.now)
    team, assignee = teammates(visit, desk), str(person.values.get(ASSIGNEE, ""))
    tags = person.values.get(Field.TAGS)
    matters = matters_of(nation, filter(None, (told.activity for told in happenings)), visit, desk)
    return framed(
        visit,
        desk,
        "person",
        status=422 if fault else 200,
        nation=nation,
        person_id=person.person_id,
        name=full_name(person),
        fields=fields_of(person),
        tags=tags if isinstance(tags, list) else [],
        consents=consents_of(person, statements_of(nation.slug, people=people)),
        happenings=happenings,
        told=partial(told_by, person=person, language=visit.language, matters=matters),
        matters=matters,
        names=team | names_of({each for told in happenings for each in (told.by, told.assignee)}, visit, desk),
        team=team,
        assignee=assignee,
        may_edit=may_edit(visit),
        offered=tags_offered(nation.slug, people=people) if may_edit(visit) else (),
        is_known=bool(visit.request.query.get("known")),
        typed={name: visit.request.form.get(name, "") if fault else "" for name in ("text", "due", "assignee")},
        fault=fault,
    )


def matters_of(nation: Nation, activities: Iterable[Activity], visit: Visit, desk: Desk) -> Matters | None:
    """Return what somebody's actions were about; None where none of them was about one thing among several."""
    asking = {activity.page for activity in activities if activity.target}
    if not asking:
        return None
    return read_matters(
        nation.slug,
        asking,
        desk=desk.reach(nation.slug).pages,
        events=desk.events.of_nation(nation.slug),
        voice=desk.previews.voice(nation, now=visit.now),
    )


def assign(visit: Visit, desk: Desk) -> Response:
    """Have a member of the team look after somebody, or nobody."""
    office, whom, person = office_of(visit, desk), visit.request.form.get(ASSIGNEE, ""), visit.params["person"]
    if whom and whom not in teammates(visit, desk):
        return profile_page(visit, desk, fault="fault_assignee")
    edit_person(
        office.slug,
        person,
        {ASSIGNEE: whom or None},
        by=office.by,
        draw=office.draw,
        **office.ports,
    )
    return redirect(visit.at(f"/nation/{office.slug}/people/{person}"))


ROUTES = (
    Route(method="GET", path="/nation/{slug}/people/{person}", needs=Permission.READ_PEOPLE, view=profile),
    Route(method="POST", path="/nation/{slug}/people/{person}/assign", needs=Permission.EDIT_PEOPLE, view=assign),
)
