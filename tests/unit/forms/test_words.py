"""The forms' words, in every language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from shared.forms.form import FORMS
from shared.forms.words import form_words

LANGUAGES = ["fr", "en"]
FIELDS = sorted({field for form in FORMS.values() for field in form.fields}, key=lambda field: field.name)
FORMS_FOLDER = Path(__file__).parents[3] / "shared" / "forms"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label_and_so_has_every_option(language: str) -> None:
    words = form_words(language)

    assert {field.name for field in FIELDS} <= set(words.fields)
    for field in FIELDS:
        assert tuple(words.options.get(field.name, {})) == field.options


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence(language: str) -> None:
    assert _reasons() <= set(form_words(language).faults)


def test_the_languages_say_the_same_things() -> None:
    french, english = (form_words(language) for language in LANGUAGES)

    for part in ("fields", "options", "faults", "answers"):
        assert set(getattr(french, part)) == set(getattr(english, part))


def _reasons() -> set[str]:
    """The keys that the code can give: the texts handed to `_known` and `Unfit`, and those set as faults."""
    texts: set[str] = set()
    for file in FORMS_FOLDER.glob("*ing.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_known", "Unfit"}:
                texts |= {str(found.value) for found in node.args if isinstance(found, ast.Constant)}
    return texts | {"required", "too_many_fields", "no_target", "no_answer"}
