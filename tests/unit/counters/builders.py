"""Deeds, what a stream tells of them, and a people table that tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shared.counters.change import Change, changes_of
from shared.counters.deed import Deed


def a_deed(person: int | str = 1, counter: str = "supporters", target: str = "", slug: str = "paris-6") -> Deed:
    """Return a deed of a person."""
    return Deed(slug=slug, counter=counter, target=target, person_id=f"person-{person}")


def a_record(deed: Deed, event: str = "INSERT", sequence: int = 1) -> dict[str, Any]:
    """Return the record of a stream of keys."""
    keys = {"pk": {"S": deed.partition}, "sk": {"S": deed.sort_key}}
    return {"eventName": event, "dynamodb": {"Keys": keys, "SequenceNumber": str(sequence)}}


def changes(*records: dict[str, Any]) -> list[Change]:
    """Return what records tell."""
    return list(changes_of(records))


@dataclass
class Stream:
    """Deeds as they come and go, and the records of it in the order of time."""

    standing: set[Deed] = field(default_factory=set)
    records: list[dict[str, Any]] = field(default_factory=list)

    def toggle(self, deed: Deed) -> None:
        """Let a deed come to be, or cease to be."""
        event = "REMOVE" if deed in self.standing else "INSERT"
        self.standing ^= {deed}
        self.records.append(a_record(deed, event, len(self.records) + 1))

    def sums(self, slug: str = "paris-6") -> dict[str, int]:
        """Return how many deeds of each kind stand."""
        names = [deed.name for deed in self.standing if deed.slug == slug]
        return {name: names.count(name) for name in names}
