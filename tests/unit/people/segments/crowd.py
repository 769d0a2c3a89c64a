"""People with facets of all kinds, and a nation that keeps them in memory."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from shared.people.consent import Consent
from shared.people.item import PERSON_PREFIX, from_item, to_item
from shared.people.person import Person, nation_holder, person_id
from shared.people.segments.building import build_index
from shared.people.segments.facet import facets_of, has_left
from shared.people.segments.period import blocks_of
from shared.people.segments.segment import Segment, matches
from shared.people.table import Deed, Step, put
from tests.builders import NOON
from tests.fakes.people_table import InMemoryPeopleTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.people.segments.index import Head

SLUG = "paris-6"
HOLDER = nation_holder(SLUG)
NOW = NOON.timestamp()

TAGS = ["velo", "école", "phoned"]
ZONES = ["geo:commune:75106", "geo:constituency:75-06"]
DEEDS = ["join", "sign:climat", "sign:schools"]
DAYS = ["2027-02-27 join", "2027-05-01 sign:climat", "2027-05-11 sign:schools", "2027-05-11 attend:e1"]
FACETS = [
    *(f"tag:{tag}" for tag in TAGS),
    *ZONES,
    *(f"deed:{deed}" for deed in (*DEEDS, "sign")),
    *("mailable", "consent:email", "support:1", "support:5", "volunteer", "active", "confirmed", "assigned"),
    *("has:phone", "language:fr", "assignee:anne", "tag:nobody has this"),
    *("did:any:2027-05-01/..", "did:sign:2027-05-02/..", "did:join:../2027-03-01", "did:any:2027-02-28/2027-04-30"),
    *("did:sign:2027-01-01/2027-05-01", "did:attend:2027-05-11/2027-05-11", "did:pledge:../2027-06-01"),
]


def somebody(number: int, **values: Any) -> Person:
    """Return a person by their number; `consents` may be among the values."""
    email = f"person{number}@example.org"
    consents = values.pop("consents", {})
    return Person(
        holder=HOLDER,
        person_id=person_id(email),
        values={"email": email, "family_name": f"Name {number % 7}", **values},
        consents=consents,
    )


def _lists(texts: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(texts), unique=True)


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "tags": _lists(TAGS),
        "geo_tags": _lists(ZONES),
        "deeds": _lists(DEEDS),
        "deed_days": _lists(DAYS),
        "support_level": st.integers(1, 5),
        "volunteer": st.booleans(),
        "phone": st.just("+33612345678"),
        "confirmed_at": st.just("2027-05-01T12:00:00+00:00"),
        "assignee": st.sampled_from(["anne", "paul"]),
        "language": st.sampled_from(["fr", "en"]),
        "expires_at": st.sampled_from([int(NOW) - 7200, int(NOW), int(NOW) + 1800, int(NOW) + 7200]),
        "consents": st.builds(lambda given: {"email": Consent(given=given, by="column x")}, st.booleans()),
    },
)
NUMBERS = st.integers(0, 12)
PEOPLE = st.dictionaries(NUMBERS, VALUES).map(lambda found: [somebody(n, **values) for n, values in found.items()])
CHANGES = st.lists(st.tuples(NUMBERS, st.none() | VALUES), max_size=6)
"""Whom to write anew, and as what; None: remove them."""

SEGMENTS = st.builds(
    Segment,
    all_of=st.lists(st.sampled_from(FACETS), max_size=2, unique=True).map(tuple),
    any_of=st.lists(st.sampled_from(FACETS), max_size=3, unique=True).map(tuple),
    none_of=st.lists(st.sampled_from(FACETS), max_size=2, unique=True).map(tuple),
)


class Nation:
    """A nation's people and their index, in memory."""

    def __init__(self, people: Iterable[Person] = (), *, table: InMemoryPeopleTable | None = None) -> None:
        self.table = table or InMemoryPeopleTable()
        self._builds = count(1)
        for person in people:
            self.write(person)

    def write(self, person: Person) -> None:
        self.table.write([put(to_item(person))])

    def remove(self, person: Person) -> None:
        self.table.write([Step(deed=Deed.DELETE, key=(person.holder, PERSON_PREFIX + person.person_id))])

    def change(self, changes: Sequence[tuple[int, dict[str, Any] | None]]) -> None:
        for number, values in changes:
            if values is None:
                self.remove(somebody(number))
            else:
                self.write(somebody(number, **values))

    def build(self) -> Head | None:
        return build_index(SLUG, people=self.table, now=NOON, draw=lambda size: f"{next(self._builds):0{2 * size}x}")

    def everybody(self) -> list[Person]:
        """Return all whom the nation has, each looked at."""
        items = map(from_item, self.table.below(HOLDER, PERSON_PREFIX))
        return [person for person in items if not has_left(person, now=NOW)]

    def wanted(self, segment: Segment) -> set[str]:
        """Return the ids of who is in a segment, found by looking at everybody."""
        return {person.person_id for person in self.everybody() if matches(segment, person)}

    def facets(self) -> set[str]:
        """Return what anybody can be found by, the blocks of days of an index included."""
        return set().union(*(facets_of(person).union(blocks_of(person)) for person in self.everybody()))
