"""`banneret people edit`: fields of one person, changed and changed back."""

from typing import Any

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.whom import person_called
from shared.access.grant import OPERATOR
from shared.kernel.errors import Fault, InputError
from shared.people.change import KEPT
from shared.people.editable import read_edits
from shared.people.editing import edit_person, undo_edit


def edit(
    slug: str, contact: str, /, *changes: str, undo: str = "", everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Change what a nation knows of somebody; what is changed no import writes any more. The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    contact
        The person's e-mail address; the phone number of somebody known without one; or the id from a list.
    changes
        What is to be: `support_level=2`, `given_name="Anne Marie"`; `address=` for nothing.
    undo
        The id of an edit that is to be taken back, in place of changes.
    """
    stage = here.open_stage(everywhere.stage)
    nation, whom = stage.nations.get(slug), person_called(contact, country=stage.country)
    ports: dict[str, Any] = {"people": stage.people, "journal": stage.journal(here.patience), "clock": here.patience}
    if bool(undo) is bool(changes):
        raise InputError(
            [Fault(place="CHANGES", reason="there must be changes or --undo", remedy="Give one of the two")]
        )
    if undo:
        undo_edit(nation.slug, whom, undo, **ports)
        return Answer(document={"nation": slug, "edit": undo, "undone": True}, lines=("the person is as before",))
    values = read_edits(dict(map(_read, changes)), country=stage.country)
    done = edit_person(nation.slug, whom, values, by=OPERATOR, **ports)
    if done is None:
        return Answer(document={"nation": slug, "edit": None, "fields": []}, lines=("nothing differs",))
    back = f"banneret people edit {slug} {whom} --undo {done.id}"
    lines = (f"changed: {', '.join(sorted(done.after))}", f"undo within {KEPT.days} days: {back}")
    return Answer(document={"nation": slug, "edit": done.id, "fields": sorted(done.after)}, lines=lines)


def _read(change: str) -> tuple[str, str]:
    name, sign, text = change.partition("=")
    if not sign:
        remedy = "Write it as support_level=2"
        raise InputError([Fault(place="CHANGES", reason="one of them has no equals sign", remedy=remedy)])
    return name, text
