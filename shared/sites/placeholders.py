"""The facts of a nation that content may name in braces, such as `{candidate}`; nothing else in braces means anything.

Text is split at its placeholders once and remembered, so that the same kit text
costs 400 nations one split. Facts are put in after the text has been escaped,
turned into HTML or quoted for an address, each fact in the same spelling, and in
one pass: a fact that looks like a placeholder, like markup or like template code
is only text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from shared.sites.markdown import to_safe_html

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMES = (
    "candidate",
    "nation",
    "zone",
    "network",
    "slogan",
    "election",
    "email",
    "domain",
)

REMEDY = "Write one of " + " ".join(f"{{{name}}}" for name in NAMES)
"""What to write in place of a word in braces that is no fact."""

REMEMBERED_TEXTS = 4096
"""Distinct texts kept split: a kit has about 200, and a warm worker meets the edits of many nations."""

_PLACEHOLDER = re.compile("{(" + "|".join(NAMES) + ")}")
_WORD_IN_BRACES = re.compile(r"{([^\W\d]+)}")
_INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f\\s]+")


class Wording:
    """The voice of one nation: the kit's words with the nation's facts in them."""

    __slots__ = ("_escaped", "_plain", "_quoted")

    def __init__(self, facts: Mapping[str, str]) -> None:
        """Take one fact for each of NAMES; line breaks and marks that turn the direction of writing become spaces."""
        self._plain = {name: one_line(facts[name]) for name in NAMES}
        self._escaped = {name: str(escape(fact)) for name, fact in self._plain.items()}
        self._quoted: dict[str, str] = {}

    def plain(self, text: str) -> str:
        """Return `text` with the facts, as they are."""
        return _fill(_split(text), self._plain)

    def text(self, text: str) -> Markup:
        """Return `text` with the facts, escaped for HTML."""
        return Markup(_fill(_split_escaped(text), self._escaped))  # noqa: S704 - both halves are escaped

    def prose(self, markdown: str) -> Markup:
        """Return Markdown with the facts as safe HTML."""
        return Markup(_fill(_split_prose(markdown), self._escaped))  # noqa: S704 - sanitised, and escaped facts

    def markup(self, html: Markup) -> Markup:
        """Return HTML that our own templates made of text with placeholders, with the facts in it."""
        return Markup(_fill(_split(html), self._escaped))  # noqa: S704 - escaped when it was made, and escaped facts

    def quoted(self, text: str) -> str:
        """Return `text` with the facts, quoted as a part of a web address."""
        # Made when it is first needed: quoting is slow, and most pages have forms where older ones had letters.
        self._quoted = self._quoted or {name: quote(fact, safe="") for name, fact in self._plain.items()}
        return _fill(_split_quoted(text), self._quoted)


def unknown_in(text: str) -> tuple[str, ...]:
    """Return the words in braces that are no fact: readers would see them as they stand.

    Braces around anything but a single word are only braces.
    """
    return tuple(dict.fromkeys(word for word in _WORD_IN_BRACES.findall(text) if word not in NAMES))


def names_no_fact(text: str) -> bool:
    """Tell whether a text says the same in every nation's voice."""
    return len(_split(text)) == 1


def one_line(fact: str) -> str:
    """Return a fact as one line that reads in its own direction."""
    return _INVISIBLE.sub(" ", fact).strip()


def _fill(pieces: tuple[str, ...], facts: Mapping[str, str]) -> str:
    if len(pieces) == 1:
        return pieces[0]
    return "".join(facts[piece] if odd & 1 else piece for odd, piece in enumerate(pieces))


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _split(text: str) -> tuple[str, ...]:
    return tuple(_PLACEHOLDER.split(text))


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _split_escaped(text: str) -> tuple[str, ...]:
    return tuple(_PLACEHOLDER.split(str(escape(text))))


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _split_prose(markdown: str) -> tuple[str, ...]:
    return tuple(_PLACEHOLDER.split(to_safe_html(markdown)))


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _split_quoted(text: str) -> tuple[str, ...]:
    return _map_literals(lambda literal: quote(literal.replace("\n", "\r\n"), safe=""), _split(text))


def _map_literals(change: Callable[[str], str], pieces: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(piece if odd & 1 else change(piece) for odd, piece in enumerate(pieces))
