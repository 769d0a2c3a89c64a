"""What a person at a desk waits for, where the stage itself would queue it: publications, imports, exports, changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.actions.own_imports import carry_out_import
from shared.people.again import Patience
from shared.people.carrying import carry_on
from shared.people.segments.exporting import make_export
from shared.sites.files import NETWORK
from shared.sites.orders import carry_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.elections.notices import Notices
    from shared.kernel.clock import Clock
    from shared.nations.ports import NationStore
    from shared.nations.publications import PublicationOrder
    from shared.people.imports.working import Yard
    from shared.people.ports import PeopleFiles
    from shared.people.table import PeopleTable
    from shared.sites.publication import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOnce:
    """Carries orders out as they are given; see `Publications`. Raises as `carry_out` does."""

    press: Press
    notices: Notices

    def ask(self, orders: Sequence[PublicationOrder]) -> None:
        """Publish the nations."""
        self.press.site.publish(NETWORK, self.press.maker.shared_files())
        for order in orders:
            carry_out(order, press=self.press, notices=self.notices)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportsAtOnce:
    """Does the next step of an import as it is asked for; see `ImportOrders`. Raises as `carry_out_import` does."""

    yard: Yard
    nations: NationStore

    def ask(self, slug: str, import_id: str) -> None:
        """Check or load the import."""
        carry_out_import(slug, import_id, yard=self.yard, nations=self.nations)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsAtOnce:
    """Makes an export's file as it is asked for; see `Exports`. Raises as `make_export` does."""

    people: PeopleTable
    files: PeopleFiles
    clock: Clock

    def ask(self, slug: str, export_id: str) -> None:
        """Make the file."""
        make_export(slug, export_id, people=self.people, files=self.files, clock=self.clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesAtOnce:
    """Carries a change of many people out as it is asked for; see `ChangeOrders`. Raises as `carry_on` does."""

    people: PeopleTable
    clock: Clock

    def ask(self, slug: str, change_id: str) -> None:
        """Change the people."""
        carry_on(slug, change_id, people=self.people, clock=self.clock, patiently=Patience())
