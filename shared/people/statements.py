"""The consents that a nation's team recorded itself, in the words that people agreed to: `STATEMENT#<hash>`.

Attributes: `collected_by`, `collected_at` (ISO 8601), `wording`. `pk` is NATION#<slug>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.items import from_wire, to_wire
from shared.people.consent import ConsentStatement
from shared.people.person import nation_holder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.items import WireItem
    from shared.people.table import PeopleTable

KEPT = "STATEMENT#"


def statement_item(slug: str, statement: ConsentStatement) -> WireItem:
    """Return the item of a statement; the same one comes to the same item, whoever writes it."""
    told = {
        "collected_by": statement.collected_by,
        "collected_at": statement.collected_at,
        "wording": statement.wording,
    }
    return to_wire({"pk": nation_holder(slug), "sk": KEPT + statement.hash, **told})


def statements_of(slug: str, *, people: PeopleTable) -> Mapping[str, ConsentStatement]:
    """Return what a nation's team recorded, by hash."""
    items = map(from_wire, people.below(nation_holder(slug), KEPT))
    named = ({name: item[name] for name in ("collected_by", "collected_at", "wording")} for item in items)
    return {statement.hash: statement for told in named for statement in [ConsentStatement(**told)]}
