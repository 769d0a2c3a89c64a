from __future__ import annotations

from datetime import datetime

import pytest

from shared.sites.dates import spoken, spoken_month, spoken_number


@pytest.mark.parametrize(
    ("language", "moment", "words"),
    [
        ("fr", "2027-06-05T18:30", "samedi 5 juin, 18 h 30"),
        ("fr", "2027-05-01T09:00", "samedi 1er mai, 9 h"),
        ("en", "2027-06-05T18:30", "Saturday 5 June, 18:30"),
        ("en", "2027-05-01T09:00", "Saturday 1 May, 9:00"),
    ],
)
def test_a_moment_is_told_in_the_language_of_the_page(language: str, moment: str, words: str) -> None:
    assert spoken(datetime.fromisoformat(moment), language).replace("\u00a0", " ") == words


def test_an_aware_moment_is_told_by_its_own_clock() -> None:
    assert spoken(datetime.fromisoformat("2027-06-13T20:00:00+02:00"), "fr").endswith("20\u00a0h")


def test_a_month_is_told_in_short() -> None:
    assert spoken_month(datetime(2027, 9, 5), "fr") == "sept."


@pytest.mark.parametrize(("language", "words"), [("fr", "4\u202f600"), ("en", "4,600")])
def test_a_number_is_told_with_the_separators_of_the_language(language: str, words: str) -> None:
    assert spoken_number(4600, language) == words
