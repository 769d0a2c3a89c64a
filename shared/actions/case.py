"""An action that is to be recorded, with all that is known of it whoever the person is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.actions.keys import activity_key, deed_key, deed_of
from shared.people.person import nation_holder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from shared.actions.taken import TakenAction
    from shared.consent.wording import SaidWording
    from shared.people.person import Value
    from shared.people.table import ItemKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An action: `values` are the fields of a person that it fills, `proven` the texts of its consents.

    `day` is the one on which it was done, by the network's clock.
    """

    taken: TakenAction
    person_id: str
    values: Mapping[str, Value]
    proven: tuple[SaidWording, ...]
    day: date

    @property
    def holder(self) -> str:
        """Whose people the person is among."""
        return nation_holder(self.taken.slug)

    @property
    def deed(self) -> str:
        """The name of what was done."""
        return deed_of(self.taken.action, self.taken.target)

    @property
    def deed_key(self) -> ItemKey | None:
        """The key of what is counted for it, or None."""
        return deed_key(self.taken.slug, self.person_id, deed=self.deed)

    @property
    def activity_key(self) -> ItemKey:
        """The key of its activity."""
        return activity_key(self.taken.slug, self.person_id, at=self.taken.at, action_id=self.taken.action_id)
