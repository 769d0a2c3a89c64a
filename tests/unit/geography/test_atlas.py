from __future__ import annotations

from shared.geography.atlas import Atlas
from shared.geography.gazetteer import Entry, write_line
from shared.geography.zone import Zone, ZoneKind
from tests.unit.geography.builders import an_atlas

ATLAS = an_atlas()


def zone(zone_id: str) -> Zone:
    found = ATLAS.by_id(zone_id)
    assert found is not None
    return found


def ids(*zones: Zone) -> list[str]:
    return [each.id for each in zones]


def test_a_zone_is_found_by_kind_and_code() -> None:
    assert ATLAS.zone(ZoneKind.COMMUNE, " N01 ") == Zone(
        code="N01", kind=ZoneKind.COMMUNE, name="Alba", parents=("constituency:N-1",)
    )


def test_a_zone_that_does_not_exist_is_none() -> None:
    assert ATLAS.zone(ZoneKind.COMMUNE, "N99") is None


def test_ancestors_come_nearest_first_and_once_each() -> None:
    assert ids(*ATLAS.ancestors(zone("commune:N02"))) == [
        "constituency:N-1",
        "constituency:N-2",
        "departement:N",
        "region:north",
        "country:RP",
    ]


def test_a_part_of_a_commune_is_not_in_the_constituencies_of_its_other_parts() -> None:
    atlas = Atlas(
        map(
            write_line,
            [
                Entry("constituency:N-1", "N, first"),
                Entry("constituency:N-2", "N, second"),
                Entry("commune:N01", "Alba", "N-1 N-2"),
                Entry("commune:N01A", "Old Alba", "commune:N01 N-1"),
            ],
        )
    )
    (part,) = atlas.parts(atlas.zones_named("Alba")[0])

    assert ids(*atlas.ancestors(part)) == ["commune:N01", "constituency:N-1"]


def test_a_part_that_names_no_constituency_is_in_those_of_its_commune() -> None:
    atlas = Atlas(
        map(
            write_line,
            [
                Entry("constituency:N-1", "N, first"),
                Entry("commune:N01", "Alba", "N-1"),
                Entry("commune:N01A", "Old Alba", "commune:N01"),
            ],
        )
    )

    assert ids(*atlas.ancestors(atlas.zones_named("Old Alba")[0])) == ["commune:N01", "constituency:N-1"]


def test_zones_above_each_other_in_a_circle_still_end() -> None:
    atlas = Atlas(map(write_line, [Entry("region:a", "A", "region:b"), Entry("region:b", "B", "region:a")]))
    (first, _) = atlas.of_kind(ZoneKind.REGION)

    assert ids(*atlas.ancestors(first)) == ["region:b", "region:a"]


def test_a_postcode_gives_its_communes_and_a_commune_its_postcodes() -> None:
    assert ids(*ATLAS.zones_at_postcode("10201")) == ["commune:N02", "commune:N03"]
    assert ATLAS.postcodes(zone("commune:N02")) == ("10200", "10201")


def test_wide_zones_know_their_constituencies() -> None:
    assert ids(*ATLAS.constituencies_in(zone("region:north"))) == ["constituency:N-1", "constituency:N-2"]
    assert ids(*ATLAS.constituencies()) == ["constituency:N-1", "constituency:N-2", "constituency:S-1"]


def test_a_population_that_is_not_known_is_none() -> None:
    assert ATLAS.population(zone("commune:N02")) == 9000
    assert ATLAS.population(zone("country:RP")) == 0


def test_home_is_known_by_code_and_name_and_every_country_is_home_where_none_is_named() -> None:
    assert ATLAS.is_home("republic")
    assert not ATLAS.is_home("BE")
    assert Atlas([]).is_home("BE")
