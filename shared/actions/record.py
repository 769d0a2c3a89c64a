"""What an action comes to: every item it writes, decided from who the person is; nothing is read or written here."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.actions.asked import confirmation_asked, entries_asked
from shared.actions.confirmations import confirmation_to_item
from shared.actions.keys import marker_key
from shared.actions.messages import WRITING, message_item
from shared.actions.newcomer import with_action
from shared.actions.standing import person_key
from shared.consent.entries import entry_to_item
from shared.consent.ledger import CONFIRMATION_TIME
from shared.kernel.items import to_wire
from shared.people.fields import Field
from shared.people.item import to_item
from shared.people.person import EXPIRES_AT, Person
from shared.people.table import Deed, Step, Wanted, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from shared.actions.case import Case
    from shared.actions.standing import Standing
    from shared.people.person import Value

MARKED = timedelta(days=30)
"""How long an action is known to be recorded: longer than its message can lie in the queue and behind it
among the dead letters, 14 days at most in each (SQS's limit)."""

COUNTED_BY_IMPORT = "DEED#supporters#"
"""Who came with an import is among the nation's supporters already: joining on the site counts them no second time."""


def record(case: Case, standing: Standing, *, now: datetime) -> list[Step]:
    """Return the steps of the one transaction that records an action.

    Somebody known is not changed by what a form says of them, but for the tag, the deed and its day. What
    is written of somebody unconfirmed expires with them.
    """
    expires_at = None if standing.is_confirmed else _seconds(now + CONFIRMATION_TIME)
    steps = [_marker(case, now), _person(case, standing, expires_at), _activity(case, expires_at)]
    steps += [put(entry_to_item(entry, expires_at=expires_at)) for entry in entries_asked(case)]
    steps += _deeds(case, standing, expires_at)
    if case.taken.action == WRITING:
        steps.append(put(message_item(case.activity_key, person_id=case.person_id, expires_at=expires_at)))
    if confirmation := confirmation_asked(case, standing, now):
        steps.append(put(confirmation_to_item(confirmation)))
    return steps


def _marker(case: Case, now: datetime) -> Step:
    pk, sk = marker_key(case.taken.slug, case.taken.action_id)
    return put(to_wire({"pk": pk, "sk": sk, EXPIRES_AT: _seconds(now + MARKED)}), Wanted.ABSENT)


def _person(case: Case, standing: Standing, expires_at: int | None) -> Step:
    known = standing.person
    person = with_action(known or _newcomer(case), action=case.taken.action, deed=case.deed, on=case.day)
    if expires_at:
        latest = max(expires_at, _number(person.values.get(EXPIRES_AT)))
        person = replace(person, values={**person.values, EXPIRES_AT: latest})
    if person == known:
        return Step(deed=Deed.CHECK, key=person_key(case.taken.slug, case.person_id), wanted=standing.revision)
    return put(to_item(replace(person, revision=standing.next_revision)), standing.revision)


def _newcomer(case: Case) -> Person:
    values = {**case.values, Field.SOURCE: f"form {case.taken.action}"}
    return Person(holder=case.holder, person_id=case.person_id, values=values)


def _activity(case: Case, expires_at: int | None) -> Step:
    taken = case.taken
    pk, sk = case.activity_key
    told = {"action": taken.action, "page": taken.page, "target": taken.target or None, "language": taken.language}
    return put(to_wire({"pk": pk, "sk": sk, **told, "said": dict(taken.said), EXPIRES_AT: expires_at}))


def _deeds(case: Case, standing: Standing, expires_at: int | None) -> Iterator[Step]:
    """Write the deed; done before, it is written again only to last as long as this action waits to be confirmed."""
    key = case.deed_key
    if key is None or (standing.did and not expires_at):
        return
    if standing.is_imported and key[1].startswith(COUNTED_BY_IMPORT):
        return
    yield put(to_wire({"pk": key[0], "sk": key[1], EXPIRES_AT: expires_at}))


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _number(value: Value | None) -> int:
    return value if isinstance(value, int) else 0
