"""What is answered to a visitor who asks for a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shared.sites.network.finding import LONGEST, Answer, FoundSeat, find
from shared.sites.network.spelling import near
from tests.unit.network.builders import FilledShelf, a_stander

FIRST = FoundSeat(name="N, first", slug="first", candidate="Jeanne Martin")
SHELF = FilledShelf()


def test_a_place_of_one_seat_leads_to_who_stands_there() -> None:
    assert find("10100", SHELF) == Answer(place="10100", seats=(FIRST,))


def test_a_place_that_spans_seats_shows_each_even_those_that_are_free() -> None:
    answer = find("bruma", SHELF)

    assert answer == Answer(place="Bruma", seats=(FIRST, FoundSeat(name="N, second")))


def test_a_postcode_of_several_communes_tells_which_votes_for_which_seat() -> None:
    answer = find("10201", SHELF)

    assert [(seat.name, seat.communes) for seat in answer.seats] == [
        ("N, first", ("Bruma",)),
        ("N, second", ("Bruma", "Cala-sur-Mer")),
    ]


def test_communes_that_vote_for_the_same_seat_need_not_be_told_apart() -> None:
    assert find("20100", SHELF).seats == (FoundSeat(name="S, first"),)


def test_a_commune_with_a_nation_of_its_own_leads_to_that_one() -> None:
    shelf = FilledShelf(a_stander("second", "constituency:N-2"), a_stander("cala", "commune:N03"))

    assert [seat.slug for seat in find("Cala", shelf).seats] == ["cala"]
    assert [seat.slug for seat in find("10201", shelf).seats] == ["", "cala", "second"]


def test_a_name_of_several_communes_is_asked_about_and_its_departement_settles_it() -> None:
    assert find("alba", SHELF) == Answer(place="Alba", choices=("Alba (N)", "Alba (S)"))
    assert find("Alba (S)", SHELF).seats == (FoundSeat(name="S, first"),)


def test_an_unknown_name_brings_those_that_come_near() -> None:
    assert find("Brumma", SHELF) == Answer(place="Brumma", near=("Bruma (N)",))


def test_an_unknown_place_is_said_to_be_unknown() -> None:
    assert find("99999", SHELF) == Answer(place="99999")
    assert find("Alba (X)", SHELF).seats == ()


def test_nothing_typed_is_nothing_found() -> None:
    assert find("  ", SHELF) == Answer(place="")


@given(st.text(max_size=300))
def test_whatever_is_typed_is_answered_and_no_more_of_it_is_kept_than_a_place_may_take(typed: str) -> None:
    assert len(find(typed, SHELF).place) <= LONGEST


def test_names_come_near_by_a_letter_more_less_other_or_elsewhere() -> None:
    known = ["lyon", "lion", "lyons", "lon", "yllon", "lens"]

    assert near("lyon", known) == ["lyon", "lion", "lyons", "lon"]
    assert near("lyno", ["lyon"]) == ["lyon"]
