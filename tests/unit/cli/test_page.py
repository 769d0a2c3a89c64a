"""A nation's pages written from the command line: a document out and in, looked at, compared, published."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.elections.calendars import calendar_of
from shared.nations.nation import NationStatus
from shared.sites.blocks import Hero
from shared.sites.drafting import retitled
from shared.sites.kit import load_kit
from shared.sites.writing import Writer, edit
from tests.builders import NOON, a_nation

if TYPE_CHECKING:
    from pathlib import Path

    from shared.sites.pages import Page
    from tests.unit.cli.desk import Desk

SLUG = "paris-6"
ZONES = ("constituency:75-06",)
TITLE = "Le 6e, d’une seule voix"


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk, with a nation that has the kit's pages."""
    desk.nations.found(a_nation(SLUG, zones=ZONES, status=NationStatus.READY))
    desk.nations.furnish(SLUG, load_kit().page_items(), is_open=False)
    return desk


def shown(desk: Desk, path: Path) -> dict[str, Any]:
    """Return the document of the home page, saved in a file."""
    assert desk.banneret("page", "show", SLUG, "home", "--out", path) == 0
    text = path.read_text(encoding="utf-8")
    return tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)


def titled(document: dict[str, Any], title: str = TITLE) -> dict[str, Any]:
    """Return the document with another title on top of the page."""
    blocks = [block | {"title": title} if block["kind"] == "hero" else block for block in document["blocks"]]
    return document | {"blocks": blocks}


def write(desk: Desk, tmp_path: Path, title: str = TITLE) -> int:
    """Write another title on top of the home page's draft."""
    path = tmp_path / "home.json"
    path.write_text(json.dumps(titled(shown(desk, path), title)), encoding="utf-8")
    return desk.banneret("page", "edit", SLUG, "home", path, "--json")


def stored(desk: Desk) -> Page:
    return desk.pages.page(SLUG, "home")


def by_a_member(desk: Desk, title: str = "Words of a member") -> None:
    """Have a member of the team write in the draft."""
    writer = Writer(slug=SLUG, page="home", by="member", at=NOON, desk=desk.pages)
    draft = desk.pages.draft(SLUG, "home")
    heading = {"title": title, "description": "d", "menu": ""}
    edit(writer, lambda page: retitled(page, **heading), revision=draft.revision if draft else 0)


@pytest.mark.parametrize("ending", ["json", "toml"])
def test_a_document_goes_out_and_comes_in(office: Desk, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"home.{ending}"
    document = shown(office, path)

    assert office.banneret("page", "edit", SLUG, "home", path, "--json") == 0

    assert (office.json()["changed"], office.json()["revision"]) == (False, 0)
    office.banneret("page", "show", SLUG, "home", "--json")
    assert office.json() == document
    assert office.audit.entries == []


def test_an_edit_is_a_draft_that_nobody_else_reads(office: Desk, tmp_path: Path) -> None:
    before = stored(office)

    assert write(office, tmp_path) == 0

    assert (office.json()["revision"], stored(office)) == (1, before)
    assert office.sites.files == {}
    draft = office.pages.draft(SLUG, "home")
    assert draft
    assert (draft.by, [(entry.who, entry.what, entry.about) for entry in office.audit.entries]) == (
        "arn:aws:iam::123456789012:user/duty",
        [("operator", "began-draft", {"page": "home"})],
    )


def test_pages_are_listed_with_their_drafts(office: Desk, tmp_path: Path) -> None:
    write(office, tmp_path)

    office.banneret("page", "list", SLUG, "--json")

    listed = {page["page"]: page for page in office.json()["pages"]}
    assert (listed["home"]["draft"]["revision"], listed["home"]["own"], listed["join"]["draft"]) == (1, False, None)
    office.banneret("page", "list", SLUG)
    assert any(line.startswith("home") and line.endswith("revision 1") for line in office.out[0].splitlines())


def test_a_page_is_shown_block_by_block(office: Desk, tmp_path: Path) -> None:
    office.banneret("page", "show", SLUG, "home")
    lines = office.out[0].splitlines()
    assert lines[0] == "no draft"
    assert any(line.split() == ["hero", "hero", "default", "kit"] for line in lines)

    write(office, tmp_path)
    office.banneret("page", "show", SLUG, "home")
    assert any(line.split() == ["hero", "hero", "default", "own"] for line in office.out[0].splitlines())


def test_every_fault_of_a_document_is_a_line_of_its_own_and_nothing_is_written(office: Desk, tmp_path: Path) -> None:
    path = tmp_path / "home.json"
    document = titled(shown(office, path), "") | {"title": "x" * 200}
    path.write_text(json.dumps(document), encoding="utf-8")

    assert office.banneret("page", "edit", SLUG, "home", path) == 2

    first, second = office.said[0].splitlines()
    assert first.startswith("banneret: home.json, title: it is no text, empty or too long. Write 1 to 120 signs")
    assert second == "home.json, block 1 (hero), title: it is empty. Write it"
    assert (office.pages.drafts(SLUG), office.audit.entries) == ({}, [])


@pytest.mark.parametrize(
    ("name", "text"),
    [("home.json", "{"), ("home.toml", "= 1"), ("home.txt", "{}"), ("home.json", "[" * 100_000), ("home.json", "\xff")],
    ids=["no JSON", "no TOML", "neither", "nested", "no text"],
)
def test_a_file_that_is_no_document_is_told_in_a_line(office: Desk, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_bytes(text.encode("latin-1"))

    assert office.banneret("page", "edit", SLUG, "home", tmp_path / name) == 2
    assert len(office.said[0].splitlines()) == 1


def test_words_of_somebody_else_are_not_lost(office: Desk, tmp_path: Path) -> None:
    path = tmp_path / "home.json"
    path.write_text(json.dumps(titled(shown(office, path))), encoding="utf-8")
    by_a_member(office)

    assert office.banneret("page", "edit", SLUG, "home", path) == 1

    assert "the draft of page home was changed, published or thrown away meanwhile: look again" in office.said[0]
    draft = office.pages.draft(SLUG, "home")
    assert draft
    assert draft.page.heading.title == "Words of a member"


def test_two_operators_do_not_lose_each_others_words(
    office: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "home.json"
    document = shown(office, path)

    def edited(title: str) -> int:
        path.write_text(json.dumps(titled(document, title)), encoding="utf-8")
        return office.banneret("page", "edit", SLUG, "home", path)

    assert (edited("Un"), edited("Deux")) == (0, 0)
    monkeypatch.setattr(office.account, "caller", lambda: "arn:aws:iam::123456789012:user/night")
    assert edited("Trois") == 1


@pytest.mark.parametrize("published", [True, False], ids=["published", "thrown away"])
@pytest.mark.parametrize("again", [True, False], ids=["another stands", "none stands"])
@pytest.mark.parametrize("began", [True, False], ids=["read while it stood", "read before it"])
def test_a_document_of_a_draft_that_is_gone_is_refused(
    office: Desk, tmp_path: Path, *, published: bool, again: bool, began: bool
) -> None:
    late, path = tmp_path / "late.json", tmp_path / "home.json"
    early = shown(office, path)
    write(office, tmp_path, "Un")
    late.write_text(json.dumps(titled(shown(office, path) if began else early, "Trop tard")), encoding="utf-8")
    office.banneret("page", "publish" if published else "discard", SLUG, "home")
    if again:
        write(office, tmp_path, "Deux")
    before, deeds = (stored(office), office.pages.drafts(SLUG)), len(office.audit.entries)

    assert office.banneret("page", "edit", SLUG, "home", late) == 1

    assert "published or thrown away meanwhile: look again" in office.said[0]
    assert ((stored(office), office.pages.drafts(SLUG)), len(office.audit.entries)) == (before, deeds)


def test_a_document_that_tells_no_revision_begins_a_draft_wherever_none_stands(office: Desk, tmp_path: Path) -> None:
    write(office, tmp_path, "Un")
    path = tmp_path / "home.json"
    document = titled(shown(office, path), "Deux")
    del document["revision"]
    path.write_text(json.dumps(document), encoding="utf-8")
    office.banneret("page", "publish", SLUG, "home")

    assert office.banneret("page", "edit", SLUG, "home", path, "--json") == 0

    assert office.json()["revision"] == 3


@pytest.mark.parametrize("verb", ["publish", "discard"])
def test_no_other_draft_is_published_or_thrown_away_than_the_one_that_was_looked_at(
    office: Desk, tmp_path: Path, verb: str
) -> None:
    write(office, tmp_path, "Un")
    office.banneret("page", "compare", SLUG, "home", "--json")
    seen = office.json()["revision"]
    office.banneret("page", "discard", SLUG, "home")
    write(office, tmp_path, "Deux")
    before, deeds = (stored(office), office.pages.drafts(SLUG)), len(office.audit.entries)

    assert office.banneret("page", verb, SLUG, "home", "--revision", str(seen)) == 1
    assert ((stored(office), office.pages.drafts(SLUG)), len(office.audit.entries)) == (before, deeds)

    office.banneret("page", "show", SLUG, "home", "--json")
    assert office.banneret("page", verb, SLUG, "home", "--revision", str(office.json()["revision"])) == 0
    assert office.pages.drafts(SLUG) == {}


def test_the_same_file_goes_on_at_the_revision_that_is_told(office: Desk, tmp_path: Path) -> None:
    path = tmp_path / "home.json"
    path.write_text(json.dumps(titled(shown(office, path))), encoding="utf-8")
    by_a_member(office)

    assert office.banneret("page", "edit", SLUG, "home", path) == 1
    assert office.banneret("page", "edit", SLUG, "home", path, "--revision", "1", "--json") == 0
    assert office.json()["revision"] == 2


def test_a_preview_is_one_file_that_shows_the_draft(office: Desk, tmp_path: Path) -> None:
    write(office, tmp_path)
    out = tmp_path / "home.html"

    assert office.banneret("page", "preview", SLUG, "home", "--out", out) == 0

    html = out.read_text(encoding="utf-8")
    assert TITLE in html
    assert '<link rel="stylesheet" href="data:text/css;base64,' in html
    assert '<base href="http://sites/paris-6/">' in html
    assert "<script" not in html
    assert "the draft, revision 1" in office.out[0]


def test_a_comparison_tells_what_differs_word_by_word(office: Desk, tmp_path: Path) -> None:
    write(office, tmp_path)

    office.banneret("page", "compare", SLUG, "home", "--json")

    (hero,) = office.json()["differences"]
    (title,) = hero["fields"]
    assert (office.json()["with"], hero["block"], title["field"], title["after"]) == ("page", "hero", "title", TITLE)
    office.banneret("page", "compare", SLUG, "home", "--with", "kit")
    assert "{+" in office.out[0]
    assert office.banneret("page", "compare", SLUG, "home", "--with", "yesterday") == 2
    assert len(office.said[0].splitlines()) == 1


def test_a_page_is_compared_with_what_was_published_of_it(office: Desk, tmp_path: Path) -> None:
    for title in ("Un", "Deux"):
        write(office, tmp_path, title)
        office.banneret("page", "publish", SLUG, "home")
        office.patience.pause(60)
    office.banneret("page", "compare", SLUG, "home", "--json")
    latest, first = office.json()["editions"]

    office.banneret("page", "compare", SLUG, "home", "--with", first, "--json")
    assert office.json()["differences"][0]["fields"][0]["before"] == "Un"
    office.banneret("page", "compare", SLUG, "home", "--with", latest)
    assert office.out == ["nothing differs"]


def test_what_was_published_before_comes_back_into_the_draft(office: Desk, tmp_path: Path) -> None:
    for title in ("Un", "Deux"):
        write(office, tmp_path, title)
        office.banneret("page", "publish", SLUG, "home")
        office.patience.pause(60)
    office.banneret("page", "compare", SLUG, "home", "--json")
    latest, first = office.json()["editions"]

    assert office.banneret("page", "back", SLUG, "home", first, "--json") == 0

    assert (office.json()["changed"], office.json()["revision"]) == (True, 5)
    draft = office.pages.draft(SLUG, "home")
    assert draft
    assert getattr(draft.page.blocks[0], "title", "") == "Un"
    assert office.audit.entries[-1].what == "brought-page-back"
    assert office.banneret("page", "back", SLUG, "home", "yesterday") == 2
    assert office.banneret("page", "discard", SLUG, "home") == 0
    office.banneret("page", "back", SLUG, "home", latest)
    assert office.out == ["nothing differs"]


def test_a_published_draft_is_the_page_and_the_public_reads_it(office: Desk, tmp_path: Path) -> None:
    write(office, tmp_path)

    assert office.banneret("page", "publish", SLUG, "home", "--json") == 0

    told = office.json()
    assert (told["published"], told["public"], told["held_until"]) == (True, True, None)
    hero = stored(office).blocks[0]
    assert isinstance(hero, Hero)
    assert hero.title == TITLE
    assert TITLE.encode() in office.sites.files[SLUG]["index.html"]
    assert office.pages.draft(SLUG, "home") is None
    assert [entry.what for entry in office.audit.entries] == ["began-draft", "published-page"]
    assert office.versions.history(SLUG)[0].by == "arn:aws:iam::123456789012:user/duty"


def test_electoral_silence_holds_the_site_and_the_answer_says_until_when(office: Desk, tmp_path: Path) -> None:
    write(office, tmp_path)
    silence = calendar_of("FR").silences(ZONES)[0]
    office.patience.moment = silence.starts + timedelta(minutes=1)

    assert office.banneret("page", "publish", SLUG, "home", "--json") == 0

    assert (office.json()["public"], office.json()["held_until"]) == (False, silence.ends.isoformat())
    assert SLUG not in office.sites.files
    assert office.pages.draft(SLUG, "home") is None


def test_a_page_that_the_law_lets_nobody_publish_keeps_its_draft(office: Desk, tmp_path: Path) -> None:
    nation = office.nations.nations[SLUG]
    office.nations.nations[SLUG] = replace(nation, seed=replace(nation.seed, candidate=""))
    write(office, tmp_path)

    assert office.banneret("page", "publish", SLUG, "home") == 1
    assert "candidate is missing" in office.said[0]
    assert office.pages.draft(SLUG, "home")


def test_a_draft_that_cannot_be_shown_is_not_published_and_says_why(office: Desk, tmp_path: Path) -> None:
    before = stored(office)
    write(office, tmp_path)
    del office.nations.items[SLUG]["PAGE#join"]

    for words in (("preview", SLUG, "home", "--out", tmp_path / "home.html"), ("publish", SLUG, "home")):
        assert office.banneret("page", *words) == 1
        assert "target is neither a page of the site nor an https address" in office.said[0]
        assert len(office.said[0].splitlines()) == 1

    assert (stored(office), office.sites.files) == (before, {})
    assert office.pages.draft(SLUG, "home")
    assert not (tmp_path / "home.html").exists()


def test_a_draft_is_thrown_away(office: Desk, tmp_path: Path) -> None:
    write(office, tmp_path)

    assert office.banneret("page", "discard", SLUG, "home", "--json") == 0
    assert office.json()["discarded"] is True
    assert office.pages.draft(SLUG, "home") is None
    office.banneret("page", "discard", SLUG, "home")
    assert office.out == ["page home has no draft"]
    assert [entry.what for entry in office.audit.entries] == ["began-draft", "discarded-draft"]


def test_a_draft_is_taken_over_onto_a_page_that_changed_meanwhile(office: Desk, tmp_path: Path) -> None:
    write(office, tmp_path)
    item = office.nations.items[SLUG]["PAGE#home"]
    office.nations.items[SLUG]["PAGE#home"] = item | {"edited_at": "2027-05-01", "title": "Words of headquarters"}
    assert office.banneret("page", "publish", SLUG, "home") == 1
    office.banneret("page", "show", SLUG, "home")
    assert "`banneret page renew` takes the draft over" in office.out[0]

    assert office.banneret("page", "renew", SLUG, "home", "--json") == 0
    assert (office.json()["renewed"], office.json()["revision"]) == (True, 2)
    office.banneret("page", "renew", SLUG, "home")
    assert [entry.what for entry in office.audit.entries] == ["began-draft", "renewed-draft"]
    assert office.banneret("page", "publish", SLUG, "home") == 0

    assert stored(office).heading.title == "Words of headquarters"
    assert TITLE in str(stored(office).blocks)


@pytest.mark.parametrize("verb", ["show", "discard", "renew", "publish", "compare"])
@pytest.mark.parametrize(("slug", "page"), [("nowhere", "home"), (SLUG, "nothing")], ids=["no nation", "no page"])
def test_what_does_not_exist_is_said_in_a_line(office: Desk, verb: str, slug: str, page: str) -> None:
    assert office.banneret("page", verb, slug, page) == 2
    assert len(office.said[0].splitlines()) == 1
    assert office.audit.entries == []
