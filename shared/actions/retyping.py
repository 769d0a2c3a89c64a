"""What was typed, as a page gives it back: to be read again, to be corrected, and to be sent again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.actions.consents import said_texts
from shared.consent.purposes import Controller
from shared.consent.wording import wording_hash
from shared.forms.cleaning import clean_line, clean_lines
from shared.forms.field import FieldKind
from shared.forms.fields import QUESTION
from shared.forms.form import ASKED_PREFIX, CONSENT_PREFIX, LANGUAGE, PAGE, QUESTION_PREFIX, TARGET
from shared.forms.words import form_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.actions.verdict import Verdict
    from shared.consent.purposes import Purpose
    from shared.forms.checking import Posted
    from shared.forms.field import Field
    from shared.forms.form import Form

_HIDDEN = (PAGE, TARGET, LANGUAGE)

_LONGEST_QUESTION = 300
"""Characters of a question that a page repeats: whatever is posted under its name, it is a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetypedField:
    """A field with what was typed into it; `options` are (value, label), `fault` is empty where there is none."""

    field: Field
    label: str
    values: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    fault: str = ""

    @property
    def shown(self) -> str:
        """What was typed, as a visitor reads it: labels in place of options."""
        if self.field.kind is FieldKind.CHECK:
            return "✓"
        labels = dict(self.options)
        return ", ".join(labels.get(value, value) for value in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetypedConsent:
    """A consent's box: its value is the hash of its text, so that what is ticked is what was read."""

    name: str
    text: str
    ticked: bool

    @property
    def hash(self) -> str:
        """What identifies the text."""
        return wording_hash(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retyped:
    """A whole form, given back; `hidden` are the names and values of what is no field."""

    action: str
    fields: tuple[RetypedField, ...]
    consents: tuple[RetypedConsent, ...]
    hidden: tuple[tuple[str, str], ...]

    @property
    def filled(self) -> tuple[RetypedField, ...]:
        """The fields that something was typed into."""
        return tuple(field for field in self.fields if field.values)

    @property
    def ticked(self) -> tuple[RetypedConsent, ...]:
        """The consents that were ticked."""
        return tuple(consent for consent in self.consents if consent.ticked)


def retyped(verdict: Verdict, form: Form, *, faults: Mapping[str, str], facts: Mapping[str, str] | None) -> Retyped:
    """Return the form with all that was typed; `faults` are sentences by field.

    `facts` are what consents name, None where the nation could not be read: ticks are then carried unseen.
    """
    posted, language = verdict.posted, verdict.language
    carried = (ASKED_PREFIX,) if facts else (ASKED_PREFIX, CONSENT_PREFIX)
    names = (*_HIDDEN, *(name for name in posted if name.startswith(carried)))
    return Retyped(
        action=form.action,
        fields=tuple(_retyped(field, posted, language, faults.get(field.name, "")) for field in _fields(form, posted)),
        consents=tuple(_consents(form, posted, said_texts(language, facts))) if facts else (),
        hidden=tuple((name, value) for name in names for value in _values(posted, name)),
    )


def _fields(form: Form, posted: Posted) -> Iterator[Field]:
    if form.questions:
        yield from (replace(QUESTION, name=name) for name in posted if name.startswith(QUESTION_PREFIX))
    yield from form.fields


def _retyped(field: Field, posted: Posted, language: str, fault: str) -> RetypedField:
    words = form_words(language)
    label = words.fields.get(field.name) or _asked(field.name, posted) or words.fields["question"]
    options = tuple((option, words.options[field.name][option]) for option in field.options)
    return RetypedField(field=field, label=label, values=_values(posted, field.name), options=options, fault=fault)


def _asked(question: str, posted: Posted) -> str:
    """Return a question's own words: the page alone has them, and sends them along."""
    words = posted.get(ASKED_PREFIX + question.removeprefix(QUESTION_PREFIX), ("",))[0]
    return clean_line(words)[:_LONGEST_QUESTION]


def _consents(form: Form, posted: Posted, texts: Mapping[tuple[Purpose, Controller], str]) -> Iterator[RetypedConsent]:
    """The boxes that a nation's form has, and those of others that were ticked."""
    for (purpose, controller), text in texts.items():
        name = f"{CONSENT_PREFIX}{purpose}.{controller}"
        ticked = bool(_values(posted, name))
        if purpose in form.purposes and (ticked or controller is Controller.CANDIDATE):
            yield RetypedConsent(name=name, text=text, ticked=ticked)


def _values(posted: Posted, name: str) -> tuple[str, ...]:
    typed: Sequence[str] = posted.get(name, ())
    return tuple(clean for value in typed if (clean := clean_lines(value)))
