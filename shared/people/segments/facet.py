"""What somebody can be found by: a facet is a short text such as `tag:velo`, `geo:commune:75056` or `mailable`.

tag:<tag>            a local tag                       geo:<kind>:<code>    a shared geographic tag
deed:<deed>          what they did on the site: `deed:join`, `deed:sign:climat`; `deed:sign` for any petition
consent:<channel>    a consent that stands             mailable             may be sent mailings
support:<1 to 5>     support level                     volunteer            offered time
has:email, has:phone can be reached there              confirmed            confirmed their address by mail
active               did anything on the site          assigned             somebody looks after them
assignee:<member id> whom they are assigned to         language:<code>      ISO 639
did:<what>:<first>/<last>   did it between two days, one of which may be left open (`shared.people.segments.period`)
did:<what>:last-<days>-days did it in the last so many days, today included
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shared.people.editable import ASSIGNEE
from shared.people.fields import Field
from shared.people.person import DEEDS, EXPIRES_AT, GEO_TAGS
from shared.people.segments.last_days import asks_about_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.people.person import Person, Value

MOST_CHARACTERS = 300
HOUR = 3600

_VALUED = ("tag", "geo", "deed", "consent", "support", "assignee", "language")
_PLAIN = ("mailable", "volunteer", "confirmed", "active", "assigned", "has:email", "has:phone")
_FACET = re.compile(rf"(?:{'|'.join(_VALUED)}):.+|{'|'.join(_PLAIN)}", re.DOTALL)


def is_facet(text: str) -> bool:
    """Tell whether a text can be a facet; whether anybody has it is another matter."""
    return len(text) <= MOST_CHARACTERS and (_FACET.fullmatch(text) is not None or asks_about_days(text))


def facets_of(person: Person) -> frozenset[str]:
    """Return all that somebody can be found by, but for periods: of these there are too many to tell."""
    return frozenset((*_labels(person), *_deeds(person), *_reached(person), *_known(person)))


def has_left(person: Person, *, now: float) -> bool:
    """Tell whether somebody's date of expiry lies before the end of this hour (`now` in epoch seconds).

    Up to an hour earlier than elsewhere: an index that knew the seconds would have a facet for each of them.
    """
    expires_at = person.values.get(EXPIRES_AT)
    return isinstance(expires_at, int) and hour_of(expires_at) <= hour_of(now)


def hour_of(moment: float) -> int:
    """Return the hour in which a moment lies, counted from the epoch."""
    return int(moment // HOUR)


def _labels(person: Person) -> Iterator[str]:
    yield from (f"tag:{tag}" for tag in _list(person.values.get(Field.TAGS)))
    yield from _list(person.values.get(GEO_TAGS))


def _deeds(person: Person) -> Iterator[str]:
    deeds = _list(person.values.get(DEEDS))
    for deed in deeds:
        yield f"deed:{deed}"
        yield f"deed:{deed.partition(':')[0]}"
    if deeds:
        yield "active"


def _reached(person: Person) -> Iterator[str]:
    yield from (f"consent:{channel}" for channel, word in person.consents.items() if word["given"])
    yield from (f"has:{field}" for field in (Field.EMAIL, Field.PHONE) if field in person.values)
    if person.mailable:
        yield "mailable"
    if "confirmed_at" in person.values:
        yield "confirmed"


def _known(person: Person) -> Iterator[str]:
    values = person.values
    if level := values.get(Field.SUPPORT_LEVEL):
        yield f"support:{level}"
    if values.get(Field.VOLUNTEER):
        yield "volunteer"
    if language := values.get(Field.LANGUAGE):
        yield f"language:{language}"
    if assignee := values.get(ASSIGNEE):
        yield from ("assigned", f"assignee:{assignee}")


def _list(value: Value | None) -> list[str]:
    return value if isinstance(value, list) else []
