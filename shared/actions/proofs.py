"""Which of the consents that came with an action can be proven: their text is known, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.consent.wording import SaidWording, languages, said_wordings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.actions.taken import GivenConsent
    from shared.consent.ports import WordingStore


def prove(
    given: Iterable[GivenConsent], *, facts: Mapping[str, str], wordings: WordingStore
) -> tuple[SaidWording, ...]:
    """Return the texts of the consents that can be proven, each kept by now; the others count for nothing.

    `facts` are the nation's, as `Wording.said` wants them. A page that is open since yesterday may show
    yesterday's words: they count as long as they are kept.
    """
    consents = tuple(given)
    if not consents:
        return ()
    today = {said.hash: said for language in languages() for said in said_wordings(language, facts)}
    known = [(consent, today.get(consent.wording) or wordings.find(consent.wording)) for consent in consents]
    proven = tuple(said for consent, said in known if said and _fits(consent, said))
    wordings.keep(proven)
    return proven


def _fits(consent: GivenConsent, said: SaidWording) -> bool:
    return (consent.purpose, consent.controller) == (said.wording.purpose, said.wording.controller)
