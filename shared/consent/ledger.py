"""The ledger of consents: every asking, yes and no is an entry of its own, and none is ever changed.

asked ──► confirmed (double opt-in)      given: recorded by an import or by the team
  └──► expired (nobody confirmed in time)      withdrawn: at any time, by link, command or the nation's team
                                                lapsed: the address that it was given for is theirs no longer
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from shared.consent.purposes import Controller, Purpose

CONFIRMATION_TIME = timedelta(days=7)
"""How long somebody has to confirm what a form asked; what is not confirmed by then counts for nothing."""


class State(StrEnum):
    """What an entry records; EXPIRED is never written, an old ASKED is read so."""

    ASKED = "asked"
    GIVEN = "given"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    EXPIRED = "expired"

    @property
    def allows(self) -> bool:
        """Tell whether the data may be used."""
        return self in {State.GIVEN, State.CONFIRMED}


class Method(StrEnum):
    """How the word came to us."""

    FORM = "form"
    DOUBLE_OPT_IN = "double opt-in"
    LINK = "link"
    IMPORT = "import"
    COMMAND = "command"
    TEAM = "team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger.

    `holder` is whose people the person is among (`NATION#paris-6`). `wording` is the hash of the exact text
    shown, with its `language` and `version`; empty where the person was shown none, as for a withdrawal. `page`
    and `address` (an IP address cut to its network) say from where, `reason` why whoever wrote it down did.
    """

    holder: str
    person_id: str
    entry_id: str
    purpose: Purpose
    controller: Controller
    state: State
    method: Method
    at: datetime
    wording: str = ""
    language: str = ""
    version: int = 0
    page: str = ""
    address: str = ""
    reason: str = ""


def standing(entries: Iterable[Entry], purpose: Purpose, controller: Controller, *, now: datetime) -> State | None:
    """Return what the entries of one person come to for a purpose of a controller; None if nobody ever asked.

    The last word stands. Being asked again takes nothing away from a consent that stands.
    """
    state: State | None = None
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.entry_id)):
        if (entry.purpose, entry.controller) == (purpose, controller):
            state = _next(state, entry, now)
    return state


def consents_standing(entries: Iterable[Entry], *, now: datetime) -> frozenset[tuple[Purpose, Controller]]:
    """Return all that somebody allows, by purpose and controller."""
    kept = tuple(entries)
    asked = {(entry.purpose, entry.controller) for entry in kept}
    return frozenset(key for key in asked if (state := standing(kept, *key, now=now)) and state.allows)


def _next(state: State | None, entry: Entry, now: datetime) -> State:
    if entry.state is not State.ASKED:
        return entry.state
    if state and state.allows:
        return state
    return State.EXPIRED if now - entry.at > CONFIRMATION_TIME else State.ASKED
