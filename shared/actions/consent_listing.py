"""What somebody agreed to and promised, in words, for the page where they take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.actions.cancelling import promises_of
from shared.actions.consent_pages import Promise, Stand, consent_words
from shared.events.items import events_of
from shared.sites.dates import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from shared.consent.dossier import Asked, Dossier
    from shared.consent.ports import WordingStore
    from shared.kernel.items import Item
    from shared.nations.nation import NationSeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What stands of a person."""

    stands: tuple[Stand, ...]
    promises: tuple[Promise, ...]


def key_of(asked: Asked) -> str:
    """Return how a consent is called in a form: `mail.candidate`."""
    purpose, controller = asked
    return f"{purpose}.{controller}"


def list_consents(
    dossier: Dossier,
    *,
    seed: NationSeed,
    language: str,
    network: str,
    wordings: WordingStore,
    belongings: Callable[[str], Sequence[Item]],
    now: datetime,
) -> Listing:
    """Return what a person's dossier holds that they may take back; past events are passed over."""
    words, facts = consent_words(language), {"candidate": seed.candidate, "network": network}

    def stand(asked: Asked) -> Stand:
        purpose, controller = asked
        title = f"{words.purposes[purpose]} · {words.controllers[controller].format(**facts)}"
        text = _text(dossier, asked, wordings) or words.pages["by_import"].format(**facts)
        return Stand(key=key_of(asked), title=title, text=text)

    promised = set(promises_of(dossier.person))
    events = [event for event in events_of(belongings(seed.slug)) if event.event_id in promised] if promised else []
    promises = (
        Promise(event_id=event.event_id, title=f"{event.title}, {spoken(event.starts, language)}")
        for event in events
        if event.ends_at > now
    )
    return Listing(stands=tuple(map(stand, dossier.standing(now=now))), promises=tuple(promises))


def _text(dossier: Dossier, asked: Asked, wordings: WordingStore) -> str:
    """Return the text that the last yes was said to."""
    said = [entry for entry in dossier.entries if (entry.purpose, entry.controller) == asked and entry.state.allows]
    kept = wordings.find(said[-1].wording) if said else None
    return kept.text if kept else ""
