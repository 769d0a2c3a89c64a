"""A person and its item say the same, within the budget of two write units."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from shared.people.consent import Consent, ConsentStatement, by_statement
from shared.people.item import from_item, name_key, to_item
from shared.people.person import ImportOutcome, Person, person_id
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from shared.people.item import Item

STATEMENT = ConsentStatement(collected_by="HQ", collected_at="2024-01-31", wording="Write to me")
PROJECTED = ("pk", "sk", "name_key", "email", "phone", "postcode", "support_level", "mailable")
"""The keys and what the index `by_name` projects at the most."""

WORDS = st.text(min_size=1, max_size=8)
VALUES = st.one_of(WORDS, st.booleans(), st.integers(-9, 9), st.lists(WORDS, min_size=1, unique=True).map(sorted))
FIELDS = st.sampled_from(["email", "phone", "given_name", "tags", "geo_tags", "support_level", "custom.a", "custom.b"])
CONSENTS = st.dictionaries(
    st.sampled_from(["email", "mobile"]),
    st.fixed_dictionaries({"given": st.booleans(), "by": WORDS}, optional={"at": WORDS}),
)


def size_of(value: Any) -> int:
    """Bytes by DynamoDB's rules (Developer Guide, “DynamoDB item sizes and formats”)."""
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return math.ceil(len(content) / 2) + 1
        case "BOOL":
            return 1
        case "SS":
            return sum(len(text.encode()) for text in content)
    return 3 + sum(len(name.encode()) + size_of(nested) + 1 for name, nested in content.items())


def write_units(item: Item, names: tuple[str, ...] | None = None) -> int:
    size = sum(len(name.encode()) + size_of(value) for name, value in item.items() if names is None or name in names)
    return math.ceil(size / 1024)


def a_usual_supporter() -> Person:
    return Person(
        holder="NATION#hauts-de-seine-12",
        person_id=person_id("marie-christine.dupont-lefevre@example.org"),
        values={
            "email": "marie-christine.dupont-lefevre@example.org",
            "phone": "+33612345678",
            "given_name": "Marie-Christine",
            "family_name": "Dupont-Lefèvre",
            "address": "128 bis, avenue du Général-de-Gaulle, bâtiment B",
            "postcode": "92260",
            "commune": "Fontenay-aux-Roses",
            "birth_date": "1964-05-12",
            "language": "fr",
            "sex": "F",
            "support_level": 1,
            "volunteer": True,
            "tags": ["adhérente 2016", "porte-à-porte", "réunion publique"],
            "geo_tags": [
                "geo:commune:92032",
                "geo:constituency:92-12",
                "geo:country:FR",
                "geo:departement:92",
                "geo:region:11",
            ],
            "custom.nationbuilder_id": "123456",
            "source": "people-2017-05-11.csv",
        },
        consents={"email": by_statement(STATEMENT), "mobile": Consent(given=True, by="column mobile_opt_in")},
        imported=ImportOutcome(rollout_id="2017-05-11-legislatives-0123456789", created=1, merged=1),
    )


def test_a_usual_supporter_takes_two_write_units_with_its_index_entry() -> None:
    item = to_item(a_usual_supporter())

    assert write_units(item) + write_units(item, PROJECTED) == 2


@given(values=st.dictionaries(FIELDS, VALUES), consents=CONSENTS, edited=st.sets(WORDS), revision=st.integers(1, 99))
def test_an_item_reads_back_as_the_person(
    values: dict[str, Any], consents: dict[str, Consent], edited: set[str], revision: int
) -> None:
    person = Person(
        holder="NATION#paris-6",
        person_id=person_id("x"),
        values=values,
        consents=consents,
        edited_fields=frozenset(edited),
        revision=revision,
        imported=ImportOutcome(rollout_id="r1", merged=2, unchanged=3),
    )

    assert from_item(to_item(person)) == person


def test_nothing_empty_is_stored() -> None:
    person = a_person(candidates=[])

    assert set(to_item(person)) == {"pk", "sk", "email", "name_key", "mailable", "revision", "imported"}


def test_people_are_listed_by_folded_family_name() -> None:
    assert name_key(a_person(family_name="Éluard", given_name="Paul")).startswith("eluard paul ")
    assert len(name_key(a_person(family_name="É" * 9999, given_name="x" * 9999)).encode()) <= 1024


def test_html_in_names_is_data() -> None:
    item = to_item(a_person(family_name="<script>alert(1)</script>"))

    assert item["family_name"] == {"S": "<script>alert(1)</script>"}
