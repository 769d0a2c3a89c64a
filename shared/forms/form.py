"""The forms there are, by action: what each asks, which consents it may take, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.consent.purposes import Purpose
from shared.forms import fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.forms.field import Field

HONEYPOT = "website"
"""A field that people do not see: who fills it in is a program."""

STAMP = "stamp"
"""The hidden input that holds the signed time at which the form was opened."""

CONSENT_PREFIX = "consent."
"""Before `<purpose>.<controller>`: the name of a consent's checkbox."""

QUESTION_PREFIX = "question."
"""Before a question's id: the name of a survey's field. Which questions there are, only the page knows."""

ASKED_PREFIX = "asked."
"""Before a question's id: the hidden input with the question's words, for pages that give back what was typed."""

PAGE, TARGET, LANGUAGE = "page", "target", "language"
"""Hidden inputs of every form: the page it stands on, what it is about, and the language it speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form, named after its action.

    `page` is the kit's page that carries it. `purposes` are what it may ask consent for; `solicits` tells whether
    it is still during electoral silence. `counter` is what one more person counts for, empty for nothing. A form with
    `targeted` is about one thing (an event, a petition, a survey) that the post must name; one with `questions` takes
    a survey's answers.
    """

    action: str
    page: str
    fields: tuple[Field, ...]
    purposes: tuple[Purpose, ...]
    solicits: bool
    counter: str
    targeted: bool = False
    questions: bool = False


_REACHING = (Purpose.MAIL, Purpose.PHONE, Purpose.TEXT_MESSAGE, Purpose.SHARE_WITH_HQ)
_WRITING = (Purpose.MAIL, Purpose.SHARE_WITH_HQ)

_ALL = (
    Form(action="join", page="join", fields=fields.JOIN, purposes=_REACHING, solicits=True, counter="supporters"),
    Form(
        action="volunteer",
        page="volunteer",
        fields=fields.VOLUNTEER,
        purposes=_REACHING,
        solicits=True,
        counter="volunteers",
    ),
    Form(
        action="rsvp",
        page="events",
        fields=fields.RSVP,
        purposes=_WRITING,
        solicits=True,
        counter="rsvps",
        targeted=True,
    ),
    Form(
        action="sign",
        page="petition",
        fields=fields.SIGN,
        purposes=_WRITING,
        solicits=True,
        counter="signatures",
        targeted=True,
    ),
    Form(
        action="answer",
        page="survey",
        fields=fields.ANSWER,
        purposes=_WRITING,
        solicits=True,
        counter="answers",
        targeted=True,
        questions=True,
    ),
    Form(action="pledge", page="pledge", fields=fields.PLEDGE, purposes=_WRITING, solicits=True, counter="pledges"),
    # Votes are asked for with every proxy: the cautious reading of article L. 49 stops it, too.
    Form(action="proxy", page="proxy", fields=fields.PROXY, purposes=_WRITING, solicits=True, counter="proxies"),
    Form(action="contact", page="contact", fields=fields.CONTACT, purposes=(), solicits=False, counter=""),
)

FORMS: Mapping[str, Form] = {form.action: form for form in _ALL}
"""Action -> its form."""
