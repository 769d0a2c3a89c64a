"""What somebody types who wants a form, a page, a mail or a table to do more than keep words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.actions.keys import RSVP
from shared.consent.purposes import Controller
from shared.forms.field import FieldKind
from shared.forms.form import CONSENT_PREFIX, HONEYPOT, LANGUAGE, PAGE, QUESTION_PREFIX, STAMP, TARGET
from tests.unit.forms.builders import a_post

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shared.forms.form import Form

EVALUATED = str(1337 * 1337)
"""What a template would make of the sums below; no law, date or price of ours has these digits."""

ELSEWHERE = "evil.invalid"
"""A host that nothing of ours leads to."""

HOSTILE: Mapping[str, str] = {
    "script": "<script>window.__owned=1</script>",
    "breakout": "\"'><img src=x onerror=window.__owned=1>",
    "closing": "</textarea></title></option><svg onload=window.__owned=1>",
    "address": "javascript:window.__owned=1",
    "markdown": "[x](javascript:window.__owned=1) ![x](x onerror=window.__owned=1)",
    "jinja": "{{1337*1337}}{% print(1337*1337) %}{{ self.__init__.__globals__ }}",
    "expressions": "${1337*1337}#{1337*1337}<%= 1337*1337 %>*{1337*1337}",
    "braces": "{candidate.__class__.__mro__} {0} %(email)s %s",
    "header": f"x\r\nSet-Cookie: owned=1\r\nLocation: //{ELSEWHERE}\r\n\r\n<script>window.__owned=1</script>",
    "encoded header": f"x%0d%0aSet-Cookie:%20owned=1%0d%0aBcc:%20all@{ELSEWHERE}",
    "path": "../../../../network/index.html",
    "encoded path": "..%2f..%2f..%5c..%5cetc%2fpasswd",
    "sql": "' OR '1'='1'; DROP TABLE people; --",
    "partiql": "x'; DELETE FROM \"banneret-test-people\" WHERE pk = 'NATION#d79-01'; --",
    "operators": '{"$gt": ""} {"S": "NATION#d79-01"} PERSON#0 #all :own',
    "nul": "a\x00b\x1b[2J\x08\x7f",
    "bidi": "\u202egnp.exe\u202c \u2066x\u2069 \u200b\ufeff",
    "formula": "=cmd|' /C calc'!A0",
    "formula by sign": "@SUM(1+1)*cmd|' /C calc'!A0",
    "log": '{"level":"INFO","message":"owned"}\n{"_aws":{}}',
    "long": "aé" * 2_000,
}
"""Name -> text: scripts, templates, headers, paths, queries, signs that cannot be seen, formulas, logs, length."""

TO_SCRIPTS = ("the trap", "told to a script")

_FREE = {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.COMMUNE}
HTML, JSON = "text/html", "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """A post of a form in which `places`, all at once, say the hostile text called `name`.

    `accept` is the type that its answer is to have.
    """

    form: Form
    name: str
    places: str
    accept: str
    fields: Mapping[str, str]

    @property
    def title(self) -> str:
        """What a failing test calls it."""
        return f"{self.form.action}: {self.name} in {self.places}"


def attacks(form: Form, *, stamp: str, event: str) -> Iterator[Attack]:
    """Yield posts that together say everything hostile in every field of the form, visible or not.

    Scripts and pages send the words in turn; all that is refused comes back to a page, which must show it. `event` is
    one that the nation announced.
    """
    for number, (name, text) in enumerate(HOSTILE.items(), len(form.action)):
        good = {field: values[0] for field, values in a_post(form.action, email=address_of(name)).items()}
        good |= {STAMP: stamp, PAGE: form.page, LANGUAGE: "fr"} | ({TARGET: event} if form.action == RSVP else {})
        for places, names in _places(form).items():
            accept = JSON if places in TO_SCRIPTS or (places == "words" and number % 2) else HTML
            fields = {**good, **dict.fromkeys(names, text)}
            yield Attack(form=form, name=name, places=places, accept=accept, fields=fields)


def address_of(name: str) -> str:
    """Return the address of whoever types the text of that name."""
    return f"{name.replace(' ', '.')}@hostile.example.org"


def _places(form: Form) -> Mapping[str, tuple[str, ...]]:
    """Return which fields are filled at once: those that take any words, all there are, what nobody sees."""
    free = [field.name for field in form.fields if field.kind in _FREE]
    free += [f"{QUESTION_PREFIX}q1"] if form.questions else []
    seen = [field.name for field in form.fields]
    consents = [f"{CONSENT_PREFIX}{purpose}.{controller}" for purpose in form.purposes for controller in Controller]
    unseen = (PAGE, TARGET, LANGUAGE, *consents, f"{QUESTION_PREFIX}../x", f"{CONSENT_PREFIX}mail.nobody")
    places = {"words": tuple(free), "every field": (*free, *seen, STAMP), "unseen": unseen}
    return places | ({"the trap": (HONEYPOT,), "told to a script": (*free, *seen)} if form.action == "join" else {})
