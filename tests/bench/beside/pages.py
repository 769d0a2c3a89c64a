"""Our rendered pages, taken apart again: what a page says, as somebody would write it for another program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.nations.nation import NationSeed
    from shared.sites.files import SiteFile

HOME = "index.html"
MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "* ", "legend": "### ", "label": "* "}
"""What says something on a page besides paragraphs, and how Markdown begins it."""

SAYING = ", ".join(f"main {name}" for name in ("p", *MARKS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A page as text; `path` lies below the nation's root and is empty for its home."""

    seed: NationSeed
    path: str
    title: str
    description: str
    text: str


def written(seed: NationSeed, files: Iterable[SiteFile]) -> Iterator[Written]:
    """Yield a nation's pages as text."""
    for file in files:
        if file.path.endswith(HOME):
            page = LexborHTMLParser(file.body.decode())
            yield Written(
                seed=seed,
                path=file.path.removesuffix(HOME),
                title=_of(page, "title").partition(" · ")[0],
                description=_description(page),
                text=_text(page),
            )


def _of(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    return " ".join(node.text().split()) if node else ""


def _description(page: LexborHTMLParser) -> str:
    node = page.css_first("meta[name=description]")
    return str(node.attributes.get("content") or "") if node else ""


def _text(page: LexborHTMLParser) -> str:
    # An entry of a list that holds paragraphs says nothing besides them.
    nodes = [node for node in page.css(SAYING) if node.tag != "li" or not node.css("p, h3, label")]
    return "\n\n".join(MARKS.get(str(node.tag), "") + " ".join(node.text().split()) for node in nodes) + "\n"
