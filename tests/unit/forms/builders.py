"""Posts as tests need them."""

from __future__ import annotations

from shared.forms.field import FieldKind
from shared.forms.form import FORMS, TARGET

TYPED = {
    FieldKind.TEXT: "Marie",
    FieldKind.LONG_TEXT: "Bonjour,\n\nmerci.",
    FieldKind.EMAIL: "marie@exemple.fr",
    FieldKind.PHONE: "06 12 34 56 78",
    FieldKind.POSTCODE: "75006",
    FieldKind.COMMUNE: "Paris",
    FieldKind.CHECK: "on",
}
"""Something that fits each kind of field that is typed or ticked."""


def a_post(action: str, **typed: str) -> dict[str, list[str]]:
    """Return a post that fills in every field of the form; what is typed differently is given by name."""
    form = FORMS[action]
    post = {field.name: list(field.options[:1]) or [TYPED[field.kind]] for field in form.fields}
    post |= {TARGET: ["spring"]} if form.targeted else {}
    post |= {"question.q1": ["Oui"]} if form.questions else {}
    return post | {name: [value] for name, value in typed.items()}
