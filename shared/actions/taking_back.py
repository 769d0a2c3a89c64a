"""Take back what one button of the page of consents stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.actions.cancelling import cancel_promise
from shared.actions.consent_listing import key_of
from shared.consent.retention import concerns_party
from shared.consent.withdrawing import withdraw

if TYPE_CHECKING:
    from shared.consent.dossier import Dossier
    from shared.consent.links import Bond
    from shared.consent.withdrawing import Word
    from shared.kernel.clock import Clock
    from shared.people.table import PeopleTable

ALL = "all"


def take_back(
    bond: Bond, choice: tuple[str, str], *, dossier: Dossier, word: Word, people: PeopleTable, clock: Clock
) -> None:
    """Do what a button says: (`withdraw`, a consent or `all`) or (`cancel`, an event); another one does nothing.

    What was the party's is withdrawn from headquarters' own list as well.
    """
    verb, what = choice
    if verb == "cancel":
        cancel_promise(bond, what, people=people, clock=clock)
        return
    stands = dossier.standing(now=clock.now())
    chosen = [asked for asked in stands if what in {ALL, key_of(asked)}]
    withdraw(dossier.person.key, chosen, word=word, people=people, clock=clock)
    shared = [asked for asked in chosen if concerns_party(*asked)]
    withdraw(dossier.person.hq_key, shared, word=word, people=people, clock=clock)
