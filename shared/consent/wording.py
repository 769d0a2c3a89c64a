"""The exact words in which people are asked: versioned, in every language, known by the hash of what was said.

`templates/consent/<language>.toml` holds one table for each purpose and controller:

    [mail.candidate]
    version = 1
    text = "… {candidate} …"

A wording that has been shown is never edited: it gets the next version.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from shared.consent.purposes import Controller, Purpose
from shared.kernel.errors import PermanentError
from shared.people.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDINGS = Path(__file__).resolve().parents[2] / "templates" / "consent"

NAMES = ("candidate", "network")
"""The facts that a wording may name in braces."""

_PLACEHOLDER = re.compile("{(" + "|".join(NAMES) + ")}")
_HASH_CHARACTERS = 32


class WordingError(PermanentError):
    """A file of wordings does not say what it must."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """In which words one purpose of one controller is asked for; `text` names facts in braces."""

    purpose: Purpose
    controller: Controller
    language: str
    version: int
    text: str

    def said(self, facts: Mapping[str, str]) -> str:
        """Return the exact text that a person reads; `facts` has `candidate` and `network`.

        In one pass: a fact that looks like a placeholder is only text. It is no markup: whoever shows it escapes it.
        """
        return _PLACEHOLDER.sub(lambda named: clean_text(facts[named[1]]), self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidWording:
    """A wording as it was said in one nation's name: what a consent is proven with."""

    wording: Wording
    text: str

    @property
    def hash(self) -> str:
        """What a consent names it by."""
        return wording_hash(self.text)


def wording_hash(text: str) -> str:
    """Return what identifies a text that was said: the first 128 bits of its SHA-256, in hexadecimal."""
    return sha256(text.encode()).hexdigest()[:_HASH_CHARACTERS]


def said_wordings(language: str, facts: Mapping[str, str]) -> tuple[SaidWording, ...]:
    """Return all wordings of a language as a nation with these facts says them."""
    return tuple(SaidWording(wording=wording, text=wording.said(facts)) for wording in wordings(language).values())


def languages(folder: Path = WORDINGS) -> tuple[str, ...]:
    """Return the languages in which consent can be asked for, in the order of their codes."""
    return tuple(sorted(file.stem for file in folder.glob("*.toml")))


@cache
def wordings(language: str, folder: Path = WORDINGS) -> Mapping[tuple[Purpose, Controller], Wording]:
    """Return the wordings of a language by purpose and controller; raises WordingError."""
    file = folder / f"{language}.toml"
    if language not in languages(folder):
        raise WordingError(f"consent is not worded in {language[:8]}: add templates/consent/{file.name}")
    tables = tomllib.loads(file.read_text("utf-8"))
    read = [_read(file.name, purpose, table, language) for purpose, table in tables.items()]
    return {(wording.purpose, wording.controller): wording for group in read for wording in group}


def _read(place: str, purpose: str, table: Mapping[str, Mapping[str, object]], language: str) -> list[Wording]:
    try:
        return [
            Wording(
                purpose=Purpose(purpose),
                controller=Controller(controller),
                language=language,
                version=int(str(said["version"])),
                text=" ".join(str(said["text"]).split()),
            )
            for controller, said in table.items()
        ]
    except (KeyError, ValueError) as error:
        raise WordingError(f"{place}, {purpose}: name a purpose and a controller, with version and text") from error
