"""Hugo and Pelican: what they are given, outside of what is timed, and how they are run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.bench.beside.pages import Written

LAYOUTS = Path(__file__).parent
ENTRIES = 8
"""Pages of a menu, as many as ours have."""


def lay_out_for_hugo(folder: Path, pages: Sequence[Written], stylesheet: bytes) -> None:
    """Write a Hugo site: its layout, and a Markdown file with JSON in front for each page."""
    shutil.copytree(LAYOUTS / "hugo", folder)
    _write(folder / "static" / "assets" / "site.css", stylesheet)
    menu = [{"path": path, "title": title} for path, title in menu_of(pages)]
    for page in pages:
        front = {
            "title": page.title,
            "description": page.description,
            "url": f"/{page.seed.slug}/{page.path}",
            "host": page.seed.slug,
            "nation": page.seed.name,
            "candidate": page.seed.candidate,
            "email": page.seed.email,
            "here": page.path,
            "entries": menu,
        }
        text = f"{json.dumps(front, ensure_ascii=False, indent=1)}\n\n{page.text}"
        _write(folder / "content" / page.seed.slug / f"{page.path.strip('/') or 'home'}.md", text.encode())


def lay_out_for_pelican(folder: Path, pages: Sequence[Written], stylesheet: bytes) -> None:
    """Write a Pelican site: its theme and settings, and a Markdown file with headers for each page."""
    shutil.copytree(LAYOUTS / "pelican", folder)
    _write(folder / "theme" / "static" / "site.css", stylesheet)
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"MENU = {menu_of(pages)!r}\n")
    for page in pages:
        place = f"{page.seed.slug}/{page.path}"
        front = {
            "Title": page.title,
            "Description": page.description,
            "Save_as": f"{place}index.html",
            "Url": place,
            "Slug": place.strip("/").replace("/", "-"),
            "Slug_of_nation": page.seed.slug,
            "Nation": page.seed.name,
            "Candidate": page.seed.candidate,
            "Email": page.seed.email,
            "Path_in_nation": page.path,
        }
        head = "".join(f"{name}: {value}\n" for name, value in front.items())
        _write(
            folder / "content" / page.seed.slug / f"{page.path.strip('/') or 'home'}.md",
            f"{head}\n{page.text}".encode(),
        )


def run_hugo(site: Path, into: Path) -> None:
    """Have Hugo build a site, with as many threads as it likes. Raises CalledProcessError, OSError without Hugo."""
    subprocess.run(["hugo", "--quiet", "--source", site, "--destination", into], check=True)


def run_pelican(site: Path, into: Path) -> None:
    """Have Pelican build a site. Raises CalledProcessError."""
    pelican = Path(sys.executable).with_name("pelican")
    command: list[str | Path] = [
        pelican,
        "--quiet",
        site / "content",
        "--output",
        into,
        "--settings",
        site / "pelicanconf.py",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def menu_of(pages: Iterable[Written]) -> list[tuple[str, str]]:
    """Return path and title of the pages that all menus name."""
    return list({page.path: page.title.partition(" de ")[0] for page in pages}.items())[:ENTRIES]


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
