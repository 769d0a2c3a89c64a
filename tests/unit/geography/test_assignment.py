from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.geography.assignment import Assigned, Claims, Place, Unassigned, assign, shared_tags
from shared.geography.atlas import Atlas
from shared.geography.france import france
from shared.geography.gazetteer import Entry, write_line
from shared.geography.whereabouts import locate
from tests.unit.geography.builders import ENTRIES, an_atlas, assigned

ATLAS = an_atlas()
FRANCE = france()
ZONE_IDS = [entry.id for entry in ENTRIES]
WORDS = st.none() | st.sampled_from(
    ["", "N-1", "N-2", "S-1", "?", "N01", "N02", "N03", "S01", "Alba", "ALBA", "bruma", "Cala", "Old Cala", "St Dora"]
)
PLACES = st.builds(
    Place,
    constituency=WORDS,
    commune=WORDS,
    postcode=st.none() | st.sampled_from(["10100", "10200", "10201", "20100", "90000", "99999", "10299"]),
    country=st.none() | st.sampled_from(["RP", "republic", "BE", "Belgium"]),
)
CLAIMS = st.dictionaries(st.sampled_from(ZONE_IDS), st.sampled_from(["one", "two", "three"]))


def slug(outcome: Assigned | Unassigned) -> str:
    assert isinstance(outcome, Assigned)
    return outcome.slug


@given(PLACES, CLAIMS)
def test_a_nation_is_named_only_if_every_reading_of_the_place_leads_to_it(
    place: Place, holders: dict[str, str]
) -> None:
    claims = Claims.of(holders)

    outcome = assign(place, atlas=ATLAS, claims=claims)

    led_to = {claims.holder(way) for way in locate(place, atlas=ATLAS).ways}
    if isinstance(outcome, Assigned):
        assert led_to == {outcome.slug}
    else:
        assert len(led_to) != 1 or led_to == {None}
        assert set(outcome.candidates) == led_to - {None}


@given(PLACES, CLAIMS)
def test_the_zones_of_a_person_are_those_of_every_reading(place: Place, holders: dict[str, str]) -> None:
    outcome = assign(place, atlas=ATLAS, claims=Claims.of(holders))

    ways = locate(place, atlas=ATLAS).ways
    if isinstance(outcome, Assigned):
        assert all(set(outcome.zones) <= set(way) for way in ways)


@given(PLACES.filter(lambda place: place.country in {None, "RP"}))
def test_who_holds_the_whole_country_has_everybody_whose_place_is_known(place: Place) -> None:
    outcome = assign(place, atlas=ATLAS, claims=Claims.of({"country:RP": "all"}))

    assert isinstance(outcome, Assigned) == bool(locate(place, atlas=ATLAS).ways)


@given(st.text(min_size=1).filter(lambda text: text.strip() not in {"N-1", "N-2", "S-1"}))
def test_no_reason_repeats_what_a_cell_says(secret: str) -> None:
    marked = f"xyz{secret}xyz"

    for place in (
        Place(constituency=marked),
        Place(commune=marked),
        Place(postcode=marked),
        Place(country=marked),
        Place(commune=marked, postcode="99999"),
    ):
        outcome = assign(place, atlas=ATLAS, claims=Claims.of({}))
        assert isinstance(outcome, Unassigned)
        assert "xyz" not in outcome.reason


def test_an_explicit_constituency_decides_for_itself() -> None:
    assert slug(assigned(constituency="N-2")) == "second"


def test_an_explicit_constituency_decides_in_a_divided_commune_and_the_commune_still_gives_its_tag() -> None:
    outcome = assigned(constituency="N-2", commune="Bruma", postcode="10200")

    assert isinstance(outcome, Assigned)
    assert outcome.slug == "second"
    assert shared_tags(outcome.zones) == (
        "geo:commune:N02",
        "geo:constituency:N-2",
        "geo:departement:N",
        "geo:region:north",
        "geo:country:RP",
    )


def test_a_constituency_that_contradicts_the_commune_decides_without_it() -> None:
    outcome = assigned(constituency="S-1", commune="Bruma", postcode="10200")

    assert isinstance(outcome, Assigned)
    assert shared_tags(outcome.zones)[0] == "geo:constituency:S-1"


def test_an_unknown_constituency_leaves_the_decision_to_the_commune() -> None:
    assert slug(assigned(constituency="six", commune="N01")) == "first"


def test_a_person_abroad_votes_in_the_constituency_that_the_file_gives() -> None:
    assert slug(assigned(constituency="N-1", country="BE")) == "first"


@pytest.mark.parametrize("commune", ["N03", "Cala-sur-Mer", "CALA S/ MER", "cala", "Old Cala"])
def test_a_commune_is_known_by_its_code_and_by_every_spelling_of_its_names(commune: str) -> None:
    assert slug(assigned(commune=commune)) == "second"


def test_a_postcode_tells_namesakes_apart() -> None:
    assert slug(assigned(commune="Alba", postcode="10100")) == "first"
    assert slug(assigned(commune="Alba", postcode="20100")) == "south"


def test_a_postcode_that_is_not_listed_still_tells_in_which_area_a_namesake_lies() -> None:
    assert slug(assigned(commune="Alba", postcode="20190")) == "south"


def test_namesakes_without_a_postcode_are_not_guessed_between() -> None:
    assert assigned(commune="Alba") == Unassigned(
        reason="commune name, borne by N01, S01, spans N-1, S-1", candidates=("first", "south")
    )


def test_namesakes_that_lead_to_one_nation_need_no_guess_and_give_only_the_tags_they_share() -> None:
    outcome = assigned(commune="Alba", claims={"constituency:N-1": "union", "constituency:S-1": "union"})

    assert isinstance(outcome, Assigned)
    assert shared_tags(outcome.zones) == ("geo:country:RP",)


def test_a_divided_commune_is_not_guessed() -> None:
    assert assigned(commune="Bruma") == Unassigned(reason="commune N02 spans N-1, N-2", candidates=("first", "second"))


def test_a_postcode_over_several_constituencies_is_not_guessed() -> None:
    assert assigned(postcode="10201") == Unassigned(
        reason="postcode 10201 spans N-1, N-2", candidates=("first", "second")
    )


def test_a_postcode_whose_communes_lead_to_one_nation_is_enough() -> None:
    assert slug(assigned(postcode="20100")) == "south"


def test_a_postcode_listed_for_a_whole_departement_leads_into_its_constituencies() -> None:
    assert slug(assigned(postcode="90000", commune="anything")) == "south"


def test_a_misspelled_commune_leaves_the_decision_to_the_postcode() -> None:
    assert slug(assigned(commune="Abla", postcode="10100")) == "first"


def test_a_commune_of_another_area_than_its_postcode_is_not_guessed() -> None:
    assert assigned(commune="Saint-Dora", postcode="10100") == Unassigned(reason="commune and postcode disagree")


def test_a_commune_beside_its_postcode_is_taken_for_both() -> None:
    assert assigned(commune="Alba", postcode="10201") == Unassigned(
        reason="commune name, borne by N01, N02, N03, spans N-1, N-2", candidates=("first", "second")
    )


def test_the_nearest_claimed_zone_upwards_holds_the_person() -> None:
    claims = {"country:RP": "all", "departement:N": "north", "commune:N01": "alba"}

    assert slug(assigned(commune="N01", claims=claims)) == "alba"
    assert slug(assigned(commune="N03", claims=claims)) == "north"
    assert slug(assigned(commune="S02", claims=claims)) == "all"


def test_who_holds_a_commune_holds_its_parts_and_all_its_divisions() -> None:
    assert slug(assigned(commune="Old Cala", claims={"commune:N03": "cala"})) == "cala"
    assert slug(assigned(commune="Bruma", claims={"commune:N02": "bruma"})) == "bruma"


def test_communes_claimed_apart_within_one_constituency_are_named_in_the_reason() -> None:
    assert assigned(postcode="20100", claims={"commune:S01": "alba", "commune:S02": "dora"}) == Unassigned(
        reason="postcode 20100 spans S01, S02", candidates=("alba", "dora")
    )


def test_a_place_half_held_is_unassigned_with_the_holder_as_candidate() -> None:
    assert assigned(commune="Bruma", claims={"constituency:N-1": "first"}) == Unassigned(
        reason="commune N02 spans N-1, N-2", candidates=("first",)
    )


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ({"commune": "N01"}, "no nation holds N-1"),
        ({"postcode": "10201"}, "no nation holds N-1, N-2"),
        ({"constituency": "six"}, "unknown constituency"),
        ({"commune": "Nowhere"}, "unknown commune"),
        ({"postcode": "99999"}, "unknown postcode"),
        ({}, "no place given"),
        ({"country": "RP"}, "no place given"),
        ({"country": "be", "postcode": "10100"}, "outside the network: BE"),
        ({"country": "Belgium", "postcode": "10100"}, "outside the network"),
    ],
)
def test_every_unassigned_person_has_a_stable_reason(place: dict[str, str], reason: str) -> None:
    assert assigned(**place, claims={}) == Unassigned(reason=reason)


def test_a_reason_counts_what_it_does_not_name() -> None:
    outcome = assign(Place(commune="75056"), atlas=FRANCE, claims=Claims.of({}))

    assert outcome == Unassigned(
        reason="no nation holds 75-01, 75-02, 75-03, 75-04, 75-05, 75-06, 75-07, 75-08 and 10 more"
    )


def test_communes_without_constituencies_lead_upwards_all_the_same() -> None:
    atlas = Atlas(map(write_line, [Entry("departement:N", "N"), Entry("commune:N01", "Alba", "departement:N")]))
    claims = Claims.of({"departement:N": "north"})

    assert slug(assign(Place(commune="alba"), atlas=atlas, claims=claims)) == "north"
