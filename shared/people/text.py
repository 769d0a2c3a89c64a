"""Text as people write it, made comparable: trimmed, inner spaces folded, control characters gone, Unicode NFC."""

from __future__ import annotations

import unicodedata


def clean_text(text: str) -> str:
    """Return the text on one line, as it was written otherwise."""
    if not text.isascii() or not text.isprintable():
        text = _printable(unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def _printable(text: str) -> str:
    """Drop what has no shape: control and format characters, surrogates, unassigned code points."""
    if text.isprintable():
        return text
    return "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign)[0] != "C")


def fold(text: str) -> str:
    """Return a form for sorting and searching: no accents, no case."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
