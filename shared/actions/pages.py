"""The pages that answer visitors without JavaScript, in the look of the nation's site."""

from __future__ import annotations

from functools import cache, partial
from types import SimpleNamespace
from typing import TYPE_CHECKING

from shared.actions.retyping import retyped
from shared.actions.sentences import faults_of, message_of, title_of
from shared.actions.verdict import Outcome
from shared.forms.checking import WHOLE, page_of
from shared.forms.form import HONEYPOT, STAMP
from shared.forms.words import form_words
from shared.sites.banner import TEMPLATES
from shared.sites.environment import site_environment
from shared.sites.facts import colour_of, local_colour
from shared.sites.look import dress

if TYPE_CHECKING:
    from pathlib import Path

    from shared.actions.known import KnownNation
    from shared.actions.retyping import Retyped
    from shared.actions.verdict import Verdict
    from shared.sites.banner import Banner
    from shared.sites.look import Look

_KEEPING = frozenset(
    {Outcome.REVIEW, Outcome.INVALID, Outcome.LIMITED, Outcome.SILENT, Outcome.UNAVAILABLE, Outcome.FULL}
)
"""Outcomes whose pages give back what was typed."""


class AnswerPages:
    """Renders answers; templates are compiled once, each banner is dressed once."""

    def __init__(self, templates: Path = TEMPLATES) -> None:
        """Compile the layout."""
        environment = site_environment(templates)
        self._layout = environment.get_template("layouts/answer.html.j2")
        self._look = cache(partial(dress, environment, templates))

    def show(self, verdict: Verdict, stamp: str, banner: Banner) -> str:
        """Return the page of a verdict under a banner, its form with this stamp."""
        look: Look = self._look(banner)
        return self._layout.render(
            banner=banner,
            look=look,
            language=verdict.language,
            words=SimpleNamespace(**form_words(verdict.language).answers),
            name=verdict.known.nation.seed.candidate if verdict.known else banner.name,
            is_known=verdict.known is not None,
            local_colour=_colour(verdict.known, banner),
            outcome=verdict.outcome.value,
            title=title_of(verdict),
            message=message_of(verdict),
            whole_fault=faults_of(verdict).get(WHOLE, ""),
            form=_form(verdict, banner),
            back=_back(verdict),
            stamp_name=STAMP,
            stamp=stamp,
            honeypot=HONEYPOT,
        )


def _form(verdict: Verdict, banner: Banner) -> Retyped | None:
    if verdict.form is None or verdict.outcome not in _KEEPING:
        return None
    facts = None
    if verdict.known:
        facts = {"candidate": verdict.known.nation.seed.candidate, "network": banner.name}
    return retyped(verdict, verdict.form, faults=faults_of(verdict), facts=facts)


def _colour(known: KnownNation | None, banner: Banner) -> int:
    if known is None:
        return 0
    return local_colour(known.nation.slug, colour_of(known.nation.seed.facts), banner)


def _back(verdict: Verdict) -> str:
    """Return the link to the page of the form, or to the site; relative to `<site>/api/<action>`."""
    if verdict.outcome is Outcome.NO_EVENT:
        return "../"
    page = verdict.action.page if verdict.action else page_of(verdict.posted)
    return f"../{page}/" if page else "../"
