"""What forms say: `templates/messages/forms.<language>.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MESSAGES = Path(__file__).resolve().parents[2] / "templates" / "messages"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """A language's words: field -> label, field -> hint where one is needed, field -> option -> label,
    fault -> sentence, and the parts of answers.
    """

    fields: Mapping[str, str]
    hints: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]
    faults: Mapping[str, str]
    answers: Mapping[str, str]


@cache
def form_words(language: str, messages: Path = _MESSAGES) -> FormWords:
    """Return the words of a language that has a catalogue."""
    return FormWords(**tomllib.loads((messages / f"forms.{language}.toml").read_text("utf-8")))
