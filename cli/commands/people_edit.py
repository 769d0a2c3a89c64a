"""`banneret people edit`: fields of one person, changed and changed back."""

from collections.abc import Sequence
from typing import Any

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.whom import person_standing
from shared.access.grant import OPERATOR
from shared.actions.readdressing import NewAddress, read_address, readdress, take_edit_back
from shared.kernel.errors import Fault, InputError
from shared.people.change import KEPT
from shared.people.edit import Edit
from shared.people.editable import read_edits
from shared.people.editing import edit_person
from shared.people.fields import Field


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
        What is to be: `support_level=2`, `given_name="Anne Marie"`; `address=` for nothing. `email=` comes without
        consent to be written to there, and leads to the person like the address before.
    undo
        The id of an edit that is to be taken back, in place of changes.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug)
    whom = person_standing(contact, nation.slug, stage=stage)
    ports: dict[str, Any] = {"people": stage.people, "journal": stage.journal(here.patience), "clock": here.patience}
    if bool(undo) is bool(changes):
        raise InputError(
            [Fault(place="CHANGES", reason="there must be changes or --undo", remedy="Give one of the two")]
        )
    if undo:
        take_edit_back(nation.slug, whom, undo, **ports)
        return Answer(document={"nation": slug, "edit": undo, "undone": True}, lines=("the person is as before",))
    typed = dict(map(_read, changes))
    address = typed.pop(Field.EMAIL, None)
    values = read_edits(typed, country=stage.country)
    done = []
    if address is not None:
        wish = NewAddress(slug=nation.slug, person_id=whom, address=read_address(address), by=OPERATOR)
        done.append(readdress(wish, erasures=stage.erasures, **ports))
    if values:
        done.append(edit_person(nation.slug, whom, values, by=OPERATOR, **ports))
    return _answer(slug, whom, [edit for edit in done if edit])


def _answer(slug: str, whom: str, done: Sequence[Edit]) -> Answer:
    """Say what was changed; the document names the last edit, and all of them."""
    if not done:
        return Answer(document={"nation": slug, "edit": None, "edits": [], "fields": []}, lines=("nothing differs",))
    fields = sorted({field for edit in done for field in edit.after})
    back = [f"undo within {KEPT.days} days: banneret people edit {slug} {whom} --undo {edit.id}" for edit in done]
    document = {"nation": slug, "edit": done[-1].id, "edits": [edit.id for edit in done], "fields": fields}
    return Answer(document=document, lines=(f"changed: {', '.join(fields)}", *back))


def _read(change: str) -> tuple[str, str]:
    name, sign, text = change.partition("=")
    if not sign:
        remedy = "Write it as support_level=2"
        raise InputError([Fault(place="CHANGES", reason="one of them has no equals sign", remedy=remedy)])
    return name, text
