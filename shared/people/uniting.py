"""What two records of one person come to as one: decided from both, and from what somebody chose."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from shared.people.aliases import ALIASES, aliases_of
from shared.people.consent import EMAIL_CHANNEL, Consents
from shared.people.fields import CUSTOM_PREFIX, Field
from shared.people.person import CHANGE_IDS, DEED_DAYS, DEEDS, GEO_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shared.people.consent import Consent
    from shared.people.person import Person, Value

CONFIRMED_AT = "confirmed_at"

TOGETHER: tuple[frozenset[str], ...] = (
    frozenset({Field.EMAIL, CONFIRMED_AT}),
    frozenset(
        {
            *(Field.ADDRESS, Field.POSTCODE, Field.COMMUNE, Field.COMMUNE_CODE, Field.CONSTITUENCY, Field.COUNTRY),
            GEO_TAGS,
        }
    ),
)
"""Fields that come from one of the two as they are: half of an address and half of another is nobody's."""

ADDED_UP = frozenset({Field.TAGS, DEEDS, DEED_DAYS, ALIASES, CHANGE_IDS})
"""Fields of lists, which have what either has."""

SPARE = (Field.EMAIL, Field.PHONE)
"""Fields of which the other one's is kept as a custom field, `email2` or the next: nothing that is known is lost."""


def united(kept: Person, gone: Person, *, preferring: frozenset[str] = frozenset()) -> Person:
    """Return `kept` with what `gone` adds, as its next revision; both are of one nation.

    What `kept` has stands, but for the fields in `preferring`, and `gone` fills what it never had. A consent goes with
    the address or number that it was given for; a refusal of either stands.
    """
    taken = frozenset(_taken(kept, gone, preferring))
    values = {name: value for name, value in kept.values.items() if name not in taken}
    values |= {name: gone.values[name] for name in taken if name in gone.values}
    values |= _spare(kept, gone, values)
    values |= {name: both for name in ADDED_UP if (both := _both(name, kept, gone))}
    edited = (kept.edited_fields - taken) | (gone.edited_fields & taken) | (preferring & taken)
    told = gone.edited_fields & {"consents", "mailable"}
    # Files go on naming both by their own address and number: none of them is to win by coming last.
    contested = {name for name in SPARE if name in gone.values and values.get(name) != gone.values[name]}
    contested |= {name for name in SPARE if name in kept.values and values.get(name) != kept.values[name]}
    return replace(
        kept,
        values=values,
        consents=_consents(kept, gone, values),
        edited_fields=edited | told | contested,
        revision=kept.revision + 1,
    )


def _taken(kept: Person, gone: Person, preferring: frozenset[str]) -> Iterator[str]:
    """Yield the fields that the united person has from `gone`."""
    parts = [*TOGETHER, *(frozenset({name}) for name in gone.values if not any(name in part for part in TOGETHER))]
    for part in parts:
        offered = part & gone.values.keys() - ADDED_UP
        blank = part.isdisjoint(kept.values) and part.isdisjoint(kept.edited_fields)
        if offered and (blank or not preferring.isdisjoint(offered)):
            yield from part & (gone.values.keys() | kept.values.keys())


def _spare(kept: Person, gone: Person, values: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    for name in SPARE:
        known = {person.values.get(name) for person in (kept, gone)} - {values.get(name), None}
        free = (spare for number in count(2) if (spare := f"{CUSTOM_PREFIX}{name}{number}") not in values)
        yield from ((spare, other) for other, spare in zip(known, free, strict=False) if other is not None)


def _both(name: str, kept: Person, gone: Person) -> list[str]:
    lists = (person.values.get(name) for person in (kept, gone))
    found = {each for listed in lists if isinstance(listed, list) for each in listed}
    if name == ALIASES:
        found |= {gone.person_id, *aliases_of(gone)}
    return sorted(found)


def _consents(kept: Person, gone: Person, values: Mapping[str, Value]) -> Consents:
    channels = dict.fromkeys((*kept.consents, *gone.consents))
    words = {channel: _word(channel, kept, gone, values) for channel in channels}
    return {channel: word for channel, word in words.items() if word}


def _word(channel: str, kept: Person, gone: Person, values: Mapping[str, Value]) -> Consent | None:
    """Return the word that stands on a channel: a no of either, else a yes for the very address that is kept."""
    address = Field.EMAIL if channel == EMAIL_CHANNEL else Field.PHONE
    said = [
        (person.consents[channel], person.values.get(address)) for person in (kept, gone) if channel in person.consents
    ]
    standing = [word for word, of in said if not word["given"]] or [
        word for word, of in said if of == values.get(address)
    ]
    return standing[0] if standing else None
