"""Facts about France that are generally known, and that the committed gazetteer must know too."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from shared.geography.assignment import Assigned, Claims, Place, Unassigned, assign
from shared.geography.france import OUTLINES, france, normalise_code
from shared.geography.zone import Zone, ZoneKind

FRANCE = france()


def a_commune(code: str) -> Zone:
    zone = FRANCE.zone(ZoneKind.COMMUNE, code)
    assert zone is not None
    return zone


def constituencies_of(code: str) -> set[str]:
    return {zone.code for zone in FRANCE.parents(a_commune(code)) if zone.kind is ZoneKind.CONSTITUENCY}


def whole_communes() -> list[Zone]:
    return [zone for zone in FRANCE.of_kind(ZoneKind.COMMUNE) if not zone.parents[0].startswith("commune:")]


def constituencies_at(postcode: str) -> set[str]:
    return {code for zone in FRANCE.zones_at_postcode(postcode) for code in constituencies_of(zone.code)}


def test_the_577_deputies_have_a_constituency_each() -> None:
    departements = Counter(zone.code.rpartition("-")[0] for zone in FRANCE.constituencies())

    assert departements.total() == 577
    assert (departements["75"], departements["59"], departements["48"], departements["99"]) == (18, 21, 1, 11)


def test_there_are_eighteen_regions_and_101_departements_and_what_elects_like_one() -> None:
    assert len(list(FRANCE.of_kind(ZoneKind.REGION))) == 18
    assert len(list(FRANCE.of_kind(ZoneKind.DEPARTEMENT))) == 101 + 6


def test_every_commune_lies_in_a_constituency_of_its_own_departement() -> None:
    for zone in whole_communes():
        departement = zone.code[:3] if zone.code.startswith("97") else zone.code[:2]
        assert constituencies_of(zone.code)
        assert {code.rpartition("-")[0] for code in constituencies_of(zone.code)} == {departement}, zone.code


def test_about_one_postcode_in_five_spans_several_constituencies() -> None:
    postcodes = {code for zone in FRANCE.of_kind(ZoneKind.COMMUNE) for code in FRANCE.postcodes(zone)}
    spanning = [postcode for postcode in postcodes if len(constituencies_at(postcode)) > 1]

    assert 0.10 < len(spanning) / len(postcodes) < 0.20


def test_few_communes_are_divided_and_those_are_the_large_ones() -> None:
    whole = whole_communes()
    divided = [zone for zone in whole if len(constituencies_of(zone.code)) > 1]
    cities = [zone for zone in whole if FRANCE.population(zone) >= 150_000]

    assert len(divided) / len(whole) < 0.02
    assert all(len(constituencies_of(zone.code)) > 1 for zone in cities)


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("75106", {"75-02", "75-11"}),
        ("75111", {"75-06", "75-07"}),
        ("75117", {"75-03", "75-04"}),
        ("75118", {"75-03", "75-17", "75-18"}),
        ("75120", {"75-06", "75-08", "75-15"}),
        ("31555", {"31-01", "31-02", "31-03", "31-04", "31-09"}),
        ("33063", {"33-01", "33-02", "33-03"}),
        ("01053", {"01-01", "01-04"}),
        ("38185", {"38-01", "38-03"}),
    ],
)
def test_towns_that_are_known_to_be_divided_are(code: str, known: set[str]) -> None:
    assert known <= constituencies_of(code)


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("75101", "75-01"),  # Paris 1er
        ("01004", "01-05"),  # Ambérieu-en-Bugey
        ("65286", "65-02"),  # Lourdes
        ("65059", "65-01"),  # Bagnères-de-Bigorre
        ("48095", "48-01"),  # Mende, in the only constituency of the Lozère
        ("56186", "56-02"),  # Quiberon, which the outline of its constituency leaves out
        ("29083", "29-07"),  # Île-de-Sein, which no outline covers
        ("83153", "83-07"),  # Saint-Mandrier-sur-Mer, nearer to Toulon by boat
        ("97131", "971-04"),  # Terre-de-Haut, on the Saintes
        ("25040", "25-04"),  # Badevel, all of it on the wrong side of its drawn border
    ],
)
def test_communes_that_are_known_to_be_whole_are(code: str, known: str) -> None:
    assert constituencies_of(code) == {known}


def test_a_merged_commune_keeps_the_constituencies_of_its_parts() -> None:
    assert constituencies_of("01138") == {"01-03", "01-05"}  # Culoz-Béon: Culoz and Béon


def test_an_arrondissement_is_part_of_its_city_and_has_the_postcode_of_its_number() -> None:
    (sixth,) = FRANCE.zones_at_postcode("75006")

    assert sixth.code == "75106"
    assert [zone.name for zone in FRANCE.ancestors(sixth)] == [
        "Paris",
        "Paris, 2e circonscription",
        "Paris, 11e circonscription",
        "Paris",
        "Île-de-France",
        "France",
    ]


def test_a_postcode_may_serve_many_communes_and_a_commune_have_many_postcodes() -> None:
    assert len(FRANCE.zones_at_postcode("01400")) > 5
    assert set(FRANCE.postcodes(a_commune("59350"))) >= {"59000", "59800"}


def test_names_have_their_article() -> None:
    assert a_commune("76351").name == "Le Havre"
    assert a_commune("01001").name == "L'Abergement-Clémenciat"


@pytest.mark.parametrize("code", ["75-06", "7506", "75-6", "75006", "75 - 06", " 75/6 ", "075-06"])
def test_a_constituency_is_known_by_every_way_its_code_is_written(code: str) -> None:
    assert normalise_code(ZoneKind.CONSTITUENCY, code) == "75-06"


@pytest.mark.parametrize(
    ("written", "code"),
    [("1-4", "01-04"), ("01004", "01-04"), ("2a-1", "2A-01"), ("97101", "971-01"), ("971-1", "971-01")],
)
def test_single_digits_corsica_and_overseas_are_read_right(written: str, code: str) -> None:
    assert normalise_code(ZoneKind.CONSTITUENCY, written) == code


def test_codes_of_other_kinds_get_their_zeros_and_capitals_back() -> None:
    assert normalise_code(ZoneKind.COMMUNE, "1004") == "01004"
    assert normalise_code(ZoneKind.COMMUNE, "2a004") == "2A004"
    assert normalise_code(ZoneKind.DEPARTEMENT, "1") == "01"
    assert normalise_code(ZoneKind.COUNTRY, "fr") == "FR"


@pytest.mark.parametrize("code", ["6", "104", "Paris", "", "75-", "1-1-1"])
def test_what_is_no_constituency_code_stays_as_it_is(code: str) -> None:
    assert FRANCE.zone(ZoneKind.CONSTITUENCY, code) is None


@pytest.mark.parametrize("country", ["FR", "france", "GP", "La Réunion", "Nouvelle Calédonie"])
def test_overseas_france_is_france(country: str) -> None:
    assert FRANCE.is_home(country)


def test_the_collectivities_of_the_pacific_are_found_by_their_postcodes() -> None:
    claims = Claims.of({zone.id: zone.code for zone in FRANCE.constituencies()})

    miquelon = assign(Place(postcode="97500", commune="Saint-Pierre"), atlas=FRANCE, claims=claims)
    papeete = assign(Place(postcode="98714", commune="Papeete"), atlas=FRANCE, claims=claims)

    assert isinstance(miquelon, Assigned)
    assert miquelon.slug == "975-01"
    assert isinstance(papeete, Unassigned)
    assert papeete.candidates == ("987-01", "987-02", "987-03")


@pytest.mark.parametrize(
    ("commune", "postcode"),
    [
        ("Paris", "75001"),
        ("PARIS 01", None),
        ("Paris 1er", "75001"),
        ("paris 1er arrondissement", "75001"),
        ("75101", None),
    ],
)
def test_an_arrondissement_is_known_by_every_way_it_is_written(commune: str, postcode: str | None) -> None:
    claims = Claims.of({"constituency:75-01": "paris-1"})

    outcome = assign(Place(commune=commune, postcode=postcode), atlas=FRANCE, claims=claims)

    assert isinstance(outcome, Assigned)
    assert outcome.slug == "paris-1"


def test_the_national_map_shows_every_constituency_of_the_territory_in_under_300_kb() -> None:
    drawn = json.loads(OUTLINES.read_text(encoding="utf-8"))

    assert OUTLINES.stat().st_size < 300_000
    assert len(drawn["outlines"]) == 577 - 11
    assert all(len(ring) >= 6 and len(ring) % 2 == 0 for rings in drawn["outlines"].values() for ring in rings)


def test_neighbours_on_the_map_share_their_corners() -> None:
    drawn = json.loads(OUTLINES.read_text(encoding="utf-8"))["outlines"]

    def corners(code: str) -> set[tuple[int, int]]:
        return {(x, y) for ring in drawn[code] for x, y in zip(ring[::2], ring[1::2], strict=True)}

    assert len(corners("75-01") & corners("75-02")) >= 2
