"""A nation's people by the ten thousand, made up and written to a stage."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shared.people.person import Person, nation_holder, person_id
from shared.people.store import DynamoPeopleStore

if TYPE_CHECKING:
    from shared.people.person import Value
    from tests.bench.stage import BenchStage

THREADS = 4
AT_ONCE = 1000

FOUNDED, CAMPAIGN_DAYS = date(2027, 1, 1), 130
"""Since when, and on how many days, people did something."""

SYLLABLES = ("ba", "du", "fe", "gar", "lo", "mar", "ni", "pel", "ro", "sau", "ti", "vol")
GIVEN = ("Anne", "Émile", "Fatou", "Jean Pierre", "Luc", "Marie", "Nour", "Paul", "Zoé")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """The people of one nation, and one from the middle of their list."""

    slug: str
    somebody: Person


def write_crowd(slug: str, size: int, *, stage: BenchStage) -> Crowd:
    """Write that many people of a nation."""
    store = DynamoPeopleStore(stage.client("dynamodb"), stage.directory().people_table)

    def write(start: int) -> None:
        store.write([somebody(slug, number) for number in range(start, min(start + AT_ONCE, size))])

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(write, range(0, size, AT_ONCE)))
    return Crowd(slug=slug, somebody=somebody(slug, size // 2))


def somebody(slug: str, number: int) -> Person:
    """Return the person of that number, the same each time; names repeat as names do."""
    email = f"person-{number}@example.org"
    values: dict[str, Value] = {
        "email": email,
        "phone": f"+336{number:08}",
        "given_name": GIVEN[number % len(GIVEN)],
        "family_name": family_name(number),
        "postcode": "75006",
        "tags": ["newsletter"],
        "deeds": ["join"],
        "deed_days": [f"{FOUNDED + timedelta(days=number % CAMPAIGN_DAYS)} join"],
    }
    return Person(holder=nation_holder(slug), person_id=person_id(email), values=values)


def family_name(number: int) -> str:
    """Return one of 1,728 names of three syllables."""
    count = len(SYLLABLES)
    parts = (number % count, number // count % count, number // count**2 % count)
    return "".join(SYLLABLES[part] for part in parts).capitalize()
