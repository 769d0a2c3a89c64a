"""The kit's draft written from the command line: documents out and in, looked at, compared, published, thrown away."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cli.toml_writing import toml_of
from shared.kits.draft import KitDraft
from shared.kits.publishing import publish_content
from shared.sites.banner import Language
from shared.sites.blocks import Action, Policy
from tests.builders import NOON
from tests.unit.kits.builders import CHARTER, an_edition

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.desk import Desk

HOME, WELCOME, BANNER = "pages/fr/home", "mails/en/welcome", "banner"
TITLE = "Au grand jour, ensemble"


def draft(desk: Desk, *words: str | Path) -> int:
    """Run a command of the kit's draft."""
    return desk.banneret("kit", "draft", *words)


def shown(desk: Desk, document: str = HOME) -> dict[str, Any]:
    """Return a document of the draft as stdout gets it."""
    assert draft(desk, "show", document, "--json") == 0
    told: dict[str, Any] = desk.json()
    return told


def write(desk: Desk, folder: Path, document: str = HOME, **changes: Any) -> int:
    """Write a document back with some words changed."""
    path = folder / "document.json"
    path.write_text(json.dumps({**shown(desk, document), **changes}), encoding="utf-8")
    return draft(desk, "edit", document, path, "--json")


def read(path: Path) -> dict[str, Any]:
    """Return what a file says."""
    text = path.read_text(encoding="utf-8")
    return tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)


def standing(desk: Desk) -> KitDraft:
    """Return the draft that is kept."""
    kept = desk.kits.store.draft()
    assert kept
    return kept


def logged(desk: Desk) -> list[tuple[str, str]]:
    """Return what the log of headquarters tells, and whose deeds they were."""
    return [(entry.what, entry.who) for entry in desk.audit.entries]


@pytest.mark.parametrize("ending", ["json", "toml"])
@pytest.mark.parametrize("document", [HOME, WELCOME, "mails/fr/confirm", BANNER])
def test_a_document_goes_out_and_comes_in(desk: Desk, tmp_path: Path, document: str, ending: str) -> None:
    path = tmp_path / f"document.{ending}"

    assert draft(desk, "show", document, "--out", path) == 0
    assert desk.out[0].splitlines()[-1] == f"saved in {path}"
    assert read(path) == shown(desk, document)
    assert draft(desk, "edit", document, path, "--json") == 0

    assert desk.json() == {"document": document, "revision": 0, "changed": False}
    assert (desk.kits.store.draft(), desk.audit.entries) == (None, [])


def test_what_is_written_is_the_draft_that_the_console_shows(desk: Desk, tmp_path: Path) -> None:
    assert write(desk, tmp_path, title=TITLE) == 0
    assert desk.json() == {"document": HOME, "revision": 1, "changed": True}
    assert write(desk, tmp_path, WELCOME, subject="Glad you are here") == 0
    assert write(desk, tmp_path, BANNER, primary="#401060") == 0

    content = standing(desk).content
    page, mail = content.page(Language.FRENCH, "home"), content.mail(Language.ENGLISH, "welcome")
    assert page
    assert mail
    assert (page.heading.title, mail.envelope.subject, content.banner.primary) == (
        TITLE,
        "Glad you are here",
        "#401060",
    )
    assert (standing(desk).revision, standing(desk).by) == (3, "operator")
    assert logged(desk) == [("began-kit", "operator")]
    assert desk.kits.store.latest() is None


def test_a_document_read_before_somebody_else_wrote_is_refused_and_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "welcome.toml"
    draft(desk, "show", WELCOME, "--out", path)
    path.write_text(toml_of({**read(path), "subject": "Late"}), encoding="utf-8")
    write(desk, tmp_path, title=TITLE)
    before = standing(desk)

    assert draft(desk, "edit", WELCOME, path) == 1

    assert desk.said == ["banneret: the kit was changed by somebody else meanwhile: look again"]
    assert standing(desk) == before


def test_the_same_file_goes_on_with_the_revision_that_was_told(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    draft(desk, "show", HOME, "--out", path)
    document = read(path)
    path.write_text(toml_of({**document, "title": "Un"}), encoding="utf-8")

    draft(desk, "edit", HOME, path)
    assert desk.out[0].splitlines() == [
        "draft of the kit: revision 1",
        f"go on: banneret kit draft edit {HOME} {path} --revision 1",
    ]

    path.write_text(toml_of({**document, "title": "Deux"}), encoding="utf-8")
    assert draft(desk, "edit", HOME, path) == 1
    assert draft(desk, "edit", HOME, path, "--revision", "1") == 0
    assert (standing(desk).revision, shown(desk)["title"]) == (2, "Deux")
    assert draft(desk, "edit", HOME, path, "--revision", "0") == 2


def test_documents_are_listed_with_what_the_draft_changes(desk: Desk, tmp_path: Path) -> None:
    write(desk, tmp_path, title=TITLE)

    draft(desk, "list", "--json")
    listed = {each["document"]: each for each in desk.json()["documents"]}
    draft(desk, "list")
    lines = desk.out[0].splitlines()

    assert {name for name, each in listed.items() if each["changed"]} == {HOME}
    assert {HOME, "pages/en/home", WELCOME, BANNER} <= listed.keys()
    assert listed[HOME]["title"] == TITLE
    assert lines[0].startswith("draft, revision 1, began from version 1, written 2027-")
    assert any(line.split()[:2] == [HOME, "changed"] for line in lines)


def test_a_page_is_shown_block_by_block_and_the_banner_field_by_field(desk: Desk) -> None:
    draft(desk, "show", HOME)
    page = desk.out[0].splitlines()
    draft(desk, "show", BANNER)
    banner = desk.out[0].splitlines()

    assert page[0] == banner[0] == "no draft: this is version 1, the network's"
    assert any(line.split() == [CHARTER, "quote", "default"] for line in page)
    assert ["logo", "sunrise"] in [line.split() for line in banner]


def test_what_the_draft_changes_is_told_word_by_word(desk: Desk, tmp_path: Path) -> None:
    before = shown(desk)
    charter = next(block for block in before["blocks"] if block["id"] == CHARTER)
    others = [block for block in before["blocks"] if block["id"] != CHARTER]
    write(desk, tmp_path, title=TITLE, blocks=[*others, {**charter, "policy": "locked"}])
    words = shown(desk, BANNER)["words"]
    write(desk, tmp_path, BANNER, words={**words, "en": {**words["en"], "election": "by-election"}})

    draft(desk, "compare", "--json")
    told = desk.json()
    draft(desk, "compare", HOME)
    lines = desk.out[0].splitlines()

    page = told["changed"][0]
    assert [each["document"] for each in told["changed"]] == [HOME, "pages/en/home"]
    assert page["differences"][0]["fields"] == [{"field": "title", "before": before["title"], "after": TITLE}]
    assert (page["policies"], page["reordered"]) == ([{"block": CHARTER, "policy": "locked"}], True)
    assert told["banner"] == [
        {"field": "words, en, election", "before": words["en"]["election"], "after": "by-election"}
    ]
    assert (told["revision"], told["began_from"], told["overtaken"]) == (2, 1, False)
    assert lines[1] == f"{HOME}: {TITLE}"
    assert lines[3].startswith("    title: [-")
    assert lines[3].endswith("{+ensemble+}")
    assert lines[-2:] == [f"  {CHARTER} (quote): now locked", "  the blocks stand in another order"]


def test_the_banners_changes_are_told_apart_from_the_pages(desk: Desk, tmp_path: Path) -> None:
    write(desk, tmp_path, title=TITLE)
    write(desk, tmp_path, BANNER, primary="#401060")

    draft(desk, "compare", BANNER)

    assert desk.out[0].splitlines()[1:] == ["banner", "  primary: [-#0d4a4a-]{+#401060+}"]


def test_without_a_draft_nothing_differs(desk: Desk) -> None:
    draft(desk, "compare")

    assert desk.out[0].splitlines() == ["no draft: this is version 1, the network's", "nothing differs"]
    draft(desk, "compare", "--json")
    assert desk.json() == {
        "revision": 0,
        "began_from": 1,
        "at": None,
        "by": "",
        "overtaken": False,
        "changed": [],
        "banner": [],
    }


def test_a_draft_that_another_edition_overtook_says_so(desk: Desk, tmp_path: Path) -> None:
    write(desk, tmp_path, title=TITLE)
    publish_content(an_edition().content, "From files", kits=desk.kits, by="operator", at=NOON)

    draft(desk, "list")

    assert desk.out[0].splitlines()[1] == "version 2 was published since it began"


def test_a_page_of_the_draft_is_saved_as_people_would_read_it(desk: Desk, tmp_path: Path) -> None:
    write(desk, tmp_path, title=TITLE)
    path = tmp_path / "home.html"

    assert draft(desk, "preview", HOME, "--out", path) == 0

    html = path.read_text(encoding="utf-8")
    assert desk.out == [f"{path} shows the draft, revision 1"]
    assert (f"<title>{TITLE}" in html, "Camille Martin" in html, "<script" in html) == (True, True, False)
    assert "default-src 'none'; style-src data:;" in html


def test_an_e_mail_is_saved_as_somebody_would_get_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "welcome.html"

    assert draft(desk, "preview", WELCOME, "--out", path, "--json") == 0

    told = desk.json()
    assert (told["document"], told["revision"], told["file"], bool(told["subject"])) == (WELCOME, 0, str(path), True)
    assert "Hello Dominique" in path.read_text(encoding="utf-8")


def test_a_draft_is_published_with_a_note_and_begins_anew(desk: Desk, tmp_path: Path) -> None:
    write(desk, tmp_path, title=TITLE)

    assert draft(desk, "publish", "--note", "Plus court", "--json") == 0

    told = desk.json()
    assert (told["number"], told["note"], told["by"]) == (2, "Plus court", "operator")
    assert (desk.kits.current().version, desk.kits.store.draft()) == (told["version"], None)
    assert logged(desk) == [("began-kit", "operator"), ("published-kit", "operator")]

    assert draft(desk, "publish", "--note", "Plus court", "--revision", "1", "--json") == 0
    assert desk.json() == told
    assert len(desk.kits.store.history()) == 2


def test_only_the_draft_that_was_seen_is_published_or_thrown_away(desk: Desk, tmp_path: Path) -> None:
    write(desk, tmp_path, title="Un")
    write(desk, tmp_path, title="Deux")

    assert draft(desk, "publish", "--note", "Un", "--revision", "1") == 1
    assert "changed by somebody else" in desk.said[0]
    assert draft(desk, "discard", "--revision", "1") == 1
    assert (standing(desk).revision, desk.kits.store.latest()) == (2, None)
    assert draft(desk, "discard", "--revision", "2") == 0


def test_a_draft_is_thrown_away_once(desk: Desk, tmp_path: Path) -> None:
    write(desk, tmp_path, title=TITLE)

    assert draft(desk, "discard") == 0
    assert desk.out == ["the draft is gone: revision 1"]
    assert draft(desk, "discard", "--json") == 0
    assert desk.json() == {"discarded": False}
    assert logged(desk) == [("began-kit", "operator"), ("discarded-kit", "operator")]


def test_every_fault_of_a_document_is_a_line_and_nothing_changes(desk: Desk, tmp_path: Path) -> None:
    assert write(desk, tmp_path, title="", slogan="Oui", menu="{nobody}") == 2

    lines = desk.said[0].splitlines()
    assert [line.removeprefix("banneret: ").split(":")[0] for line in lines] == [
        "page home (fr), slogan",
        "page home (fr), title",
        "page home (fr), menu",
    ]
    assert (desk.kits.store.draft(), desk.audit.entries) == (None, [])


def test_a_draft_that_may_not_be_is_not_published(desk: Desk) -> None:
    begun = KitDraft.begun(desk.kits.current(), by="anne", at=NOON)
    desk.kits.store.save_draft(begun.saying(an_edition(charter="Votez {nobody}").content, by="anne", at=NOON))

    assert draft(desk, "publish", "--note", "Faux") == 2
    assert "{nobody} is no fact of a campaign" in desk.said[0]
    assert draft(desk, "publish", "--note", " ") == 2
    assert "note: it is empty or too long" in desk.said[0]
    assert (desk.kits.store.latest(), desk.audit.entries) == (None, [])


def test_what_nobody_could_be_shown_is_told_in_one_line(desk: Desk, tmp_path: Path) -> None:
    begun = KitDraft.begun(desk.kits.current(), by="anne", at=NOON)
    page = begun.content.page(Language.FRENCH, "home")
    assert page
    way = Action(id="way", policy=Policy.DEFAULT, title="Go", label="Go", target="nowhere")
    content = begun.content.with_page(Language.FRENCH, replace(page, blocks=(*page.blocks, way)))
    desk.kits.store.save_draft(begun.saying(content, by="anne", at=NOON))

    assert draft(desk, "preview", HOME, "--out", tmp_path / "home.html") == 1

    assert "block way (action): target is neither a page of the site" in desk.said[0]
    assert not (tmp_path / "home.html").exists()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["show", "home"], "DOCUMENT: “home” is no page, no e-mail and not the banner. Write pages/fr/home"),
        (["show", "pages/de/home"], "“pages/de/home” is no page"),
        (["show", "pages/fr/"], "“pages/fr/” is no page"),
        (["show", "pages/fr/nowhere"], "the kit has no pages nowhere"),
        (["show", "mails/en/home"], "the kit has no mails home"),
        (["show", HOME, "--out", "home.odt"], "--out: home.odt is neither JSON nor TOML"),
        (["edit", HOME, "missing.toml"], "missing.toml: it cannot be read"),
        (["edit", HOME], "requires an argument"),
        (["compare", "pages/fr/nowhere"], "the kit has no pages nowhere"),
        (["preview", BANNER, "--out", "banner.html"], "DOCUMENT: the banner is seen on pages and e-mails"),
        (["preview", HOME], "--out"),
        (["preview", HOME, "--out", "nowhere/home.html"], "--out: nowhere/home.html cannot be written"),
        (["publish"], "--note"),
        (["publish", "--note", "Rien"], "kit: there is no draft. Begin one with: banneret kit draft edit"),
        (["discard", "--revision", "many"], "--revision"),
        (["discrad"], 'Unknown command "discrad"'),
    ],
    ids=" ".join,
)
def test_each_wrong_input_is_one_line_with_exit_code_2(
    desk: Desk, words: list[str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert draft(desk, *words) == 2

    (line,) = desk.said
    assert complaint in line
    assert "\n" not in line
    assert list(tmp_path.glob("*.html")) == []


@pytest.mark.parametrize("text", ["[]", "7", '"home"', "null", "{", "revision = 1"])
@pytest.mark.parametrize("document", [HOME, WELCOME, BANNER])
def test_what_is_no_document_is_refused(desk: Desk, tmp_path: Path, document: str, text: str) -> None:
    path = tmp_path / "document.json"
    path.write_text(text, encoding="utf-8")

    assert draft(desk, "edit", document, path) == 2
    assert draft(desk, "edit", document, path, "--revision", "3") == 2
    assert desk.kits.store.draft() is None


def test_with_json_a_refusal_is_one_document_as_well(desk: Desk) -> None:
    assert draft(desk, "show", "pages/fr/nowhere", "--json") == 2

    assert desk.json() == {"error": "the kit has no pages nowhere", "exit_code": 2}
