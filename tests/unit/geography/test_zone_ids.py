from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.geography.tags import is_shared, shared_tags
from shared.geography.zone import Zone, ZoneKind
from shared.geography.zone_ids import UnknownZoneKind, format_zone_ids, parse_zone_ids, split_zone_id

CODES = st.text("0123456789ABCxyz-_.", min_size=1, max_size=8)
IDS = st.builds("{}:{}".format, st.sampled_from([kind.value for kind in ZoneKind]), CODES)


@given(st.lists(IDS, unique=True).map(tuple))
def test_zone_ids_written_into_a_cell_are_read_back_the_same(ids: tuple[str, ...]) -> None:
    assert parse_zone_ids(format_zone_ids(ids)) == ids


def test_a_bare_code_is_a_constituency_and_every_separator_separates() -> None:
    assert parse_zone_ids(" 75-06 | Departement:75;commune:75106\t75-06 ") == (
        "constituency:75-06",
        "departement:75",
        "commune:75106",
    )


def test_an_empty_cell_names_no_zone() -> None:
    assert parse_zone_ids(" | ") == ()


def test_a_kind_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownZoneKind, match="'canton'"):
        parse_zone_ids("75-06 canton:7501")


def test_an_id_is_taken_apart_into_kind_and_code() -> None:
    assert split_zone_id("commune:75106") == (ZoneKind.COMMUNE, "75106")


def test_a_zone_gives_its_people_a_tag_once() -> None:
    zone = Zone(code="75-06", kind=ZoneKind.CONSTITUENCY, name="Paris, 6e circonscription")

    assert zone.id == "constituency:75-06"
    assert shared_tags([zone, zone]) == ("geo:constituency:75-06",)


def test_shared_tags_are_told_from_local_ones() -> None:
    assert is_shared("geo:commune:75106")
    assert not is_shared("relais local")
