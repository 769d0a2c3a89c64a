"""Carry a nation's own import out, and have those whom it brought count among the nation's people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.people.imports.record import ImportState, imports_of
from shared.people.imports.working import carry_out

if TYPE_CHECKING:
    from shared.nations.ports import NationStore
    from shared.people.imports.record import NationImport
    from shared.people.imports.working import Yard


def carry_out_import(slug: str, import_id: str, *, yard: Yard, nations: NationStore) -> NationImport:
    """Do the next step of an import; return it as it then is. Called twice, nobody counts twice.

    Raises ImportUnknown, and TransientError or Conflict for what another try may mend.
    """
    made = carry_out(slug, import_id, yard=yard)
    if made.state is ImportState.DONE:
        nation = nations.get(slug)
        # The sum of all imports, so that adding one of them again makes no difference.
        brought = sum(each.counts.created for each in imports_of(slug, people=yard.people))
        if brought != nation.own_people:
            nations.save(replace(nation, own_people=brought), after=nation)
    return made
