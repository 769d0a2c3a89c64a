"""An import that a nation's team asked for: `IMPORT#<import id>`.

Attributes: `by`, `at`, `upload` (key in the intake bucket), `source`, `mapping` M, `collected_by`, `collected_at` and
`wording` of a consent that was declared, `state`, `revision`, `counts` M (what `Counts` has), `rejects` L (numbers of
the ranges that have a file of rejected rows), `faults` L of {place, reason, remedy}. `pk` is NATION#<slug>.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, NotFound
from shared.kernel.items import from_wire, to_wire
from shared.people.consent import ConsentStatement
from shared.people.person import nation_holder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.items import WireItem
    from shared.people.table import ItemKey, PeopleTable

IMPORT = "IMPORT#"


class ImportState(StrEnum):
    """How far an import has come; CHECKING and LOADING are under way by themselves."""

    CHECKING = "checking"
    CHECKED = "checked"
    LOADING = "loading"
    DONE = "done"
    FAILED = "failed"

    @property
    def is_under_way(self) -> bool:
        """Whether it goes on by itself."""
        return self in {ImportState.CHECKING, ImportState.LOADING}


class ImportUnknown(NotFound):
    """Nobody asked for such an import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Rows by what becomes of them: once checked `new` people and those `known`, once loaded what the rollout counts.

    rows = new + known + repeated + rejected when checked, and created + merged + unchanged + rejected when loaded.
    """

    rows: int = 0
    rejected: int = 0
    new: int = 0
    known: int = 0
    repeated: int = 0
    created: int = 0
    merged: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NationImport:
    """One import; `by` is a member's id or the operator, `mapping` has column names and fields."""

    id: str
    slug: str
    by: str
    at: datetime
    upload: str
    source: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    consent: ConsentStatement | None = None
    state: ImportState = ImportState.CHECKING
    revision: int = 1
    counts: Counts = field(default_factory=Counts)
    rejects: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def key(self) -> ItemKey:
        """Where it is kept."""
        return import_key(self.slug, self.id)

    @property
    def run(self) -> str:
        """The id that the engine's files and the people name it by."""
        return f"import-{self.id}"


def import_key(slug: str, import_id: str) -> ItemKey:
    """Return the key of an import."""
    return nation_holder(slug), f"{IMPORT}{import_id}"


def import_to_item(made: NationImport) -> WireItem:
    """Return the item of an import."""
    pk, sk = made.key
    told = {"by": made.by, "at": made.at.isoformat(), "upload": made.upload, "source": made.source}
    consent = asdict(made.consent) if made.consent else {}
    state = {"state": made.state.value, "revision": made.revision, "counts": asdict(made.counts)}
    found = {"rejects": list(made.rejects), "faults": [asdict(fault) for fault in made.faults]}
    return to_wire({"pk": pk, "sk": sk, **told, "mapping": dict(made.mapping), **consent, **state, **found})


def import_from_item(item: WireItem) -> NationImport:
    """Return the import of an item."""
    told = from_wire(item)
    words = {name: told[name] for name in ("collected_by", "collected_at", "wording") if name in told}
    return NationImport(
        id=told["sk"].removeprefix(IMPORT),
        slug=told["pk"].removeprefix(nation_holder("")),
        by=told["by"],
        at=datetime.fromisoformat(told["at"]),
        upload=told["upload"],
        source=told["source"],
        mapping=told["mapping"],
        consent=ConsentStatement(**words) if words else None,
        state=ImportState(told["state"]),
        revision=told["revision"],
        counts=Counts(**told["counts"]),
        rejects=tuple(told["rejects"]),
        faults=tuple(Fault(**fault) for fault in told["faults"]),
    )


def find_import(slug: str, import_id: str, *, people: PeopleTable) -> NationImport | None:
    """Return an import of a nation, or None."""
    key = import_key(slug, import_id)
    item = people.read([key]).get(key)
    return import_from_item(item) if item else None


def imports_of(slug: str, *, people: PeopleTable) -> list[NationImport]:
    """Return all imports of a nation, the latest first."""
    found = map(import_from_item, people.below(nation_holder(slug), IMPORT))
    return sorted(found, key=lambda made: made.at, reverse=True)
