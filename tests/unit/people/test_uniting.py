"""Two records of one person as one, and parted again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.people.aliases import ALIASES
from shared.people.consent import Consent
from shared.people.merger import Merger, merger_from_item, merger_to_item
from shared.people.parting import parted
from shared.people.person import Person, nation_holder
from shared.people.uniting import ADDED_UP, TOGETHER, united
from tests.builders import NOON
from tests.unit.people.builders import a_person

KEPT_ID, GONE_ID = "a" * 32, "b" * 32
YES, NO = Consent(given=True, by="column x"), Consent(given=False, by="ledger y")

FIELDS = {
    "email": st.sampled_from(["anne@example.org", "a.martin@example.org"]),
    "phone": st.sampled_from(["+33612345678", "+33687654321"]),
    "given_name": st.sampled_from(["Anne", "Anna"]),
    "address": st.sampled_from(["1 rue X", "2 rue Y"]),
    "postcode": st.sampled_from(["75006", "69003"]),
    "commune": st.sampled_from(["Paris", "Lyon"]),
    "support_level": st.integers(1, 5),
    "volunteer": st.booleans(),
    "confirmed_at": st.just("2027-05-01"),
    "tags": st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, unique=True).map(sorted),
    "deeds": st.lists(st.sampled_from(["join", "sign:x", "rsvp:y"]), min_size=1, unique=True).map(sorted),
    "deed_days": st.lists(st.sampled_from(["2027-05-01 join", "2027-05-02 join", "2027-05-02 sign:x"]), min_size=1).map(
        lambda days: sorted({*days})
    ),
    "geo_tags": st.sampled_from([["geo:country:FR"], ["geo:country:FR", "geo:region:11"]]),
    "custom.comité": st.sampled_from(["Odéon", "Bellecour"]),
}
CHANNELS = {"email": "email", "mobile": "phone", "phone": "phone"}


def people(number: str) -> st.SearchStrategy[Person]:
    """Somebody of the nation of whom this and that is known."""
    return st.builds(
        Person,
        holder=st.just(nation_holder("paris-6")),
        person_id=st.just(number),
        values=st.fixed_dictionaries({}, optional=FIELDS),
        consents=st.dictionaries(st.sampled_from(sorted(CHANNELS)), st.sampled_from([YES, NO])),
        revision=st.integers(1, 9),
        edited_fields=st.frozensets(st.sampled_from([*FIELDS, "consents"])),
    )


KEPT, GONE = people(KEPT_ID), people(GONE_ID)
CHOSEN = st.frozensets(st.sampled_from(sorted(FIELDS)))


def a_merger(kept: Person, gone: Person, chosen: frozenset[str] = frozenset()) -> Merger:
    both = united(kept, gone, preferring=chosen)
    return Merger(id="m", slug="paris-6", by="member", at=NOON, kept=kept, gone=gone, united=both)


@given(KEPT, GONE, CHOSEN)
def test_nothing_that_either_had_is_lost_but_what_the_other_says_instead(
    kept: Person, gone: Person, chosen: frozenset[str]
) -> None:
    both = united(kept, gone, preferring=chosen)

    assert both.values.keys() >= {name for name in kept.values if not any(name in part for part in TOGETHER)}
    for name in ("email", "phone"):
        known = {person.values[name] for person in (kept, gone) if name in person.values}
        assert known <= set(map(str, both.values.values()))
    for name in ("tags", "deeds"):
        lists = [person.values.get(name, []) for person in (kept, gone)]
        assert both.values.get(name, []) == sorted({each for listed in lists for each in listed})  # type: ignore[union-attr] # lists


@given(KEPT, GONE)
def test_what_is_kept_stands_where_nobody_chose_otherwise(kept: Person, gone: Person) -> None:
    both = united(kept, gone)

    assert {name: both.values[name] for name in kept.values if name not in ADDED_UP} == {
        name: value for name, value in kept.values.items() if name not in ADDED_UP
    }
    assert both.edited_fields >= kept.edited_fields


@given(KEPT, GONE, CHOSEN)
def test_an_address_is_of_one_of_the_two_and_no_mixture(kept: Person, gone: Person, chosen: frozenset[str]) -> None:
    both = united(kept, gone, preferring=chosen)

    for part in TOGETHER:
        found = {name: both.values[name] for name in part & both.values.keys()}
        assert found in [{name: person.values[name] for name in part & person.values.keys()} for person in (kept, gone)]


@given(KEPT, GONE, CHOSEN)
def test_a_no_stands_and_a_yes_is_for_the_address_that_it_was_given_for(
    kept: Person, gone: Person, chosen: frozenset[str]
) -> None:
    both = united(kept, gone, preferring=chosen)

    for channel, address in CHANNELS.items():
        words = [
            (person.consents[channel], person.values.get(address))
            for person in (kept, gone)
            if channel in person.consents
        ]
        said = both.consents.get(channel)
        if any(not word["given"] for word, _ in words):
            assert said is not None
            assert not said["given"]
        elif said:
            assert (said, both.values.get(address)) in words
    assert not both.mailable or any(
        person.mailable and person.values["email"] == both.values["email"] for person in (kept, gone)
    )


@given(KEPT, GONE, CHOSEN)
def test_whoever_is_merged_leads_to_who_is_kept(kept: Person, gone: Person, chosen: frozenset[str]) -> None:
    gone = replace(gone, values={**gone.values, ALIASES: ["c" * 32]})

    assert united(kept, gone, preferring=chosen).values[ALIASES] == [GONE_ID, "c" * 32]


@given(KEPT, GONE, CHOSEN)
def test_parted_at_once_both_are_as_before(kept: Person, gone: Person, chosen: frozenset[str]) -> None:
    merger = a_merger(kept, gone, chosen)

    assert parted(merger, merger.united) == (
        replace(kept, revision=merger.united.revision + 1),
        replace(gone, revision=gone.revision + 1),
    )


@given(KEPT, GONE, CHOSEN)
def test_a_merger_is_kept_as_it_was_made(kept: Person, gone: Person, chosen: frozenset[str]) -> None:
    merger = a_merger(kept, gone, chosen)

    assert merger_from_item(merger_to_item(merger)) == merger


def test_what_was_written_since_stays_when_they_part() -> None:
    kept, gone = a_person(given_name="Anne", tags=["a"]), a_person(email="b@example.org", support_level=2, tags=["b"])
    merger = a_merger(kept, gone)
    values = {**merger.united.values, "given_name": "Anna", "tags": ["a", "b", "c"]}

    after, _ = parted(merger, replace(merger.united, values=values, revision=7))

    assert after.values == {**kept.values, "given_name": "Anna", "tags": ["a", "c"]}
    assert after.revision == 8


def test_a_no_said_since_is_said_for_both() -> None:
    kept, gone = a_person(), replace(a_person(email="b@example.org"), consents={"email": YES})
    merger = a_merger(kept, gone)

    after, back = parted(merger, replace(merger.united, consents={"email": NO}))

    assert after.consents == back.consents == {"email": NO}


@pytest.mark.parametrize("chosen", [frozenset[str](), frozenset({"email"})])
def test_the_address_that_is_not_chosen_is_kept_beside_and_files_leave_both_alone(chosen: frozenset[str]) -> None:
    kept, gone = a_person(email="a@example.org"), a_person(email="b@example.org")

    both = united(kept, gone, preferring=chosen)

    assert {both.values["email"], both.values["custom.email2"]} == {"a@example.org", "b@example.org"}
    assert both.values["email"] == ("b@example.org" if chosen else "a@example.org")
    assert "email" in both.edited_fields


def test_a_field_that_the_nation_blanked_stays_blank() -> None:
    kept = a_person(edited=["support_level"])

    assert "support_level" not in united(kept, a_person(email="b@example.org", support_level=2)).values
