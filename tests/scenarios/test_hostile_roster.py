"""Hostile words in every column of a roster: the plan names them, or the nations' pages show them as words."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

from shared.rollouts.roster import MAX_CELL
from shared.rollouts.roster_columns import OPTIONAL, REQUIRED
from tests.browser.chromium import needs_chromium
from tests.scenarios.contents import objects
from tests.scenarios.hostile import EVALUATED, HOSTILE
from tests.scenarios.inert import Reader, harm_in_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.scenarios.network import Network

pytestmark = [pytest.mark.xdist_group("rollouts"), needs_chromium]

COLUMNS = (*REQUIRED, *OPTIONAL)
FREE = ("name", "candidate", "slogan", "address", "financial_agent", "agent_address")
"""Columns that take any words."""

WORDS = {name: text for name, text in HOSTILE.items() if text.isprintable() and len(text) <= MAX_CELL}
"""What a cell may hold; all else has signs that a line of text does not have, or is too long."""


NO_LINKS = [WORDS[name] for name in ("script", "breakout", "jinja", "sql")]
"""What no address can hold as it stands."""


def a_line(number: int, **cells: str) -> dict[str, str]:
    """Return a nation of Paris whose other cells are as they should be."""
    code = f"75-{number:02}"
    good = {"slug": f"d{code}", "name": "Paris", "candidate": "Jeanne Martin", "email": "p@example.org", "zones": code}
    return dict.fromkeys(OPTIONAL, "") | good | cells


def write_roster(path: Path, lines: Iterable[Mapping[str, str]]) -> Path:
    """Write a roster of these lines."""
    with path.open("w", newline="", encoding="utf-8") as file:
        roster = csv.DictWriter(file, COLUMNS)
        roster.writeheader()
        roster.writerows(lines)
    return path


def test_a_hostile_cell_is_named_by_its_line_and_its_column_and_nothing_starts(
    network: Network, tmp_path: Path
) -> None:
    strict = [column for column in COLUMNS if column not in FREE]
    cells = [(column, text) for column in strict for text in WORDS.values()]
    cells += [("donate_url", f"https://dons.example.org/{text}") for text in NO_LINKS]
    cells += [(column, HOSTILE[name]) for column in COLUMNS for name in HOSTILE.keys() - WORDS.keys() - {"nul"}]
    lines = (a_line(number, **{column: text}) for number, (column, text) in enumerate(cells, 1))
    before = objects(network, network.directory.intake_bucket)

    planned = network.banneret("rollout", "plan", "--roster", str(write_roster(tmp_path / "r.csv", lines)))

    assert planned.code != 0
    assert len(set(re.findall(r"line \d+:", planned.said))) == len(cells)
    assert all(line.isprintable() for line in planned.said.splitlines()), "the terminal is told to do something"
    assert objects(network, network.directory.intake_bucket) == before


def test_a_roster_with_signs_of_no_text_is_none(network: Network, tmp_path: Path) -> None:
    roster = write_roster(tmp_path / "r.csv", [a_line(1, name=HOSTILE["nul"])])

    planned = network.banneret("rollout", "plan", "--roster", str(roster))

    assert planned.code != 0
    assert "NUL" in planned.said


@pytest.fixture(scope="module")
def slugs(network: Network, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Nations that say something hostile in every fact that takes words."""
    lines = [
        a_line(number, **dict.fromkeys(FREE, text), donate_url=f"https://dons.example.org/?{quote(text)}")
        for number, text in enumerate(WORDS.values(), 1)
    ]
    roster = write_roster(tmp_path_factory.mktemp("roster") / "r.csv", lines)
    started = network.banneret("rollout", "start", "--roster", str(roster), "--name", "hostile roster", "--watch")
    assert started.code == 0, started.said
    return tuple(line["slug"] for line in lines)


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Reader]:
    """A window in which pages run whatever they hold."""
    reader = Reader.at(chromium)
    yield reader
    reader.page.close()


def test_the_pages_of_nations_with_hostile_facts_hold_only_words(
    network: Network, slugs: tuple[str, ...], reader: Reader
) -> None:
    pages = dict(pages_below(network, *(f"{slug}/" for slug in slugs)))

    assert len(pages) > 10 * len(slugs)
    assert [(path, harm) for path, html in pages.items() for harm in harm_in_page(html)] == []
    assert [path for path, html in pages.items() if reader.is_owned_by(html)] == []


def test_the_networks_own_pages_show_hostile_names_as_words(
    network: Network, slugs: tuple[str, ...], reader: Reader
) -> None:
    pages = dict(pages_below(network, "network/"))
    pages["found"] = network.visit("/network/api/find?place=75001").content.decode()

    assert any(slugs[0] in html for html in pages.values())
    assert [(path, harm) for path, html in pages.items() for harm in harm_in_page(html)] == []
    assert [path for path, html in pages.items() if reader.is_owned_by(html)] == []


@pytest.mark.parametrize("text", WORDS.values(), ids=list(WORDS))
def test_what_is_typed_into_the_finder_is_only_words(network: Network, reader: Reader, text: str) -> None:
    found = network.visit(f"/network/api/find?{urlencode({'place': text})}").content.decode()

    assert list(harm_in_page(found)) == []
    assert EVALUATED not in found
    assert not reader.is_owned_by(found)


def pages_below(network: Network, *folders: str) -> Iterator[tuple[str, str]]:
    """Yield every page in these folders of the site bucket, as CloudFront answers it."""
    for key in objects(network, network.directory.site_bucket):
        if key.startswith(folders) and key.endswith(".html"):
            yield key, network.visit(f"/{key.removesuffix('index.html')}").content.decode()
