"""Visitors of forms: who comes with what, and all that they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.forms.cleaning import clean_line
from shared.forms.field import FieldKind
from shared.forms.form import CONSENT_PREFIX, FORMS, QUESTION_PREFIX
from shared.forms.words import form_words
from shared.sites.blocks import Survey
from shared.sites.kit import load_kit
from shared.sites.shown_fields import ShownField, shown_fields, shown_question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import ViewportSize

    from shared.forms.form import Form
    from shared.forms.reading import Value
    from shared.sites.banner import Language

PAGES = {"sign": "petition", "answer": "survey"}
"""Action -> the kit's page with its form; the others' are called after them, and an event's page is its own."""

WINDOWS: Mapping[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desk": {"width": 1280, "height": 800},
}

TYPED: Mapping[str, Value] = {
    "given_name": "Zoé",
    "family_name": "Le Goff",
    "name": "Zoé Le Goff",
    "phone": "06 12 34 56 78",
    "postcode": "18000",
    "commune": "Bourges",
    "skills": ("doors", "writing"),
    "availability": ("evening",),
    "days": ("saturday", "sunday"),
    "hours": "deux ou trois",
    "show_name": True,
    "plan": "proxy",
    "role": "carries",
    "polling_place": "École Jean-Macé",
    "round": "both",
    "subject": "Une question",
    "message": "Bonjour,\n\nà quelle heure ?",
    "question.wish": "Un banc\ndevant la mairie",
}
"""Field -> what is typed, ticked or chosen; each text of which could only be another by mistake."""

KEPT = {"phone": "+33612345678"}
"""What of `TYPED` is kept in other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody, known by `who`, comes to fill in a form, in a language, at a window, with scripts or without."""

    form: Form
    language: Language
    window: str
    scripts: bool = True
    who: str = "zoe"

    @property
    def email(self) -> str:
        """An address that is this visitor's alone."""
        way = "script" if self.scripts else "plain"
        return f"{self.who}-{self.form.action}-{self.language}-{self.window}-{way}@example.org"

    @property
    def fields(self) -> tuple[ShownField, ...]:
        """The fields of the form in the order of its page, in its language."""
        questions = _questions(self.language) if self.form.questions else ()
        return (*questions, *shown_fields(self.form.action, self.language))

    @property
    def words(self) -> list[str]:
        """What the keyboard meets of the fields: a stop for each, or for each of several that may be ticked."""
        return [words for shown in self.fields for words in _words(shown, self.language)]

    @property
    def says(self) -> dict[str, Value]:
        """What the visitor says, by field: something in every one."""
        return {shown.field.name: self._says(shown) for shown in self.fields}

    @property
    def boxes(self) -> list[str]:
        """The names of the boxes of consents that a candidate's form has."""
        return [f"{CONSENT_PREFIX}{purpose}.candidate" for purpose in self.form.purposes]

    @property
    def agrees(self) -> list[str]:
        """The boxes that are ticked: all of them on a phone, the first at a desk."""
        return self.boxes if self.window == "phone" else self.boxes[:1]

    @property
    def wishes(self) -> dict[str, Value]:
        """All that is typed, ticked and chosen, by the controls' names."""
        return self.says | dict.fromkeys(self.agrees, True)

    @property
    def lines(self) -> list[str]:
        """All that is typed, line by line, and what the nation itself asked."""
        marked = (FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.CHECK)
        texts = (str(self._says(shown)) for shown in self.fields if shown.field.kind not in marked)
        # Whatever is posted comes back with plain spaces, questions as well.
        asked = [clean_line(shown.label) for shown in self.fields if shown.field.name.startswith(QUESTION_PREFIX)]
        return asked + [line for text in texts for line in text.splitlines()]

    @property
    def said(self) -> dict[str, object]:
        """What must be kept of it."""
        said = self.says | {name: text for name, text in KEPT.items() if name in self.says}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}

    def page(self, event: str) -> str:
        """Return the name of the page with the form, where an event has this id."""
        return f"events/{event}" if self.form.action == "rsvp" else PAGES.get(self.form.action, self.form.action)

    def target(self, event: str) -> str | None:
        """Return what the form is about, None for one that is about nothing in particular."""
        return (event if self.form.action == "rsvp" else PAGES[self.form.action]) if self.form.targeted else None

    def _says(self, shown: ShownField) -> Value:
        if shown.field.kind is FieldKind.EMAIL:
            return self.email
        return TYPED.get(shown.field.name) or shown.options[-1][0]


def visits_of(action: str, language: Language, *, scripted: str) -> tuple[Visit, ...]:
    """Return the visits to a form in a language: with scripts at the window named, without at the other.

    Those without scripts come first, since they wait for nothing.
    """
    return tuple(
        Visit(form=FORMS[action], language=language, window=window, scripts=scripts)
        for scripts in (False, True)
        for window in WINDOWS
        if (window == scripted) is scripts
    )


def _questions(language: Language) -> tuple[ShownField, ...]:
    blocks = [block for page in load_kit(language).pages for block in page.blocks if isinstance(block, Survey)]
    return tuple(shown_question(question) for block in blocks for question in block.questions)


def _words(shown: ShownField, language: Language) -> list[str]:
    label = shown.label if shown.field.required else f"{shown.label} {form_words(language).answers['optional']}"
    options = [f"{label}: {option}" for _value, option in shown.options]
    match shown.field.kind:
        case FieldKind.CHOICES:
            return options
        case FieldKind.CHOICE:
            return options[:1]
        case FieldKind.CHECK:
            return [shown.label]
        case _:
            return [label]
