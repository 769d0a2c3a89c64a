"""Take an action: everything between a visitor's post and the queue, in an order that loses nothing.

What the envelope tells comes first, then what was typed, then the stamp; then the limits are asked, so that no fault
of typing costs a visitor a try, of events only what the limits let pass, and the queue last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.actions.addresses import truncated
from shared.actions.consents import WordedOtherwise, given_consents
from shared.actions.keys import RSVP
from shared.actions.limits import place
from shared.actions.stamps import StampState
from shared.actions.taken import TakenAction, action_id
from shared.actions.verdict import Outcome, Verdict
from shared.consent.wording import languages
from shared.forms.checking import WHOLE, Faults, check, page_of, target_of
from shared.forms.form import FORMS, HONEYPOT, LANGUAGE, STAMP
from shared.kernel.errors import TransientError

if TYPE_CHECKING:
    from datetime import datetime

    from shared.actions.arrival import Arrival
    from shared.actions.known import KnownNation
    from shared.actions.reception import Reception
    from shared.actions.taken import GivenConsent
    from shared.forms.checking import Checked, Posted
    from shared.forms.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    arrival: Arrival
    known: KnownNation
    form: Form
    posted: Posted
    language: str
    now: datetime

    @property
    def stamp(self) -> str:
        return _first(self.posted, STAMP)

    def ends(self, outcome: Outcome, reason: str = "", **found: Any) -> Verdict:
        verdict = Verdict(outcome=outcome, language=self.language, known=self.known, form=self.form, posted=self.posted)
        return replace(verdict, reason=reason, **found)


def take_action(arrival: Arrival, at: Reception) -> Verdict:
    """Return what became of a post; whatever is accepted is in the queue. Raises TransientError."""
    known, form = at.nations.get(arrival.slug), FORMS.get(arrival.action)
    posted = arrival.posted()
    language = spoken_language(posted, known, otherwise=at.language)
    if known is None or form is None:
        return Verdict(outcome=Outcome.MISSING, language=language, known=known)
    now = at.clock.now()
    visit = _Visit(arrival=arrival, known=known, form=form, posted=posted, language=language, now=now)
    return _turned_away(visit, at) or _read(visit, at)


def missing(arrival: Arrival, at: Reception) -> Verdict:
    """Return the verdict on a request for what does not exist. Raises TransientError."""
    known = at.nations.get(arrival.slug)
    return Verdict(outcome=Outcome.MISSING, language=spoken_language({}, known, otherwise=at.language), known=known)


def unavailable(arrival: Arrival, at: Reception) -> Verdict:
    """Return the verdict on a post that we failed: it asks nothing of the world, and keeps what was typed."""
    posted = arrival.posted()
    return Verdict(
        outcome=Outcome.UNAVAILABLE,
        language=spoken_language(posted, None, otherwise=at.language),
        reason="fault",
        form=FORMS.get(arrival.action),
        posted=posted,
    )


def spoken_language(posted: Posted, known: KnownNation | None, *, otherwise: str) -> str:
    """Return the language of an answer: the form's, else the nation's, else the network's."""
    nations = str(known.nation.seed.facts.get(LANGUAGE, "")) if known else ""
    return next((said for said in (_first(posted, LANGUAGE), nations) if said in _languages()), otherwise)


def _turned_away(visit: _Visit, at: Reception) -> Verdict | None:
    """Judge by the envelope, the place and the time."""
    silence = visit.known.silence(visit.now) if visit.form.solicits else None
    checks = (
        (not visit.known.is_open, Outcome.CLOSED, "", None),
        (not visit.arrival.is_own(at.network_domain), Outcome.REFUSED, "cross-site", None),
        (visit.arrival.is_too_large, Outcome.TOO_LARGE, "", None),
        (not visit.arrival.is_form, Outcome.WRONG_TYPE, "", None),
        # Who fills in what nobody sees is a program, and need not learn what gave it away.
        (any(visit.posted.get(HONEYPOT, ())), Outcome.ACCEPTED, "honeypot", None),
        (silence is not None, Outcome.SILENT, "", silence),
    )
    for holds, outcome, reason, found in checks:
        if holds:
            return visit.ends(outcome, reason, silence=found)
    return None


def _read(visit: _Visit, at: Reception) -> Verdict:
    checked = check(visit.form, visit.posted, country=at.country)
    if isinstance(checked, Faults):
        return visit.ends(Outcome.INVALID, faults=checked.by_field)
    state = at.stamps.state(visit.arrival.slug, visit.stamp)
    if state is not StampState.VALID:
        return visit.ends(Outcome.REVIEW, state.name.lower())
    try:
        consents = _consents(visit, checked, at)
    except WordedOtherwise:
        return visit.ends(Outcome.REVIEW, "wording", faults={WHOLE: "wording"})
    return _count(visit, at) or _refused(visit, at) or _hand_over(visit, _taken(visit, checked, consents), at)


def _consents(visit: _Visit, checked: Checked, at: Reception) -> tuple[GivenConsent, ...]:
    if not checked.purposes:
        return ()
    nation = visit.known.nation
    facts = {"candidate": nation.seed.candidate, "network": at.banners.worn_by(nation).name}
    return given_consents(checked, visit.posted, language=visit.language, facts=facts)


def _count(visit: _Visit, at: Reception) -> Verdict | None:
    secret = at.keys.keys()[-1].encode()
    count = place(visit.arrival.slug, visit.arrival.address, secret=secret, rules=at.limits.rules, now=visit.now)
    try:
        passes = at.limits.let_pass(count)
    except TransientError:
        # Limits are there for the visitors: rather one too many than one turned away by a table under load.
        return None
    if passes:
        return None
    return visit.ends(Outcome.LIMITED, wait=max(1, count.ends - int(visit.now.timestamp())))


def _refused(visit: _Visit, at: Reception) -> Verdict | None:
    """Ask the event whether one more may come."""
    if visit.form.action != RSVP:
        return None
    try:
        outcome = at.admission.refusal(visit.arrival.slug, target_of(visit.posted), visit.now)
    except TransientError:
        # Rather a guest too many than one turned away by a table under load.
        return None
    return visit.ends(outcome) if outcome else None


def _hand_over(visit: _Visit, action: TakenAction, at: Reception) -> Verdict:
    try:
        at.queue.put(action)
    except TransientError:
        return visit.ends(Outcome.UNAVAILABLE, "queue")
    return visit.ends(Outcome.ACCEPTED, action=action)


def _taken(visit: _Visit, checked: Checked, consents: tuple[GivenConsent, ...]) -> TakenAction:
    slug, target = visit.arrival.slug, target_of(visit.posted)
    identity = str(checked.said.get("email") or checked.said.get("phone", ""))
    return TakenAction(
        action_id=action_id(slug=slug, action=visit.form.action, target=target, identity=identity, stamp=visit.stamp),
        slug=slug,
        action=visit.form.action,
        page=page_of(visit.posted),
        target=target,
        at=visit.now,
        language=visit.language,
        said=checked.said,
        consents=consents,
        address=truncated(visit.arrival.address),
    )


@cache
def _languages() -> frozenset[str]:
    return frozenset(languages())


def _first(posted: Posted, name: str) -> str:
    return next(iter(posted.get(name, ())), "")
