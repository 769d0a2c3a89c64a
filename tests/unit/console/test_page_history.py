"""A page's past and the site's: compared word by word, and brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.elections.notices import Due
from shared.nations.publications import PublicationOrder
from shared.sites.objects import stored as stored_file
from shared.sites.versions import Version
from tests.builders import NOON
from tests.unit.console.house import OWN, House, a_site_maker
from tests.unit.console.test_page_writing import HOME, publish, stored, write

if TYPE_CHECKING:
    from tests.fakes.console import Browser


@pytest.fixture
def browser(house: House) -> Browser:
    """Return the browser of somebody who writes and publishes."""
    return house.browser(house.member(RoleName.COMMUNICATIONS))


def a_version(number: int, reason: str = "", by: str = "operator") -> Version:
    """Return a publication, a minute after the one before it."""
    at = NOON + timedelta(minutes=number)
    return Version(number=number, at=at, by=by, reason=reason, kit_version="1", files={})


def told(browser: Browser, tag: str) -> list[str]:
    """Return the words that a comparison marks."""
    return [node.text(deep=False) for node in browser.page.css(f".difference {tag}")]


def test_a_draft_is_compared_word_by_word(house: House, browser: Browser) -> None:
    write(browser, lead="Une campagne qui se fait ici, avec vous, et qui rend des comptes.", title="{candidate}")

    browser.get(f"{HOME}/compare?with=page")

    assert "chez vous," in " ".join(told(browser, "del"))
    assert "ici," in told(browser, "ins")
    browser.get(f"{HOME}/compare?with=kit")
    assert "ici," in told(browser, "ins")
    assert browser.get(f"{HOME}/compare?with=nothing").status == 404


def test_a_page_that_nobody_touched_differs_in_nothing(browser: Browser) -> None:
    browser.get(f"{HOME}/compare")

    assert "No difference" in browser.text


def test_a_page_comes_back_as_it_was_published_before(house: House, browser: Browser) -> None:
    write(browser, title="Premier")
    publish(browser)
    house.clock.moment = NOON + timedelta(hours=1)
    write(browser, title="Second")
    publish(browser)

    browser.get(f"{HOME}/editions")
    assert len(browser.page.css(".rows li")) == 2
    first = NOON.isoformat()
    assert browser.post(f"{HOME}/editions", {"edition": first}).status == 303
    assert getattr(stored(house).blocks[0], "title", "") == "Second"
    house.clock.moment = NOON + timedelta(hours=2)
    publish(browser)

    assert getattr(stored(house).blocks[0], "title", "") == "Premier"
    browser.get(f"{HOME}/editions")
    assert browser.post(f"{HOME}/editions", {"edition": "2020-01-01"}).status == 404


def test_whoever_gave_a_command_is_called_the_operator(house: House, browser: Browser) -> None:
    house.reaches[OWN].versions.add(OWN, a_version(1, by="arn:aws:iam::123456789012:user/duty"))

    browser.get(f"/nation/{OWN}/site")

    assert "Administration of the account" in browser.text
    assert "arn:" not in browser.text


@pytest.mark.parametrize(
    ("due", "words"), [(Due.NOTICE, "Electoral silence"), (Due.OVER, "An event that is over")], ids=["notice", "over"]
)
def test_what_the_clock_had_published_is_told_as_such(house: House, browser: Browser, due: Due, words: str) -> None:
    house.reaches[OWN].versions.add(OWN, a_version(1, by=due))

    browser.get(f"/nation/{OWN}/site")

    assert words in browser.text


def test_the_site_goes_back_by_an_order(house: House, browser: Browser) -> None:
    for number in (1, 2):
        house.reaches[OWN].versions.add(OWN, a_version(number))
    path = f"/nation/{OWN}/site"
    browser.get(path)
    assert browser.page.css_first(".rows li:first-child form") is None

    assert browser.post(path, {"version": "1"}).status == 303

    (member,) = house.everybody()
    assert house.publications.orders == [PublicationOrder(slug=OWN, by=member.id, at=NOON, version=1)]
    assert house.log.entries[-1].about == {"version": "1"}
    browser.get(browser.led_to)
    assert "that of version 1 again" in browser.text
    assert browser.post(path, {"version": "9"}).status == 404


def test_a_page_says_that_the_site_went_back(house: House, browser: Browser) -> None:
    write(browser)
    publish(browser)
    house.reaches[OWN].versions.add(OWN, a_version(3, "back to version 1"))

    browser.get(HOME)

    assert "went back to an earlier version" in browser.text
    assert browser.page.css(f'form[action$="{HOME}/publish"]') != []


def test_a_closed_site_says_so_on_each_page(house: House, browser: Browser) -> None:
    nation = house.nations.nations[OWN]
    house.nations.nations[OWN] = nation.suspended(reason="x", at=NOON)

    browser.get(HOME)

    assert "Site closed" in browser.text


def test_a_page_of_the_same_words_is_public_without_a_version_of_its_own(house: House, browser: Browser) -> None:
    write(browser)
    publish(browser)
    nation, belongings = house.nations.get(OWN), house.nations.belongings(OWN)
    files = a_site_maker().open_site(nation.seed, belongings, now=NOON)
    kept = {file.path: stored_file(file) for file in files}
    earlier = replace(a_version(1), at=NOON - timedelta(days=1), files=kept)
    house.reaches[OWN].versions.add(OWN, earlier)

    browser.get(HOME)

    assert browser.page.css(".state-public") != []
