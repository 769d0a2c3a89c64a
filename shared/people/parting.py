"""What the undoing of a merger makes of both: as before, but for what was written since."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.people.uniting import ADDED_UP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.people.consent import Consents
    from shared.people.merger import Merger
    from shared.people.person import Person, Value


def parted(merger: Merger, now: Person) -> tuple[Person, Person]:
    """Return who was kept and who was gone, as their next revisions; `now` is whom they are at this moment.

    What the kept person got from the merger goes; what anybody wrote since stays. A no that was said since is said
    for both: nobody knows from whose address it came.
    """
    kept = replace(
        now,
        values=_values(merger, now),
        consents=_consents(merger, now),
        edited_fields=(now.edited_fields - merger.united.edited_fields) | merger.kept.edited_fields,
        revision=now.revision + 1,
    )
    refused = {
        channel: word
        for channel, word in now.consents.items()
        if not word["given"] and merger.united.consents.get(channel) != word
    }
    gone = replace(merger.gone, consents={**merger.gone.consents, **refused}, revision=merger.gone.revision + 1)
    return kept, gone


def _values(merger: Merger, now: Person) -> dict[str, Value]:
    before, after = merger.kept.values, merger.united.values
    values: dict[str, Value] = {}
    for name in sorted({*before, *now.values}):
        value = before.get(name) if now.values.get(name) == after.get(name) else now.values.get(name)
        if name in ADDED_UP:
            value = _without(name, merger, now)
        if value is not None:
            values[name] = value
    return values


def _without(name: str, merger: Merger, now: Person) -> Value | None:
    """Return a list without what it has from the merger alone."""
    before, after, present = (_listed(person.values, name) for person in (merger.kept, merger.united, now))
    left = sorted(present - (after - before))
    return left or ([] if name in merger.kept.values else None)


def _listed(values: Mapping[str, Value], name: str) -> set[str]:
    found = values.get(name)
    return set(found) if isinstance(found, list) else set()


def _consents(merger: Merger, now: Person) -> Consents:
    before, after = merger.kept.consents, merger.united.consents
    channels = sorted({*before, *now.consents})
    words = {
        channel: before.get(channel) if now.consents.get(channel) == after.get(channel) else now.consents.get(channel)
        for channel in channels
    }
    return {channel: word for channel, word in words.items() if word}
