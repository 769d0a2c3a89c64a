"""A nation's settings: facts, goals, language and portrait, and who may have them published."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from shared.access.role import RoleName
from shared.rollouts.arrivals import arrival_key
from shared.sites.files import PICTURE
from tests.unit.console.house import OTHER, OWN, House

if TYPE_CHECKING:
    from tests.fakes.console import Browser

SETTINGS = f"/nation/{OWN}/settings"
PLACE = "0" * 31 + "1"
PORTRAIT = f"/nation/{OWN}/portrait/{PLACE}"
FACTS = {
    "slogan": "Paris respire",
    "phone": "01 99 00 12 34",
    "address": "1 rue de la Paix, Paris",
    "end_date": "2027-06-20",
    "financial_agent": "Association de financement",
    "agent_address": "2 rue de la Paix, Paris",
    "donate_url": "https://dons.example/",
    "language": "fr",
    "colour": "2",
    "goal.supporters": "2 500",
    "goal.volunteers": "0",
}


@pytest.fixture
def browser(house: House) -> Browser:
    """Return the candidate's browser, with the settings open."""
    browser = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(SETTINGS)
    return browser


def facts(house: House) -> dict[str, str]:
    """Return what is on record."""
    return dict(house.nations.get(OWN).seed.facts)


def a_photograph(kind: str = "JPEG") -> bytes:
    """Return a picture as a phone takes it."""
    written = BytesIO()
    Image.new("RGB", (1600, 1200), "teal").save(written, kind)
    return written.getvalue()


def bring(house: House, body: bytes, place: str = PLACE) -> None:
    """Have a browser bring a file."""
    house.files.write(arrival_key(place, f"{OWN}-portrait"), body)


def test_what_is_typed_is_on_record_and_the_site_is_made_again(house: House, browser: Browser) -> None:
    assert browser.post(SETTINGS, FACTS).status == 303

    kept = facts(house)
    assert (kept["phone"], kept["goals"], kept["colour"]) == ("+33199001234", "supporters=2500", "2")
    assert [order.slug for order in house.publications.orders] == [OWN]
    assert house.log.entries[-1].what == "edited-facts"
    assert "Paris" not in str(house.log.entries[-1].about)
    browser.get(browser.led_to)
    assert "being made anew" in browser.text
    assert browser.field("slogan") == "Paris respire"


def test_whoever_may_not_publish_has_it_kept(house: House) -> None:
    agent = house.browser(house.member(RoleName.FINANCE))
    agent.get(SETTINGS)

    agent.post(SETTINGS, FACTS)

    assert facts(house)["financial_agent"] == "Association de financement"
    assert house.publications.orders == []
    agent.get(agent.led_to)
    assert "next publication" in agent.text


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("phone", "many"), ("end_date", "tomorrow"), ("donate_url", "http://x.example"), ("slogan", "a" * 121)],
    ids=["phone", "end_date", "donate_url", "slogan"],
)
def test_a_fault_stands_beside_its_field_and_nothing_is_saved(
    house: House, browser: Browser, name: str, wrong: str
) -> None:
    assert browser.post(SETTINGS, {**FACTS, name: wrong}).status == 422

    assert [node.attributes["id"] for node in browser.page.css(".fault-line")] == [f"{name}-fault"]
    assert (browser.field(name), browser.field("address")) == (wrong, FACTS["address"])
    assert facts(house) == {}


def test_a_goal_that_is_no_number_is_refused_and_other_goals_stay(house: House, browser: Browser) -> None:
    assert browser.post(SETTINGS, {**FACTS, "goal.supporters": "-3"}).status == 422
    assert browser.page.css_first("#goals-fault") is not None

    nation = house.nations.get(OWN)
    house.nations.save(nation.told({"goals": "signatures#petition=2000"}, at=house.clock.now()), after=nation)
    browser.get(SETTINGS)
    browser.post(SETTINGS, FACTS)
    assert facts(house)["goals"] == "signatures#petition=2000 supporters=2500"


def test_an_old_tab_puts_nothing_back_that_a_colleague_saved_meanwhile(house: House, browser: Browser) -> None:
    browser.post(SETTINGS, FACTS)
    colleague = house.browser(house.member(RoleName.DIRECTOR))
    for each in (browser, colleague):
        each.get(SETTINGS)
    old = {name: browser.field(name) for name in (*FACTS, "goal.signatures") if name not in ("language", "colour")}
    shown = {**FACTS, **old}

    saved = {"slogan": "Autrement", "phone": "", "goal.supporters": "4000", "colour": "3"}
    assert colleague.post(SETTINGS, shown | saved).status == 303
    assert browser.post(SETTINGS, shown | {"address": "9 rue Neuve", "goal.signatures": "70"}).status == 303

    kept = facts(house)
    assert (kept["slogan"], kept["address"], kept["colour"]) == ("Autrement", "9 rue Neuve", "3")
    assert kept["goals"] == "supporters=4000 signatures=70"
    assert "phone" not in kept
    assert house.log.entries[-1].about == {"facts": "address goals"}


def test_a_form_that_was_refused_still_knows_what_it_was_shown_with(house: House, browser: Browser) -> None:
    nation = house.nations.get(OWN)
    house.nations.save(nation.told({"slogan": "Autrement"}, at=house.clock.now()), after=nation)

    browser.post(SETTINGS, {"slogan": "", "end_date": "tomorrow"})
    assert browser.hidden["before-slogan"] == ""
    browser.post(SETTINGS, {"slogan": browser.field("slogan"), "end_date": "2027-06-20"})

    assert facts(house) == {"slogan": "Autrement", "end_date": "2027-06-20"}


def test_a_language_that_nobody_chose_stays_the_networks(house: House, browser: Browser) -> None:
    browser.post(SETTINGS, {"slogan": "Autrement", "language": "fr"})

    assert facts(house) == {"slogan": "Autrement"}


def test_another_language_changes_the_pages_that_nobody_wrote(house: House, browser: Browser) -> None:
    browser.post(SETTINGS, {**FACTS, "language": "en"})

    assert house.reaches[OWN].pages.page(OWN, "home").heading.menu == "Home"


def test_a_photograph_becomes_the_portrait(house: House, browser: Browser) -> None:
    browser.go(f"/nation/{OWN}/portrait")
    assert "20971520" in browser.last.body  # type: ignore[union-attr] # there is an answer
    assert browser.page.css_first("form[data-scripted]") is not None
    bring(house, a_photograph())
    browser.get(PORTRAIT)

    assert browser.post(PORTRAIT).status == 303

    portrait = facts(house)["portrait"]
    assert PICTURE.fullmatch(portrait)
    body = house.reaches[OWN].pictures.pictures[OWN][portrait]  # type: ignore[attr-defined] # the fake's own
    with Image.open(BytesIO(body)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (640, 640))
    assert len(house.publications.orders) == 1
    browser.get(SETTINGS)
    assert browser.page.css(f'img[src$="/nation/{OWN}/preview/{portrait}"]') != []


@pytest.mark.parametrize(
    "body",
    [b"<svg onload=alert(1)>", b"", b"GIF89a" + b"\0" * 40, a_photograph()[:200]],
    ids=["svg", "empty", "gif", "cut off"],
)
def test_what_is_no_picture_changes_nothing(house: House, browser: Browser, body: bytes) -> None:
    bring(house, body)
    browser.get(PORTRAIT)

    assert browser.post(PORTRAIT).status == 422

    assert "no picture that can be read" in browser.text
    assert facts(house) == {}


def test_a_portrait_is_taken_away(house: House, browser: Browser) -> None:
    bring(house, a_photograph("PNG"))
    browser.get(PORTRAIT)
    browser.post(PORTRAIT)
    browser.get(PORTRAIT)

    browser.post(PORTRAIT, {"do": "remove"})

    assert "portrait" not in facts(house)


def test_a_photograph_brought_for_one_nation_is_not_anothers(house: House, browser: Browser) -> None:
    house.files.write(arrival_key(PLACE, f"{OTHER}-portrait"), a_photograph())

    browser.get(PORTRAIT)

    assert "has arrived" not in browser.text
    browser.get(SETTINGS)
    assert browser.post(PORTRAIT).status == 404
    assert browser.get(f"/nation/{OWN}/portrait/..%2Fx").status == 404


class Killed(Exception):  # noqa: N818 - it stands for a process that ends, which is no error of ours
    """The process ends here."""


def killed(*_: object, **__: object) -> None:
    """End the process."""
    raise Killed


def test_a_process_that_dies_before_the_log_is_written_has_changed_nothing(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.log, "record", killed)

    with pytest.raises(Killed):
        browser.post(SETTINGS, FACTS)

    assert facts(house) == {}


def test_a_process_that_dies_before_the_change_has_told_the_log_already(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.nations, "save", killed)

    with pytest.raises(Killed):
        browser.post(SETTINGS, FACTS)

    assert facts(house) == {}
    assert [entry.what for entry in house.log.entries] == ["edited-facts"]


def test_the_log_names_what_changed_and_nothing_that_was_typed_again(house: House, browser: Browser) -> None:
    browser.post(SETTINGS, FACTS)
    browser.get(SETTINGS)

    browser.post(SETTINGS, FACTS | {"slogan": "Autrement"})

    assert house.log.entries[-1].about == {"facts": "slogan"}
