"""What the house says in English to whoever runs it, told in the words of whoever reads it in the console."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FACT = re.compile(r"\\\{(\w+)\\\}")
"""A fact's place in a phrase whose signs were made harmless: `\\{slug\\}`."""

FOLDER = "messages/phrases"


class PhraseBook:
    """Tells phrases in one language; what it does not know stays as it was said."""

    def __init__(self, templates: Path, *, language: str) -> None:
        """Take the folder of the templates; the book is opened when first something is to be told."""
        self._templates = templates
        self._language = language

    def tell(self, said: str) -> str:
        """Return what was said in the book's language, line by line; the facts in a sentence may be phrases again."""
        if "\n" in said:
            return "\n".join(map(self.tell, said.splitlines()))
        for pattern, told in self._phrases:
            if found := pattern.fullmatch(said):
                return told.format(**{name: self.tell(fact) for name, fact in found.groupdict().items()})
        return said

    @cached_property
    def _phrases(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        told = ((each["said"], each.get(self._language)) for each in phrases_of(self._templates))
        return tuple((_pattern(said), words) for said, words in told if words)


def phrases_of(templates: Path) -> Iterator[dict[str, str]]:
    """Yield all phrases: `templates/messages/phrases/<room>.toml`."""
    for room in sorted((templates / FOLDER).glob("*.toml")):
        yield from tomllib.loads(room.read_text("utf-8"))["phrases"]


@cache
def phrase_book(language: str, templates: Path) -> PhraseBook:
    """Return the book of a language."""
    return PhraseBook(templates, language=language)


def _pattern(said: str) -> re.Pattern[str]:
    return re.compile(FACT.sub(r"(?P<\1>.+?)", re.escape(said)), re.DOTALL)
