"""What proves somebody's consents: as a document for programs, as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.people.consent import STATEMENT
from shared.people.person import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from shared.consent.dossier import Dossier
    from shared.consent.ledger import Entry
    from shared.consent.ports import WordingStore
    from shared.people.consent import Consent, ConsentStatement

HEADQUARTERS = "headquarters"


def proof_document(
    dossier: Dossier, *, wordings: WordingStore, statements: Mapping[str, ConsentStatement], now: datetime
) -> dict[str, Any]:
    """Return what one holder can prove.

    {"nation", "mailable", "standing": ["mail.candidate"], "imported": [{"channel", "given", "by", "at", "statement"}],
     "ledger": [{"at", "state", "purpose", "controller", "method", "page", "address", "wording": {"hash", "language",
     "version", "text"} or null, "reason"}]}
    """
    person = dossier.person
    return {
        "nation": slug_of(person.holder) or HEADQUARTERS,
        "mailable": person.mailable,
        "confirmed_at": person.values.get("confirmed_at"),
        "standing": [f"{purpose}.{controller}" for purpose, controller in dossier.standing(now=now)],
        "words": [_word(channel, word, statements) for channel, word in sorted(person.consents.items())],
        "ledger": [_entry(entry, wordings) for entry in dossier.entries],
    }


def proof_lines(proof: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a proof as lines to be read."""
    return (
        f"{proof['nation']}: {'may' if proof['mailable'] else 'may not'} be sent mail",
        f"  stands: {', '.join(proof['standing']) or 'nothing'}",
        *_word_lines(proof["words"]),
        *_ledger_lines(proof["ledger"]),
    )


def _word(channel: str, word: Consent, statements: Mapping[str, ConsentStatement]) -> dict[str, Any]:
    statement = statements.get(word["by"].removeprefix(STATEMENT))
    return {
        "channel": channel,
        "given": word["given"],
        "by": word["by"],
        "at": word.get("at"),
        "statement": {"collected_by": statement.collected_by, "wording": statement.wording} if statement else None,
    }


def _entry(entry: Entry, wordings: WordingStore) -> dict[str, Any]:
    said = wordings.find(entry.wording) if entry.wording else None
    wording = {"hash": entry.wording, "language": entry.language, "version": entry.version}
    return {
        "at": entry.at.isoformat(),
        "state": entry.state.value,
        "purpose": entry.purpose.value,
        "controller": entry.controller.value,
        "method": entry.method.value,
        "page": entry.page or None,
        "address": entry.address or None,
        "wording": {**wording, "text": said.text if said else None} if entry.wording else None,
        "reason": entry.reason or None,
    }


def _word_lines(words: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for word in words:
        yield f"  {word['channel']}: {'yes' if word['given'] else 'no'}, by {word['by']}, {word['at'] or 'undated'}"
        if word["statement"]:
            yield f"    “{word['statement']['wording']}” ({word['statement']['collected_by']})"


def _ledger_lines(entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for entry in entries:
        about = f"{entry['purpose']} of the {entry['controller']}"
        whence = " from ".join(filter(None, (entry["page"], entry["address"])))
        yield f"  {entry['at']}  {entry['state']}: {about}, by {entry['method']}{f' ({whence})' if whence else ''}"
        if wording := entry["wording"]:
            yield f"    “{wording['text']}” ({wording['language']}, version {wording['version']}, {wording['hash']})"
        if entry["reason"]:
            yield f"    because: {entry['reason']}"
