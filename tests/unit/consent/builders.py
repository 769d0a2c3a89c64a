"""Entries of the ledger as tests need them."""

from __future__ import annotations

from typing import Any

from shared.consent.ledger import Entry, Method, State
from shared.consent.naming import entry_id
from shared.consent.purposes import Controller, Purpose
from shared.people.person import person_id
from tests.builders import NOON

MARIE = person_id("marie@example.org")


def an_entry(state: State = State.CONFIRMED, **changes: Any) -> Entry:
    """Return what Marie said about mail from the candidate, at noon."""
    facts: dict[str, Any] = {
        "holder": "NATION#paris-6",
        "person_id": MARIE,
        "purpose": Purpose.MAIL,
        "controller": Controller.CANDIDATE,
        "method": Method.FORM,
        "at": NOON,
    } | changes
    named = facts.setdefault("entry_id", entry_id(state, facts["at"].isoformat()))
    assert named
    return Entry(state=state, **facts)
