"""What a page refers to, read as a browser reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

ATTRIBUTES = (
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "cite",
    "data",
    "xlink:href",
    "data-counters",
    "data-root",
)
SHARED = ("og:url", "og:image")
"""Properties by which networks show a shared page: their content is an address."""

LOADING = ("src", "srcset", "poster", "data", "xlink:href", "data-counters")
LOADING_LINKS = ("stylesheet", "icon", "preload", "manifest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An address on a page; `loads` tells whether a browser fetches it unasked."""

    tag: str
    name: str
    address: str
    loads: bool = False
    method: str = "GET"

    def __str__(self) -> str:
        """Return it as it is written."""
        return f'<{self.tag} {self.name}="{self.address}">'


def references(html: str) -> Iterator[Reference]:
    """Yield every address on a page."""
    for node in LexborHTMLParser(html).css("*"):
        yield from _named(node)
        yield from _shared(node)
        yield from _pictures(node)


def anchors(html: str) -> set[str]:
    """Return what a fragment may name on a page."""
    return {node.id for node in LexborHTMLParser(html).css("[id]") if node.id}


def _named(node: LexborNode) -> Iterator[Reference]:
    said = node.attributes
    for name in ATTRIBUTES:
        if (address := said.get(name)) is not None:
            loads = name in LOADING or (node.tag == "link" and said.get("rel") in LOADING_LINKS)
            method = (said.get("method") or "get").upper()
            yield Reference(tag=node.tag or "", name=name, address=address, loads=loads, method=method)


def _shared(node: LexborNode) -> Iterator[Reference]:
    if node.tag == "meta" and node.attributes.get("property") in SHARED:
        yield Reference(tag="meta", name="content", address=node.attributes.get("content") or "")


def _pictures(node: LexborNode) -> Iterator[Reference]:
    for candidate in (node.attributes.get("srcset") or "").split(","):
        if candidate.strip():
            yield Reference(tag=node.tag or "", name="srcset", address=candidate.split()[0], loads=True)
