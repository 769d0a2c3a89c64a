"""Forms as pages show them: which one a block carries, and its fields as HTML, made once for all nations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from shared.forms.form import FORMS
from shared.forms.words import form_words
from shared.sites.blocks import Survey
from shared.sites.shown_fields import shown_fields, shown_question

if TYPE_CHECKING:
    from jinja2 import Environment

    from shared.consent.purposes import Purpose
    from shared.forms.form import Form
    from shared.sites.blocks import FormBlock, Question

REMEMBERED_FORMS = 1024
"""Distinct sets of fields kept as HTML: the kit has nine, and each nation's own survey is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownForm:
    """A form on a page; `fields` is HTML in which facts still stand in braces.

    `counter` names what it counts for (`signatures#petition`), `goal` how far the kit wants to get.
    """

    action: str
    target: str
    label: str
    fields: Markup
    solicits: bool
    purposes: tuple[Purpose, ...]
    counter: str
    goal: int = 0

    @property
    def counted(self) -> str:
        """What is counted, whatever the target: `signatures`."""
        return self.counter.partition("#")[0]


class FormSheets:
    """Makes forms ready to be shown; fields are rendered once for all pages that have the same."""

    def __init__(self, environment: Environment) -> None:
        """Take the environment whose `partials/fields.html.j2` shows fields."""
        self._template = environment.get_template("partials/fields.html.j2")
        self._fields = lru_cache(REMEMBERED_FORMS)(self._render_fields)
        self.of_block = lru_cache(REMEMBERED_FORMS)(self._of_block)

    def rsvp(self, event_id: str, *, label: str, language: str) -> ShownForm:
        """Return the form by which somebody says that they come to an event."""
        return _shown(FORMS["rsvp"], target=event_id, label=label, fields=self._fields("rsvp", "rsvp", language, ()))

    def _of_block(self, block: FormBlock | Survey, language: str) -> ShownForm:
        if isinstance(block, Survey):
            fields = self._fields("answer", block.id, language, block.questions)
            return _shown(FORMS["answer"], target=block.id, label=block.label, fields=fields)
        form, fields = FORMS[block.form], self._fields(block.form, block.id, language, ())
        target = block.id if form.targeted else ""
        return _shown(form, target=target, label=block.label, fields=fields, goal=block.goal)

    def _render_fields(self, action: str, prefix: str, language: str, questions: tuple[Question, ...]) -> Markup:
        fields = (*map(shown_question, questions), *shown_fields(action, language))
        optional = form_words(language).answers["optional"]
        html = self._template.render(fields=fields, prefix=prefix, optional=optional)
        return Markup(html)  # noqa: S704 - rendered by our own escaping template


def _shown(form: Form, *, target: str, label: str, fields: Markup, goal: int = 0) -> ShownForm:
    return ShownForm(
        action=form.action,
        target=target,
        label=label,
        fields=fields,
        solicits=form.solicits,
        purposes=form.purposes,
        counter=f"{form.counter}#{target}" if target else form.counter,
        goal=goal,
    )
