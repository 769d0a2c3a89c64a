"""Ask for an import: first to be checked, and once somebody has seen what it comes to, to be loaded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import Conflict
from shared.people.imports.record import ImportState, ImportUnknown, find_import, import_to_item
from shared.people.statements import statement_item
from shared.people.table import StepRefused, Wanted, put

if TYPE_CHECKING:
    from shared.people.imports.record import NationImport
    from shared.people.journal import Journal
    from shared.people.table import PeopleTable

CHECKED, LOADED = "checked-import", "imported-people"


class ImportOrders(Protocol):
    """Where imports are asked for; each order is carried out at least once."""

    def ask(self, slug: str, import_id: str) -> None:
        """Have the import's next step done; raises TransientError if the order was not taken."""


def ask_to_check(made: NationImport, *, people: PeopleTable, journal: Journal, orders: ImportOrders) -> None:
    """Keep an import and have it checked: nothing is written of anybody. The log tells it first.

    Asked again, the order alone is sent again. Raises TransientError.
    """
    journal.record(made.slug, CHECKED, {"import": made.id})
    try:
        people.write([put(import_to_item(made), Wanted.ABSENT)])
    except StepRefused:
        if find_import(made.slug, made.id, people=people) is None:
            raise
    orders.ask(made.slug, made.id)


def ask_to_load(
    slug: str, import_id: str, *, people: PeopleTable, journal: Journal, orders: ImportOrders
) -> NationImport:
    """Have a checked import loaded, with the statement that its consents rest on; return it. The log tells it first.

    Asked again while it is under way, the order is sent again. Raises ImportUnknown, and Conflict for an import that
    is not checked, or over.
    """
    made = find_import(slug, import_id, people=people)
    if made is None:
        raise ImportUnknown(f"nation {slug} has no import {import_id}")
    if made.state is not ImportState.LOADING:
        made = _begun(made, people, journal)
    orders.ask(slug, import_id)
    return made


def _begun(made: NationImport, people: PeopleTable, journal: Journal) -> NationImport:
    if made.state is not ImportState.CHECKED:
        raise Conflict(f"import {made.id} is {made.state}: only one that is checked is loaded")
    journal.record(made.slug, LOADED, {"import": made.id})
    begun = replace(made, state=ImportState.LOADING, revision=made.revision + 1)
    statement = [put(statement_item(made.slug, made.consent))] if made.consent else []
    people.write([put(import_to_item(begun), made.revision), *statement])
    return begun
