"""Ask somebody by mail to confirm: once, however often the stream tells of it."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.actions.confirmations import confirmation_from_item
from shared.actions.keys import confirmations_of
from shared.consent.entries import moment
from shared.kernel.errors import PermanentError
from shared.people.table import StepRefused, Wanted, has_expired, put

if TYPE_CHECKING:
    from datetime import datetime

    from shared.actions.confirmations import Confirmation
    from shared.actions.letters import Scribe
    from shared.kernel.clock import Clock
    from shared.kernel.items import WireItem
    from shared.mail.letter import Mailer
    from shared.people.table import ItemKey, PeopleTable

MOST_LETTERS = 3
"""Confirmations that one address is written from one nation within `PATIENCE`: more would be somebody's mischief."""

PATIENCE = timedelta(days=1)


class Asked(StrEnum):
    """What became of a confirmation that the stream told of."""

    SENT = "sent"
    SETTLED = "settled"
    """Sent, or held back, before."""
    GONE = "gone"
    """Confirmed or expired meanwhile."""
    HELD_BACK = "held back"
    """No letter will leave: too many of them, or the mail service refuses it."""


def ask_to_confirm(key: ItemKey, *, people: PeopleTable, scribe: Scribe, mailer: Mailer, clock: Clock) -> Asked:
    """Write to who must confirm, and remember that it was done; raises TransientError.

    A worker that is killed between the two writes the same letter again: better twice than never.
    """
    item = people.read([key]).get(key)
    if item is None or has_expired(item, now=clock.now().timestamp()):
        return Asked.GONE
    confirmation = confirmation_from_item(item)
    if confirmation.settled:
        return Asked.SETTLED
    if _letters(confirmation, people, since=clock.now() - PATIENCE) >= MOST_LETTERS:
        return _hold_back(item, "too many", people)
    try:
        mailer.send(scribe.ask(confirmation))
    except (PermanentError, ValueError) as error:
        return _hold_back(item, type(error).__name__, people)
    _note(item, "sent_at", moment(clock.now()), people)
    return Asked.SENT


def _letters(confirmation: Confirmation, people: PeopleTable, *, since: datetime) -> int:
    pk, _ = confirmation.key
    sent = (item.get("sent_at", {"S": ""})["S"] for item in people.below(pk, confirmations_of(confirmation.person_id)))
    return sum(at > moment(since) for at in sent)


def _hold_back(item: WireItem, why: str, people: PeopleTable) -> Asked:
    _note(item, "held_back", why, people)
    return Asked.HELD_BACK


def _note(item: WireItem, name: str, value: str, people: PeopleTable) -> None:
    try:
        people.write([put({**item, name: {"S": value}}, Wanted.PRESENT)])
    except StepRefused:
        # Confirmed in the meantime, by the very letter.
        return
