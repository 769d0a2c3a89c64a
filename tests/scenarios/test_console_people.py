"""A team's work on its people in a browser: added, imported from a file of its own, merged, noted about and tagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.scenarios.console import accept, invited
from tests.scenarios.standing import slugs_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

CARRIED_OUT = 60_000
"""Milliseconds in which a step of an import is done: after a cold start, and as the page looks again."""

FILE = """Courriel;Prénom;Nom;CP;Rang
v.hugo-again@example.org;Victorine;Hugolin;23000;1
colette@example.org;Colette;Sidonie;75006;2
nobody;;;;3
"""


def test_a_candidate_adds_imports_merges_and_looks_after_people(
    network: Network, standing: None, page: Page, tmp_path: Path
) -> None:
    (slug,) = slugs_of("23")
    accept(page, invited(network, "team-people@example.org", "--role", "candidate", "--nation", slug))

    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Add a person").click()
    known = {"First name": "Victorine", "Family name": "Hugolin", "E-mail address": "v.hugo@example.org"}
    for label, typed in {**known, "Postcode": "23000", "Came from": "market, 3 May"}.items():
        page.get_by_label(label, exact=True).fill(typed)
    page.get_by_role("button", name="Add a person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Victorine Hugolin")

    import_file(page, tmp_path)
    assert page.locator(".figures dd").all_inner_texts() == ["3", "2", "0", "0", "1"]
    merge(page)
    follow_up(page)

    log = network.banneret("team", "log", "--nation", slug, "--json").out
    assert all(deed in log for deed in ("added-person", "imported-people", "merged-people", "followed-up"))
    assert "Hugolin" not in log
    assert "v.hugo" not in log


def import_file(page: Page, folder: Path) -> None:
    """Import a file, from the list of people to its sums."""
    file = folder / "own.csv"
    file.write_text(FILE)
    page.get_by_role("link", name="People", exact=True).first.click()
    page.get_by_role("link", name="Imports").click()
    page.get_by_role("link", name="Import a file").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Send").click()
    page.get_by_label("What the column Rang is").select_option("ignore")
    page.get_by_label("Came from").fill("swimming pool")
    page.get_by_role("button", name="Check the file").click()
    load = page.get_by_role("button", name="Load 2 people")
    load.click(timeout=CARRIED_OUT)
    page.locator(".state-done").wait_for(timeout=CARRIED_OUT)


def merge(page: Page) -> None:
    """Merge Victorine with her twin from the file, part them, and merge them again."""
    page.get_by_role("link", name="People", exact=True).first.click()
    page.get_by_role("link", name="Duplicates").click()
    for _ in ("merged to be parted", "merged to stay"):
        page.locator("a.pairing", has_text="Victorine Hugolin").click()
        page.get_by_role("button", name="Merge").click()
        expect(page.get_by_text("was merged into this person").first).to_be_visible()
        if page.get_by_text("was merged into this person").count() > 1:
            return
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("link", name="People", exact=True).first.click()
        page.get_by_role("link", name="Duplicates").click()


def follow_up(page: Page) -> None:
    """Write a note with a day, and see to it."""
    page.get_by_label("Note", exact=True).fill("Call back.")
    page.get_by_label("Follow up on").fill("2027-05-01")
    page.get_by_role("button", name="Keep the note").click()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("done", exact=True)).to_be_visible()
    page.locator("#tag").fill("called")
    page.get_by_role("button", name="Give the tag").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("undone")).to_be_visible()
