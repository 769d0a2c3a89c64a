from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.nations.nation import NationStatus
from shared.sites.kit import load_kit
from tests.builders import a_nation

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.desk import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with one nation that is ready, and its pages."""
    desk.nations.found(a_nation("paris-6", status=NationStatus.READY))
    desk.nations.furnish("paris-6", load_kit().page_items(), is_open=False)
    return desk


def a_photograph(folder: Path) -> Path:
    """Return a picture with a place in its metadata."""
    from PIL import Image  # noqa: PLC0415 - only these tests need it

    photograph = Image.new("RGB", (800, 1200), "#335577")
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    path = folder / "camille.jpg"
    photograph.save(path, exif=exif)
    return path


def facts(desk: Desk) -> dict[str, Any]:
    """Return what the nation says of itself."""
    return dict(desk.nations.get("paris-6").seed.facts)


def test_facts_are_changed_and_published(desk: Desk) -> None:
    options = ["--slogan", "Au grand jour", "--end-date", "2027-06-20", "--colour", "2"]

    assert desk.banneret("nation", "edit", "paris-6", *options, "--json") == 0

    assert desk.json()["facts"] == {"slogan": "Au grand jour", "end_date": "2027-06-20", "colour": "2"}
    assert desk.json()["version"] == 1
    assert b"Au grand jour" in desk.sites.files["paris-6"]["index.html"]
    assert b"local-1" in desk.sites.files["paris-6"]["index.html"]


def test_goals_are_set_one_by_one(desk: Desk) -> None:
    desk.banneret("nation", "edit", "paris-6", "--goal", "supporters=500", "--goal", "volunteers=80")
    desk.banneret("nation", "edit", "paris-6", "--goal", "supporters=700", "--goal", "volunteers=")

    assert facts(desk) == {"goals": "supporters=700"}


def test_a_photograph_becomes_a_light_square_without_metadata(desk: Desk, tmp_path: Path) -> None:
    assert desk.banneret("nation", "edit", "paris-6", "--portrait", str(a_photograph(tmp_path))) == 0

    portrait = facts(desk)["portrait"]
    body = desk.sites.files["paris-6"][portrait]
    assert portrait.startswith("assets/portrait.")
    assert body[:4] + body[8:12] == b"RIFFWEBP"
    assert b"taken at home" not in body
    assert len(body) <= 60 * 1024
    assert portrait.encode() in desk.sites.files["paris-6"]["index.html"]


def test_a_portrait_is_taken_off_the_pages_by_an_empty_text(desk: Desk, tmp_path: Path) -> None:
    desk.banneret("nation", "edit", "paris-6", "--portrait", str(a_photograph(tmp_path)), "--slogan", "Au grand jour")

    assert desk.banneret("nation", "edit", "paris-6", "--portrait", "") == 0

    assert facts(desk) == {"slogan": "Au grand jour"}
    assert b"assets/portrait." not in desk.sites.files["paris-6"]["index.html"]


@pytest.mark.parametrize(
    ("content", "told"), [(b"no picture", "no picture that can be read"), (None, "does not exist")]
)
def test_what_is_no_picture_is_wrong_input(desk: Desk, tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "camille.jpg"
    if content:
        path.write_bytes(content)

    assert desk.banneret("nation", "edit", "paris-6", "--portrait", str(path)) == 2
    assert told in desk.said[0]
    assert facts(desk) == {}


def test_another_language_brings_the_kits_pages_in_it(desk: Desk) -> None:
    assert desk.banneret("nation", "edit", "paris-6", "--language", "en") == 0

    home = desk.sites.files["paris-6"]["index.html"].decode()
    assert '<html lang="en">' in home
    assert "Join the campaign" in home


def test_a_page_that_the_nation_edited_stays_in_its_own_words(desk: Desk) -> None:
    (own,) = [item for item in load_kit().page_items() if item["sk"] == "PAGE#home"]
    own = {**own, "title": "À nous", "edited_at": "2027-05-01T00:00:00+00:00"}
    desk.nations.furnish("paris-6", [own], is_open=False)

    desk.banneret("nation", "edit", "paris-6", "--language", "en")

    assert "<title>À nous" in desk.sites.files["paris-6"]["index.html"].decode()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--language", "de"], "--language: language is none of ours. Write one of fr, en"),
        (["--colour", "9"], "--colour: colour is none of the banner's. Write its number in the palette, 1 to 6"),
        (["--donate-url", "http://a.example"], "--donate-url: donate_url is no https address"),
        (["--goal", "supporters"], "--goal: it names no figure. Write it like supporters=500"),
        (["--end-date", "soon"], "--end-date: end_date is no date. Write it like 2027-06-20"),
    ],
)
def test_a_fact_beyond_its_limits_is_told_in_one_line(desk: Desk, options: list[str], told: str) -> None:
    assert desk.banneret("nation", "edit", "paris-6", *options) == 2

    assert told in desk.said[0]
    assert facts(desk) == {}


def test_a_suspended_nation_is_edited_and_stays_closed(desk: Desk) -> None:
    desk.banneret("nation", "suspend", "paris-6", "--reason", "candidate withdrew")

    assert desk.banneret("nation", "edit", "paris-6", "--slogan", "Ici") == 0

    assert facts(desk) == {"slogan": "Ici"}
    assert "not published: the nation is suspended" in desk.out[-1]


def test_the_nation_s_log_tells_what_was_changed_and_not_to_what(desk: Desk) -> None:
    desk.banneret("nation", "edit", "paris-6", "--slogan", "Au grand jour", "--colour", "2")

    (entry,) = desk.audit.page("paris-6", limit=9).elements
    assert (entry.who, entry.what, entry.about) == ("operator", "edited-facts", {"facts": "colour slogan"})
