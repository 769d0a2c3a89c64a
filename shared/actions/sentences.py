"""What a visitor is told, in the language of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.actions.arrival import LARGEST
from shared.actions.verdict import Outcome
from shared.forms.words import form_words

if TYPE_CHECKING:
    from shared.actions.verdict import Verdict
    from shared.elections.silence import Silence

_MINUTE = 60


def title_of(verdict: Verdict) -> str:
    """Return the heading of an answer."""
    return form_words(verdict.language).answers[f"{verdict.outcome}_title"]


def message_of(verdict: Verdict) -> str:
    """Return the sentences of an answer."""
    sentence = form_words(verdict.language).answers[f"{verdict.outcome}_message"]
    match verdict.outcome:
        case Outcome.LIMITED:
            return sentence.format(wait=_spoken_wait(verdict.wait, verdict.language))
        case Outcome.SILENT if verdict.silence:
            return sentence.format(ends=_spoken_end(verdict.silence, verdict.language))
        case Outcome.CLOSED if verdict.known:
            return sentence.format(candidate=verdict.known.nation.seed.candidate)
        case Outcome.TOO_LARGE:
            return sentence.format(kilobytes=LARGEST // 1024)
        case _:
            return sentence


def faults_of(verdict: Verdict) -> dict[str, str]:
    """Return each fault as a sentence, by field."""
    sentences = form_words(verdict.language).faults
    return {field: sentences[reason] for field, reason in verdict.faults.items()}


def _spoken_wait(seconds: int, language: str) -> str:
    count, unit = (seconds, "second") if seconds < _MINUTE else (-(-seconds // _MINUTE), "minute")
    return form_words(language).answers[unit if count == 1 else f"{unit}s"].format(count=count)


def _spoken_end(silence: Silence, language: str) -> str:
    # Babel takes 50 ms to load, for a worker that in most weeks of the year has no silence to speak of.
    from shared.sites.dates import spoken  # noqa: PLC0415 - Babel takes 50 ms

    return spoken(silence.ends, language)
