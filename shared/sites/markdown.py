"""Markdown made safe: what a nation writes can become text, emphasis, lists and links, and nothing else.

Raw HTML is off and pictures are no element of ours (they would call a third
party). What markdown-it makes is sanitised again by nh3, so that a fault in the
one is caught by the other.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

ELEMENTS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4"}
SCHEMES = {"https", "mailto", "tel"}


def to_safe_html(markdown: str) -> str:
    """Return the HTML of a piece of Markdown; links lead to https, mailto or tel only."""
    return _renderer()(markdown)


def to_plain_text(markdown: str) -> str:
    """Return the words of a piece of Markdown, a paragraph or a list entry a line; a link is led by its address."""
    blocks = (token.children or () for token in _parser().parse(markdown) if token.type == "inline")
    return "\n\n".join("".join(map(_spoken, tokens)).strip() for tokens in blocks)


def _spoken(token: Token) -> str:
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "link_open":
            return f"{token.attrs['href']} "
        case _:
            return token.content


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a third of the import time of a worker that may never render

    return MarkdownIt("commonmark", {"html": False}).disable("image")


@cache
def _renderer() -> Callable[[str], str]:
    import nh3  # noqa: PLC0415 - half the import time of a worker that may never render

    parser = _parser()
    cleaner = nh3.Cleaner(
        tags=ELEMENTS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer",
    )
    return lambda markdown: cleaner.clean(parser.render(markdown)).strip()
