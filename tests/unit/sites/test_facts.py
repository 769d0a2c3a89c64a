from __future__ import annotations

import pytest

from shared.sites.banner import Language
from shared.sites.facts import LONGEST, colour_of, fact_fault, goals_of, language_of, local_colour
from tests.unit.sites.builders import a_site

GOOD = {
    "slogan": "Au grand jour",
    "language": "en",
    "colour": "6",
    "end_date": "2027-06-20",
    "donate_url": "https://dons.example/a",
    "goals": "supporters=500 signatures#petition=2000",
    "portrait": "assets/portrait.0123456789ab.webp",
    "phone": "+33199001234",
}


@pytest.mark.parametrize(("name", "fact"), GOOD.items())
def test_a_fact_within_its_limits_is_taken(name: str, fact: str) -> None:
    assert fact_fault(name, fact, colours=6) is None


@pytest.mark.parametrize("name", GOOD)
def test_an_empty_fact_is_taken_as_none(name: str) -> None:
    assert fact_fault(name, "", colours=6) is None


@pytest.mark.parametrize(
    ("name", "fact", "reason"),
    [
        *((name, "x" * (longest + 1), f"{name} has over {longest} characters") for name, longest in LONGEST.items()),
        ("language", "de", "language is none of ours"),
        ("colour", "7", "colour is none of the banner's"),
        ("colour", "0", "colour is none of the banner's"),
        pytest.param("colour", "9" * 5000, "colour is none of the banner's", id="thousands-of-digits"),
        ("colour", "#ff0000", "colour is none of the banner's"),
        ("end_date", "20/06/2027", "end_date is no date"),
        ("donate_url", "http://dons.example", "donate_url is no https address"),
        ("donate_url", "https://[", "donate_url is no https address"),
        ("donate_url", "javascript:alert(1)", "donate_url is no https address"),
        ("donate_url", 'https://dons.example/"><script>', "donate_url is no https address"),
        ("donate_url", "https://dons.example/a b", "donate_url is no https address"),
        ("donate_url", "https:///a", "donate_url is no https address"),
        ("goals", "supporters=many", "goals are no figures"),
        ("goals", "supporters=0", "goals are no figures"),
        ("goals", "supporters=99999999", "goals are no figures"),
        ("portrait", "../other/portrait.webp", "portrait is no asset"),
    ],
)
def test_a_fact_beyond_its_limits_is_told_in_one_line_with_a_remedy(name: str, fact: str, reason: str) -> None:
    fault = fact_fault(name, fact, colours=6)

    assert fault is not None
    assert fault.reason == reason
    assert fault.remedy
    assert "\n" not in fault.remedy


def test_goals_are_read_by_counter() -> None:
    assert goals_of({"goals": "supporters=500 signatures#petition=2000 nonsense"}) == {
        "supporters": 500,
        "signatures#petition": 2000,
    }
    assert goals_of({}) == {}


def test_a_language_that_is_none_of_ours_gives_way_to_the_banners() -> None:
    assert language_of({"language": "en"}, Language.FRENCH) is Language.ENGLISH
    assert language_of({"language": "de"}, Language.FRENCH) is Language.FRENCH


def test_colours_are_counted_from_one_by_people_and_from_zero_by_pages() -> None:
    assert colour_of({"colour": "1"}) == 0
    assert colour_of({}) is None


def test_a_colour_that_a_banner_has_not_gives_way_to_one_that_it_has() -> None:
    banner = a_site().banner
    colours = len(banner.palette)

    assert local_colour("ain-1", colours - 1, banner) == colours - 1
    assert local_colour("ain-1", colours, banner) == local_colour("ain-1", None, banner) < colours
