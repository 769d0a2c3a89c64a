"""What people wrote to a nation, the latest first: each message's activity, found by when it came.

    MESSAGE#<before>#<person id>#<action id>     {person_id, activity: the activity's `sk`, expires_at?}

`before` counts the seconds to the end of the year 2286, so that the latest stands first. An item has `pk`
NATION#<slug>, says nothing of what was written, and stays exactly as long as the activity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from shared.actions.timeline import activity_from_item
from shared.kernel.items import from_wire, to_wire
from shared.kernel.page import Page
from shared.people.item import PERSON_PREFIX, from_item
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.table import MOST_KEYS, has_expired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.actions.timeline import Activity
    from shared.kernel.items import WireItem
    from shared.people.person import Person
    from shared.people.table import ItemKey, PeopleTable

MESSAGE = "MESSAGE#"
WRITING = "contact"
"""The action of whoever writes to the nation."""

END = 9_999_999_999
"""The last second of ten digits since the epoch."""

MOST = MOST_KEYS // 2
"""Messages of one page, at most: each is read with who wrote it."""

_CURSOR = re.compile(r"[0-9]{10}(#[0-9a-z]{1,64}){2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What somebody wrote, and who that is."""

    person: Person
    activity: Activity


def message_key(activity: ItemKey) -> ItemKey:
    """Return where the message of an activity is found by when it came."""
    _, person_id, at, action_id = activity[1].split("#")
    before = END - int(datetime.fromisoformat(at).timestamp())
    return activity[0], f"{MESSAGE}{before:010}#{person_id}#{action_id}"


def message_item(activity: ItemKey, *, person_id: str, expires_at: int | None) -> WireItem:
    """Return the item by which a message is found."""
    pk, sk = message_key(activity)
    return to_wire({"pk": pk, "sk": sk, "person_id": person_id, "activity": activity[1], EXPIRES_AT: expires_at})


def latest_messages(slug: str, *, people: PeopleTable, now: float, limit: int = MOST, after: str = "") -> Page[Message]:
    """Return a page of what was written to a nation, at most `MOST` messages, the latest first.

    `after` is the cursor of the page before; what is none begins anew. `now` is in epoch seconds: what its writer never
    confirmed is gone. One query, and one reading of keys.
    """
    behind = MESSAGE + after if _CURSOR.fullmatch(after) else ""
    found = list(people.below(nation_holder(slug), MESSAGE, most=limit + 1, after=behind))
    shown, rest = found[:limit], found[limit:]
    cursor = shown[-1]["sk"]["S"].removeprefix(MESSAGE) if rest else None
    return Page(elements=tuple(_messages(shown, people, now)), cursor=cursor)


def messages_since(slug: str, since: datetime, *, people: PeopleTable) -> int:
    """Return how many messages came to a nation since a moment; only their keys are read."""
    last = f"{MESSAGE}{END - int(since.timestamp()):010}"
    latest = people.below(nation_holder(slug), MESSAGE)
    return sum(1 for _ in takewhile(lambda item: item["sk"]["S"][: len(last)] <= last, latest))


def _messages(found: list[WireItem], people: PeopleTable, now: float) -> Iterator[Message]:
    told = [from_wire(item) for item in found]
    keys = [((each["pk"], PERSON_PREFIX + each["person_id"]), (each["pk"], each["activity"])) for each in told]
    wanted = {key for pair in keys for key in pair}
    standing = people.read(wanted) if wanted else {}
    for person, activity in keys:
        if person in standing and activity in standing and not has_expired(standing[activity], now=now):
            yield Message(person=from_item(standing[person]), activity=activity_from_item(standing[activity]))
