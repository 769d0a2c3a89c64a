"""A team at work on its people: noted about, edited, twice there, and with a file of its own on its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from shared.actions.mergers import Wish, merge_people
from shared.console.office import Office
from shared.people.change import ChangeKind
from shared.people.changing import ChangeWish, Whom, ask_to_change, change_people
from shared.people.editing import edit_person
from shared.people.imports.record import Counts, ImportState, NationImport, import_to_item
from shared.people.noting import Wording, write_note
from shared.people.person import person_id
from shared.people.segments.building import build_index
from shared.people.segments.saved import Draft, save_segment
from shared.people.segments.segment import Segment
from shared.people.table import put
from shared.rollouts.arrivals import PEOPLE, own_key
from tests.builders import NOON
from tests.fakes.journal import InMemoryJournal
from tests.unit.actions.recorded import Room, an_action
from tests.unit.console.house import OWN

if TYPE_CHECKING:
    from shared.access.member import Member
    from shared.people.note import Note
    from shared.people.person import Person
    from tests.unit.console.house import House

ARRIVED, CHECKED, DONE = (f"{number:032x}" for number in range(11, 14))
"""Places of imports: a file that waits for its columns to be named, one that is checked, one that is loaded."""

FILE = "Courriel;Prénom;Nom;Comité\nzoe@example.org;Zoé;Zola;Odéon\nyann@example.org;Yann;Yvetot;\n".encode()


def put_to_work(house: House, *, by: Member) -> list[str]:
    """Have somebody of the team of a furnished console work; return the paths below the nation where they see that."""
    office = Office(
        slug=OWN,
        by=by.id,
        people=house.reaches[OWN].people,
        journal=InMemoryJournal(),
        clock=house.clock,
        draw=house.desk.draw,
    )
    first, second, third = house.people[:3]
    note = _write_about(first, office)
    _hear_from(first, office)
    _merge(second, third, office)
    twin = _twin(house.people[3], house)
    tagged = ChangeWish(slug=OWN, what="appelé", kind=ChangeKind.TAG, by=office.by)
    change = change_people(tagged, [first.person_id], draw=office.draw, **office.ports)
    segment, under_way = _ask_for_all(house, office)
    _import(house)
    profile = f"/people/{first.person_id}"
    return [
        *(
            profile,
            f"{profile}/edit",
            f"{profile}/withdraw",
            f"{profile}/erase",
            f"{profile}/merge",
            f"{profile}/notes/{note.id}",
            f"/people/{second.person_id}",
            "/people/new",
        ),
        *(
            "/messages",
            "/follow-ups",
            "/follow-ups?whose=all",
            f"/people/changes/{change.id}",
            "/people/changes",
            "/people/duplicates",
        ),
        *(f"/people/{house.people[3].person_id}/merge/{twin.person_id}", "/imports"),
        *(f"/imports/{place}" for place in (ARRIVED, CHECKED, DONE, "0" * 32)),
        *(f"/segments/{segment}", f"/people/changes/{under_way}"),
    ]


def _ask_for_all(house: House, office: Office) -> tuple[str, str]:
    """Keep everybody as a segment and have them tagged, which nobody has begun; return the ids of both."""
    build_index(OWN, people=office.people, now=NOON, draw=office.draw)
    everybody = Draft(name="Tout le monde", segment=Segment(), by=office.by)
    saved = save_segment(OWN, everybody, draw=office.draw, **office.ports)
    tagged = ChangeWish(slug=OWN, what="appelé", kind=ChangeKind.TAG, by=office.by)
    whom = Whom(segment=saved.segment, id=saved.id, name=saved.name)
    change = ask_to_change(tagged, whom, orders=house.changes, draw=office.draw, **office.ports)
    return saved.id, change.id


def _hear_from(person: Person, office: Office) -> None:
    """Have somebody write to the nation at length, and offer their time."""
    room, email = Room(people=office.people), str(person.values["email"])
    told = {"subject": "Le pont", "message": "Il est fermé depuis mars.\n\n" + "Pourquoi ? " * 40}
    room.record(an_action("contact", email=email, said=told, consents=()))
    offered = {"skills": ["doors", "driving"], "days": ["monday"]}
    room.record(an_action("volunteer", email=email, said=offered, stamp="two", consents=()))


def _write_about(person: Person, office: Office) -> Note:
    """Have two notes written about somebody and two of their fields edited; return the later note."""
    notes = {"Préfère le téléphone.\nConnaît le boulanger.": date(2027, 5, 1), "Prête sa camionnette.": None}
    for text, due in notes.items():
        wording = Wording(text=text, by=office.by, due=due)
        note = write_note(OWN, person.person_id, wording, draw=office.draw, **office.ports)
    edit_person(OWN, person.person_id, {"support_level": 2, "assignee": office.by}, by=office.by, **office.ports)
    return note


def _merge(kept: Person, gone: Person, office: Office) -> None:
    wish = Wish(slug=OWN, kept_id=kept.person_id, gone_id=gone.person_id, by=office.by)
    merge_people(wish, draw=office.draw, **office.ports)


def _twin(person: Person, house: House) -> Person:
    """Have somebody there twice."""
    email = "encore@example.org"
    values = {**person.values, "email": email, "support_level": 1, "address": "3 rue de Tournon"}
    twin = replace(person, person_id=person_id(email), values=values)
    house.add([twin])
    return twin


def _import(house: House) -> None:
    house.desk.rolling.files.write(own_key(OWN, ARRIVED, PEOPLE), FILE)
    made = NationImport(id=CHECKED, slug=OWN, by="operator", at=NOON, upload="x", source="Pétition pour la piscine")
    checked = replace(
        made,
        state=ImportState.CHECKED,
        counts=Counts(rows=412, rejected=9, new=350, known=41, repeated=12),
        rejects=(0,),
    )
    counts = Counts(rows=120, rejected=2, created=88, merged=20, unchanged=10)
    done = replace(made, id=DONE, source="Marché Saint-Germain", state=ImportState.DONE, counts=counts)
    house.reaches[OWN].people.write([put(import_to_item(each)) for each in (checked, done)])
