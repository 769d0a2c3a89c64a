"""What an action asks: entries of the ledger, and what is to be confirmed by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.actions.confirmations import AskedConsent, Confirmation
from shared.consent.ledger import CONFIRMATION_TIME, Entry, Method, State, consents_standing
from shared.consent.naming import entry_id
from shared.people.fields import Field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from shared.actions.case import Case
    from shared.actions.standing import Standing


def entries_asked(case: Case) -> Iterator[Entry]:
    """Yield an entry for each consent that the action asks, in the words shown."""
    taken = case.taken
    for said in case.proven:
        wording = said.wording
        yield Entry(
            holder=case.holder,
            person_id=case.person_id,
            entry_id=entry_id(taken.action_id, wording.purpose, wording.controller, State.ASKED),
            purpose=wording.purpose,
            controller=wording.controller,
            state=State.ASKED,
            method=Method.FORM,
            at=taken.at,
            wording=said.hash,
            language=wording.language,
            version=wording.version,
            page=taken.page,
            address=taken.address,
        )


def confirmation_asked(case: Case, standing: Standing, now: datetime) -> Confirmation | None:
    """Return what is to be confirmed: consents that do not stand yet, and the address of somebody unconfirmed.

    None if there is nothing, or no address to ask at.
    """
    email = case.values.get(Field.EMAIL)
    stand = consents_standing(standing.entries, now=now)
    asked = [said for said in case.proven if (said.wording.purpose, said.wording.controller) not in stand]
    if not email or (standing.is_confirmed and not asked):
        return None
    return Confirmation(
        slug=case.taken.slug,
        person_id=case.person_id,
        action_id=case.taken.action_id,
        email=str(email),
        language=case.taken.language,
        action=case.taken.action,
        activity=case.activity_key[1],
        consents=tuple(map(AskedConsent.of, asked)),
        asked_at=now,
        expires_at=int((now + CONFIRMATION_TIME).timestamp()),
    )
