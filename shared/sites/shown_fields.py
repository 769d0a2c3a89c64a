"""The fields of a form as pages show them: each with its words, and what phones must know of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from shared.forms.field import Field, FieldKind
from shared.forms.form import FORMS, QUESTION_PREFIX
from shared.forms.words import form_words
from shared.sites.blocks import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.sites.blocks import Question

_TYPES = {FieldKind.EMAIL: "email", FieldKind.PHONE: "tel"}
_KEYBOARDS = {FieldKind.EMAIL: "email", FieldKind.PHONE: "tel", FieldKind.POSTCODE: "numeric"}
_PAIRS = ({"given_name", "family_name"}, {"phone", "postcode"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """A field with its words; `options` are values with their labels, `hint` is empty where none is needed."""

    field: Field
    label: str
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_half: bool = False

    @property
    def type(self) -> str:
        """The type of an input, by which phones choose their keyboard."""
        return _TYPES.get(self.field.kind, "text")

    @property
    def keyboard(self) -> str:
        """The `inputmode` of an input, empty for the ordinary one."""
        return _KEYBOARDS.get(self.field.kind, "")


@cache
def shown_fields(action: str, language: str) -> tuple[ShownField, ...]:
    """Return the fields of a form in a language."""
    words, fields = form_words(language), FORMS[action].fields
    names = {field.name for field in fields}
    return tuple(
        ShownField(
            field=field,
            label=words.fields[field.name],
            hint=words.hints.get(field.name, ""),
            options=_options(field, words.options),
            is_half=any(field.name in pair and pair <= names for pair in _PAIRS),
        )
        for field in fields
    )


def _options(field: Field, words: Mapping[str, Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((option, words[field.name][option]) for option in field.options)


def shown_question(question: Question) -> ShownField:
    """Return a survey's question as a field, in its own words."""
    kind = FieldKind.CHOICE if question.kind is QuestionKind.CHOICE else FieldKind.LONG_TEXT
    field = Field(name=f"{QUESTION_PREFIX}{question.id}", kind=kind, longest=1_000)
    return ShownField(field=field, label=question.text, options=tuple((option, option) for option in question.options))
