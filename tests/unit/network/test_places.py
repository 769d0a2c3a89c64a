"""The places that a visitor may type, and the files they lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.geography.france import france
from shared.sites.network.places import Place, place_key, places_of
from shared.sites.network.shards import LARGEST, shard_for, shard_path, shard_places
from tests.unit.network.builders import ATLAS, read_shard

if TYPE_CHECKING:
    from shared.sites.network.shards import Shards


@pytest.fixture(scope="module")
def of_france() -> Shards:
    """The files of a whole country: three seconds of work."""
    return shard_places(france())


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("75006", "75006"),
        ("75 006", "75006"),
        ("Paris 75006", "75006"),
        ("Saint-Denis", "saint denis"),
        ("ST DENIS", "saint denis"),
        ("L’Haÿ-les-Roses", "hay les roses"),
        ("Paris 6e arrondissement", "paris 6"),
        ("", ""),
    ],
)
def test_a_place_is_looked_up_by_its_postcode_or_by_its_name_in_any_spelling(typed: str, key: str) -> None:
    assert place_key(typed) == key


def test_a_place_is_found_under_each_of_its_names_and_postcodes() -> None:
    places = places_of(ATLAS)
    cala = Place(name="Cala-sur-Mer", commune="N03", departement="N", constituencies="N-2")

    assert cala in places["cala sur mer"]
    assert cala in places["cala"]
    assert cala in places["10201"]


def test_communes_of_one_name_stand_side_by_side() -> None:
    assert [place.departement for place in places_of(ATLAS)["alba"]] == ["N", "S"]


def test_a_postcode_of_a_whole_departement_means_all_its_seats() -> None:
    assert places_of(ATLAS)["90000"] == [Place(name="S", commune="", departement="S", constituencies="S-1")]


def test_every_place_of_france_lies_in_a_file_of_its_beginning(of_france: Shards) -> None:
    read = {file.path: read_shard(file) for file in of_france.files}

    lost = [
        key
        for key, places in places_of(france()).items()
        if (prefix := shard_for(key, of_france.prefixes)) is None
        or list(read[shard_path(of_france.folder, prefix)][key]) != list(places)
    ]

    assert lost == []


def test_no_file_is_heavier_than_a_phone_bears(of_france: Shards) -> None:
    assert max(len(file.body) for file in of_france.files) <= LARGEST


def test_postcodes_lie_by_departement(of_france: Shards) -> None:
    assert {"01", "62", "75", "89"} <= set(of_france.prefixes)


def test_a_key_that_begins_like_no_place_has_no_file(of_france: Shards) -> None:
    assert shard_for("zzyzx road", [prefix for prefix in of_france.prefixes if prefix != "z"]) is None


def test_a_key_that_others_begin_with_has_a_file_of_its_own() -> None:
    shards = shard_places(ATLAS, largest=1)

    assert {"cala", "cala "} <= set(shards.prefixes)
    assert shard_for("cala", shards.prefixes) == "cala"
    assert shard_for("cala sur mer", shards.prefixes) == "cala "


def test_the_folder_changes_with_what_is_in_it(of_france: Shards) -> None:
    assert shard_places(ATLAS).folder != of_france.folder
    assert shard_places(ATLAS).folder == shard_places(ATLAS).folder
