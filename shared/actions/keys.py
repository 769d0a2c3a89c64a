"""What recording writes into the people table beside the person, and under which keys.

    ACTION#<action id>                       the action is recorded: {expires_at}; no message is recorded twice
    ACTIVITY#<person id>#<at>#<action id>    what was done: {action, page, target, said M, language}
    DEED#<counter>#<target or ->#<person id> what is counted; of who came to an event: {at, by, said}
    MESSAGE#<before>#<person id>#<action id> where an activity of writing to the nation is found (see `messages`)
    CONFIRM#<person id>#<action id>          a confirmation that is waited for (see `confirmations`)

All have `pk` NATION#<slug>, and `expires_at` while the person is not confirmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.consent.entries import moment
from shared.forms.form import FORMS
from shared.people.person import nation_holder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shared.people.table import ItemKey

ACTIVITY = "ACTIVITY#"
NO_TARGET = "-"

RSVP = "rsvp"
ATTEND = "attend"
"""The deed of who came to an event: written at its door, by no form."""

ADDED = "added"
"""The deed of somebody whom the team added by hand: a supporter as whoever joins on the site."""

COUNTERS: Mapping[str, str] = {action: form.counter for action, form in FORMS.items()} | {
    ATTEND: "attendances",
    ADDED: FORMS["join"].counter,
}
"""Action -> what one more person who does it counts for, empty for nothing."""


def marker_key(slug: str, action_id: str) -> ItemKey:
    """Return the key of what tells that an action is recorded."""
    return nation_holder(slug), f"ACTION#{action_id}"


def timeline_of(person_id: str) -> str:
    """Return how the keys of all activity of a person begin."""
    return f"{ACTIVITY}{person_id}#"


def activity_key(slug: str, person_id: str, *, at: datetime, action_id: str) -> ItemKey:
    """Return the key of one activity."""
    return nation_holder(slug), f"{timeline_of(person_id)}{moment(at)}#{action_id}"


def deed_of(action: str, target: str) -> str:
    """Return the name under which a person remembers a deed: `join`, `sign:<petition>`."""
    return f"{action}:{target}" if target else action


def deed_key(slug: str, person_id: str, *, deed: str) -> ItemKey | None:
    """Return the key of what is counted for a deed, or None for a deed that counts nowhere."""
    action, _, target = deed.partition(":")
    counter = COUNTERS.get(action)
    if not counter:
        return None
    return nation_holder(slug), f"{_doers(counter, target)}{person_id}"


def guests_of(event_id: str) -> str:
    """Return how the keys of all who said that they come to an event begin; a person's id follows."""
    return _doers(COUNTERS[RSVP], event_id)


def attendances_of(event_id: str) -> str:
    """Return how the keys of all who came to an event begin; a person's id follows."""
    return _doers(COUNTERS[ATTEND], event_id)


def confirmations_of(person_id: str) -> str:
    """Return how the keys of all confirmations waited for from a person begin."""
    return f"CONFIRM#{person_id}#"


def confirmation_key(slug: str, person_id: str, action_id: str) -> ItemKey:
    """Return the key of one confirmation."""
    return nation_holder(slug), f"{confirmations_of(person_id)}{action_id}"


def _doers(counter: str, target: str) -> str:
    return f"DEED#{counter}#{target or NO_TARGET}#"
