"""Whom a command is about: an address or a number as people write it, turned into an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people.aliases import standing_id
from shared.people.email import normalise_email
from shared.people.person import is_person_id, person_id
from shared.people.phone import normalise_phone

if TYPE_CHECKING:
    from cli.stage import Stage


def person_called(contact: str, *, country: str) -> str:
    """Return the id of the person with an e-mail address or a phone number; an id is returned as it is.

    It is the same id that imports and forms give them. Raises InputError, which repeats nothing.
    """
    if is_person_id(contact):
        return contact
    identity = normalise_email(contact) if "@" in contact else normalise_phone(contact, country=country)
    if identity is None:
        remedy = "Write the address like marie@example.org, or the number like +33 6 12 34 56 78"
        raise InputError([Fault(place="EMAIL", reason="neither an e-mail address nor a phone number", remedy=remedy)])
    return person_id(identity)


def person_standing(contact: str, slug: str, *, stage: Stage) -> str:
    """Return the id under which a nation keeps whoever is called so: also by an address that leads to them.

    So it is with somebody who was merged into another, or whose address was changed. Raises InputError.
    """
    return standing_id(slug, person_called(contact, country=stage.country), people=stage.people)
