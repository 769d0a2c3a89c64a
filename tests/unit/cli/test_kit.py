"""`banneret kit`: editions published, pushed, taken back; drift and decisions."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.access.logbook import Logbook
from shared.kits.edition import bundled_edition
from shared.nations.nation import NationStatus
from shared.sites.banner import TEMPLATES, Language
from shared.sites.orders import OrderOutcome
from shared.sites.pages import page_item
from tests.builders import a_nation
from tests.unit.kits.builders import a_charter

if TYPE_CHECKING:
    from pathlib import Path

    from shared.kits.pushing import Push
    from tests.unit.cli.desk import Desk

SLUGS = ("lyon-3", "paris-6")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with two nations that have the bundled kit."""
    for slug, zone in zip(SLUGS, ("constituency:69-03", "constituency:75-06"), strict=True):
        nation = a_nation(slug, status=NationStatus.READY, zones=(zone,))
        desk.nations.found(replace(nation, kit_version=bundled_edition().version))
        desk.nations.furnish(slug, map(page_item, bundled_edition().content.pages[Language.FRENCH]), is_open=False)
    return desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the templates with another charter on the home page."""
    folder = tmp_path / "templates"
    shutil.copytree(TEMPLATES / "kit", folder / "kit")
    home = folder / "kit" / "pages" / "fr" / "home.toml"
    home.write_text(home.read_text("utf-8").replace("On ne demande pas la confiance", "On ne quémande pas"), "utf-8")
    return folder


def work(desk: Desk) -> None:
    """Carry out what the queue of publications holds."""
    push: Push = desk.open_stage("local").push(desk.patience)
    while desk.publications.orders:
        push.carry(
            desk.publications.orders.pop(0),
            publish=lambda _order: OrderOutcome.PUBLISHED,
            journal_of=lambda who: Logbook(log=desk.audit, by=None, who=who, clock=desk.patience),
        )


def write(desk: Desk, slug: str) -> None:
    """Have a nation write its own charter."""
    home = desk.nations.items[slug]["PAGE#home"]
    own = a_charter("De nous")
    blocks = [
        {**block, "text": own.text, "author": own.author} if block["id"] == own.id else block
        for block in home["blocks"]
    ]
    desk.nations.items[slug]["PAGE#home"] = {**home, "blocks": blocks, "edited_at": "1"}


def logged(desk: Desk) -> list[str]:
    """Return the words of the network's log; those of one moment come in no order."""
    return [entry.what for entry in desk.audit.page(None, limit=9).elements]


def test_before_anything_is_published_the_kit_is_the_softwares(desk: Desk) -> None:
    assert desk.banneret("kit", "versions") == 0

    assert desk.out[0].splitlines()[1].startswith(f"1       {bundled_edition().version}")
    assert desk.out[0].endswith("came with the software")


def test_a_folder_becomes_the_next_edition_and_nations_follow_in_waves(desk: Desk, folder: Path) -> None:
    assert desk.banneret("kit", "publish", folder, "--note", "Plus court", "--json") == 0
    version = desk.json()["version"]
    assert (desk.json()["number"], desk.json()["note"]) == (2, "Plus court")

    assert logged(desk) == ["published-kit"]

    assert desk.banneret("kit", "push", "--canaries", "1", "--json") == 0
    assert [order.slug for order in desk.publications.orders] == ["lyon-3"]
    assert desk.json()["nations"] == {"planned": 2, "done": 0, "failed": 0, "pending": 2}

    work(desk)
    assert desk.banneret("kit", "status", "--json") == 0
    assert (desk.json()["state"], desk.json()["nations"]["done"]) == ("done", 2)
    assert {desk.nations.get(slug).kit_version for slug in SLUGS} == {version}
    assert sorted(logged(desk)) == ["published-kit", "pushed-kit"]


def test_what_a_nation_wrote_is_offered_and_decided_about(desk: Desk, folder: Path) -> None:
    write(desk, "paris-6")
    desk.banneret("kit", "publish", folder, "--note", "Plus court")
    desk.banneret("kit", "push")
    work(desk)

    desk.banneret("kit", "drift", "--json")
    rows = {row["nation"]: row for row in desk.json()["nations"]}
    assert (rows["paris-6"]["own"], rows["paris-6"]["waiting"], rows["lyon-3"]["own"]) == ({"home": 1}, 1, {})

    desk.banneret("kit", "offers", "paris-6")
    assert desk.out[0].splitlines()[1] == "PAGE#home       charter  changed"

    assert desk.banneret("kit", "decide", "paris-6", "PAGE#home", "charter", "accept") == 0
    assert desk.out == ["shown with: banneret nation publish paris-6"]
    desk.banneret("kit", "offers", "paris-6")
    assert desk.out == ["nation paris-6 has nothing to decide"]
    assert desk.banneret("kit", "decide", "paris-6", "PAGE#home", "charter", "keep") == 2


def test_a_push_is_stopped_and_goes_on(desk: Desk, folder: Path) -> None:
    desk.banneret("kit", "publish", folder, "--note", "Plus court")
    desk.banneret("kit", "push", "--canaries", "1")

    desk.banneret("kit", "stop")
    assert desk.out[0].splitlines()[0].endswith(": stopped, 0 of 2 nations, waves 0/1, 0/1")
    work(desk)
    assert desk.nations.get("lyon-3").kit_version == bundled_edition().version

    desk.banneret("kit", "push")
    desk.banneret("kit", "go-on")
    work(desk)
    desk.banneret("kit", "status")
    assert ": done, 2 of 2" in desk.out[0]


def test_an_earlier_edition_comes_back(desk: Desk, folder: Path) -> None:
    desk.banneret("kit", "publish", folder, "--note", "Plus court")

    assert desk.banneret("kit", "back", "1", "--note", "Non", "--json") == 0
    assert desk.json()["number"] == 3
    assert desk.banneret("kit", "back", "7", "--note", "Non") == 2


def test_a_folder_without_a_kit_is_wrong_input(desk: Desk, tmp_path: Path) -> None:
    assert desk.banneret("kit", "publish", tmp_path, "--note", "Rien") == 2
    assert "there is no kit in it" in desk.said[0]


def test_what_was_never_pushed_has_no_status(desk: Desk) -> None:
    assert desk.banneret("kit", "status") == 2
    assert "the network's edition was never pushed" in desk.said[0]


def test_a_published_edition_with_another_banner_dresses_nations_that_follow(desk: Desk, folder: Path) -> None:
    banner = folder / "kit" / "banner.toml"
    banner.write_text(banner.read_text("utf-8").replace('primary = "#0d4a4a"', 'primary = "#401060"'), "utf-8")
    desk.banneret("kit", "publish", folder, "--note", "Violet")
    desk.banneret("nation", "publish", "paris-6")
    sheets = {path for path in desk.sites.files["network"] if path.endswith(".css")}

    desk.banneret("kit", "push")
    work(desk)
    desk.banneret("nation", "publish", "paris-6")

    assert len({path for path in desk.sites.files["network"] if path.endswith(".css")} - sheets) == 1
