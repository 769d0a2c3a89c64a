"""A post, checked against its form: something to act on, or every fault at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.consent.purposes import Controller, Purpose
from shared.forms.fields import QUESTION
from shared.forms.form import CONSENT_PREFIX, PAGE, QUESTION_PREFIX, TARGET
from shared.forms.reading import Unfit, read_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.forms.field import Field
    from shared.forms.form import Form
    from shared.forms.reading import Value

    Posted = Mapping[str, Sequence[str]]

WHOLE = "form"
"""Under this name stands the fault of a post as a whole."""

MOST_FIELDS = 60
"""More than any form of ours has, its hidden inputs and consents included."""

_QUESTION = re.compile(re.escape(QUESTION_PREFIX) + "[a-z0-9][a-z0-9-]{0,39}")
_PAGE = re.compile("[a-z0-9-]{1,40}(?:/[a-z0-9-]{1,64})?")
_TARGET = re.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What somebody said: a value for each field filled in, and the consents ticked, as (purpose, controller)."""

    said: Mapping[str, Value]
    purposes: tuple[tuple[Purpose, Controller], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """Why a post cannot be acted on: field -> key of the message in `[faults]` of the forms' catalogue."""

    by_field: Mapping[str, str]


def check(form: Form, posted: Posted, *, country: str = "FR") -> Checked | Faults:
    """Return what the post says, or all that is wrong with it; fields that the form does not have are passed over.

    `posted` is every name of the post with its values; `country` is as `read_field` wants it.
    """
    if sum(map(len, posted.values())) > MOST_FIELDS:
        return Faults(by_field={WHOLE: "too_many_fields"})
    said: dict[str, Value] = {}
    faults: dict[str, str] = {}
    for field in (*form.fields, *_questions(form, posted)):
        try:
            value = read_field(field, posted.get(field.name, ()), country=country)
        except Unfit as unfit:
            faults[field.name] = unfit.reason
            continue
        if value is not None:
            said[field.name] = value
        elif field.required:
            faults[field.name] = "required"
    faults |= _missing(form, posted, said, faults)
    return Faults(by_field=faults) if faults else Checked(said=said, purposes=tuple(_ticked(form, posted)))


def target_of(posted: Posted) -> str:
    """Return what the post is about: an event, a petition, a survey; empty if it names none, or none that can be."""
    target = next(iter(posted.get(TARGET, ())), "")
    return target if _TARGET.fullmatch(target) else ""


def page_of(posted: Posted) -> str:
    """Return the name of the page that the form stands on; empty if the post names none, or none that can be."""
    page = next(iter(posted.get(PAGE, ())), "")
    return page if _PAGE.fullmatch(page) else ""


def _questions(form: Form, posted: Posted) -> Iterator[Field]:
    if form.questions:
        yield from (replace(QUESTION, name=name) for name in posted if _QUESTION.fullmatch(name))


def _missing(form: Form, posted: Posted, said: Mapping[str, Value], faults: Mapping[str, str]) -> dict[str, str]:
    missing: dict[str, str] = {}
    if form.targeted and not target_of(posted):
        missing[WHOLE] = "no_target"
    if form.questions and not any(name.startswith(QUESTION_PREFIX) for name in (*said, *faults)):
        missing[WHOLE] = missing.get(WHOLE, "no_answer")
    return missing


def _ticked(form: Form, posted: Posted) -> Iterator[tuple[Purpose, Controller]]:
    """Only what the form asks can be consented to, whatever is posted."""
    for purpose in form.purposes:
        for controller in Controller:
            if any(value.strip() for value in posted.get(f"{CONSENT_PREFIX}{purpose}.{controller}", ())):
                yield purpose, controller
