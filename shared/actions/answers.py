"""From a verdict to the answer over HTTP: a redirect, JSON for a script, or a page that keeps what was typed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.actions.sentences import faults_of, message_of, title_of
from shared.actions.stamps import StampState
from shared.actions.verdict import Outcome
from shared.forms.form import STAMP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.actions.stamps import Stamps
    from shared.actions.verdict import Verdict
    from shared.forms.form import Form

    ShowPage = Callable[[Verdict, str], str]
    """Returns the page of a verdict; the text is the stamp that its form carries."""

STATUS: Mapping[Outcome, int] = {
    Outcome.ACCEPTED: 202,
    Outcome.REVIEW: 200,
    Outcome.INVALID: 422,
    Outcome.LIMITED: 429,
    Outcome.SILENT: 451,
    Outcome.CLOSED: 410,
    Outcome.FULL: 409,
    Outcome.CALLED_OFF: 410,
    Outcome.OVER: 410,
    Outcome.NO_EVENT: 410,
    Outcome.UNAVAILABLE: 503,
    Outcome.REFUSED: 400,
    Outcome.MISSING: 410,
    Outcome.TOO_LARGE: 413,
    Outcome.WRONG_TYPE: 415,
}
"""Never 403 nor 404: S3 says them of a missing page, and CloudFront shows its page for that in place of whatever
says them. 451 is *Unavailable For Legal Reasons* (RFC 7725)."""

RETRY_SECONDS = 5
"""How long a visitor does well to wait when the queue is out of reach: throttles pass within seconds."""

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "img-src 'self' data:",
            "style-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
"""On every answer, whichever way it came: these pages run no script and load nothing from elsewhere."""

_GOOD = frozenset({StampState.VALID, StampState.TOO_QUICK})
"""Stamps worth keeping: one that was too quick is good in a moment."""

_TOLD_AS_REFUSED = frozenset({Outcome.MISSING, Outcome.TOO_LARGE, Outcome.WRONG_TYPE})
"""What a script need not tell apart: trying the same again will not do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer over HTTP."""

    status: int
    headers: Mapping[str, str]
    body: str = ""

    def to_gateway(self) -> dict[str, Any]:
        """Return the answer as API Gateway's payload format 2.0 wants it."""
        return {"statusCode": self.status, "headers": {**HEADERS, **self.headers}, "body": self.body}


def answer(verdict: Verdict, *, wants_json: bool, stamps: Stamps, show: ShowPage) -> Answer:
    """Return what the visitor gets; `show` is called only where a page is needed."""
    headers = _retry(verdict)
    if wants_json:
        return _as_json(verdict, headers, stamps)
    if verdict.outcome is Outcome.ACCEPTED:
        # Relative to <site>/api/<action>, whatever the site's address.
        return Answer(status=303, headers={"Location": f"../thanks/#{_action(verdict)}"})
    page = show(verdict, _carried_stamp(verdict, stamps))
    return Answer(
        status=STATUS[verdict.outcome], headers={**headers, "Content-Type": "text/html; charset=utf-8"}, body=page
    )


def page_answer(form: Form) -> Answer:
    """Return the way to a form's page, for who reloads an answer or is sent its address."""
    return Answer(status=303, headers={"Location": f"../{form.page}/"})


def stamp_answer(slug: str, stamps: Stamps) -> Answer:
    """Return a fresh stamp, and how many seconds must pass before it is good."""
    return _json(200, {"stamp": stamps.issue(slug), "wait": stamps.rules.wait}, {})


def _as_json(verdict: Verdict, headers: Mapping[str, str], stamps: Stamps) -> Answer:
    told: dict[str, Any] = {
        "outcome": _outcome_for_script(verdict),
        "title": title_of(verdict),
        "message": message_of(verdict),
        "faults": faults_of(verdict),
    }
    if stamp := _carried_stamp(verdict, stamps):
        told["stamp"] = stamp
    if headers:
        told["retry_after"] = int(headers["Retry-After"])
    return _json(STATUS[verdict.outcome], told, headers)


def _outcome_for_script(verdict: Verdict) -> Outcome:
    if verdict.outcome in _TOLD_AS_REFUSED:
        return Outcome.REFUSED
    # A fresh stamp would not do: the words beside a box have changed, and only a fresh page shows them.
    return Outcome.INVALID if verdict.outcome is Outcome.REVIEW and verdict.faults else verdict.outcome


def _json(status: int, told: Mapping[str, Any], headers: Mapping[str, str]) -> Answer:
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Answer(status=status, headers={**headers, "Content-Type": "application/json"}, body=body)


def _retry(verdict: Verdict) -> dict[str, str]:
    match verdict.outcome:
        case Outcome.LIMITED:
            return {"Retry-After": str(verdict.wait)}
        case Outcome.UNAVAILABLE:
            return {"Retry-After": str(RETRY_SECONDS)}
        case _:
            return {}


def _carried_stamp(verdict: Verdict, stamps: Stamps) -> str:
    """Return the stamp for another try, empty where there is none.

    A stamp that was good goes on: should the first try have been taken unnoticed, the second is the same action.
    """
    posted = next(iter(verdict.posted.get(STAMP, ())), "")
    match verdict.outcome:
        case Outcome.LIMITED | Outcome.UNAVAILABLE | Outcome.FULL:
            return posted
        case Outcome.REVIEW | Outcome.INVALID if verdict.known:
            slug = verdict.known.nation.slug
            return posted if stamps.state(slug, posted) in _GOOD else stamps.issue(slug)
        case _:
            return ""


def _action(verdict: Verdict) -> str:
    return verdict.form.action if verdict.form else ""
