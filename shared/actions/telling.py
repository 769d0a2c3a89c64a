"""What somebody typed into a form, as their profile tells it: each answer beside what the form asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.forms.form import FORMS, QUESTION_PREFIX
from shared.forms.words import form_words
from shared.people.fields import Field
from shared.people.full_name import full_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from shared.actions.timeline import Activity
    from shared.forms.words import FormWords
    from shared.people.person import Person
    from shared.sites.matters import Matters

LONG = 240
"""Characters from which an answer is folded where many stand below one another: some lines of a phone."""

PROFILED = (Field.EMAIL, Field.PHONE, Field.GIVEN_NAME, Field.FAMILY_NAME, Field.POSTCODE, Field.COMMUNE)
"""Fields that a profile shows by itself: told of an action only where something else was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was asked, and what was answered: a text, or a tick."""

    asked: str
    answer: str | bool

    @property
    def is_long(self) -> bool:
        """Whether the answer takes more room than a line of a list has."""
        return isinstance(self.answer, str) and (len(self.answer) > LONG or "\n" in self.answer)


def told_by(activity: Activity, person: Person, *, language: str, matters: Matters | None) -> tuple[Told, ...]:
    """Return what somebody told the nation by an action, in the order in which its form asked.

    What the person's profile says already is left out. Without `matters` a survey's questions are called by their ids.
    """
    said = {name: value for name, value in activity.said.items() if not _is_known(name, value, person)}
    questions = matters.questions(activity.target, at=activity.at) if matters else {}
    return tuple(_told(said, activity.action, questions, form_words(language)))


def _told(said: Mapping[str, Any], action: str, questions: Mapping[str, str], words: FormWords) -> Iterator[Told]:
    asked = [field.name for field in FORMS[action].fields] if action in FORMS else []
    asked = [*(QUESTION_PREFIX + each for each in questions), *asked]
    for name in (*(each for each in asked if each in said), *sorted(said.keys() - set(asked))):
        question = name.removeprefix(QUESTION_PREFIX)
        called = questions.get(question, question) if question != name else words.fields.get(name, name)
        yield Told(asked=called, answer=_answer(said[name], words.options.get(name, {})))


def _answer(value: Any, options: Mapping[str, str]) -> str | bool:
    if isinstance(value, bool):
        return value
    chosen = value if isinstance(value, list | tuple) else [value]
    return ", ".join(options.get(str(each), str(each)) for each in chosen)


def _is_known(name: str, value: object, person: Person) -> bool:
    if name == "name":
        return value == full_name(person)
    return name in PROFILED and value == person.values.get(name)
