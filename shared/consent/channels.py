"""What an entry of the ledger does to the person: the word on a channel that the nation's mailings go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.consent.ledger import State
from shared.consent.purposes import Controller, Purpose
from shared.people.consent import EMAIL_CHANNEL, LEDGER, MOBILE_CHANNEL, Consent, Consents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.consent.ledger import Entry

PHONE_CHANNEL = "phone"

CHANNELS: dict[Purpose, str] = {
    Purpose.MAIL: EMAIL_CHANNEL,
    Purpose.TEXT_MESSAGE: MOBILE_CHANNEL,
    Purpose.PHONE: PHONE_CHANNEL,
}
"""Purpose -> the channel by which a nation reaches people for it; sharing reaches nobody by itself."""

_DECIDING = frozenset({State.GIVEN, State.CONFIRMED, State.WITHDRAWN})


def heard(consents: Consents, entries: Iterable[Entry], *, of: Controller) -> Consents:
    """Return the consents after entries, in their order, that concern a controller: the last word stands."""
    after = dict(consents)
    for entry in entries:
        channel = CHANNELS.get(entry.purpose)
        if channel and entry.controller is of and entry.state in _DECIDING:
            after[channel] = Consent(
                given=entry.state.allows, by=LEDGER + entry.entry_id, at=entry.at.date().isoformat()
            )
    return after


def purpose_of(channel: str) -> Purpose:
    """Return the purpose that a channel serves."""
    return next(purpose for purpose, served in CHANNELS.items() if served == channel)
