"""Who stands for which seat."""

from __future__ import annotations

from shared.sites.network.seats import standing
from tests.unit.network.builders import ATLAS, a_stander, a_standing


def standing_by_seat(*slugs_with_zones: tuple[str, str]) -> dict[str, str]:
    stands = standing((a_stander(slug, zone) for slug, zone in slugs_with_zones), atlas=ATLAS)
    return {seat.zone.code: seat.slug for seat in stands.seats}


def test_every_seat_is_told_whether_anybody_stands_or_not() -> None:
    assert standing_by_seat(("first", "constituency:N-1")) == {"N-1": "first", "N-2": "", "S-1": ""}


def test_a_wider_zone_stands_for_each_of_its_seats() -> None:
    assert standing_by_seat(("north", "region:north")) == {"N-1": "north", "N-2": "north", "S-1": ""}


def test_the_nearest_zone_decides() -> None:
    nearest = standing_by_seat(("north", "departement:N"), ("second", "constituency:N-2"))

    assert nearest == {"N-1": "north", "N-2": "second", "S-1": ""}


def test_a_commune_may_have_a_nation_of_its_own_and_its_parts_go_with_it() -> None:
    stands = a_standing(a_stander("second", "constituency:N-2"), a_stander("cala", "commune:N03"))

    assert {code: stander.slug for code, stander in stands.communes.items()} == {"N03": "cala", "N03A": "cala"}


def test_a_zone_that_the_atlas_no_longer_knows_does_not_hide_the_others() -> None:
    stander = a_stander("first", "constituency:gone", "constituency:N-1")

    assert (stander.zones, stander.ground) == (("constituency:N-1",), "N, first")
