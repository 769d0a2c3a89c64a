"""What visitors type, without what only deceives: signs that cannot be seen, or that turn the line around."""

from __future__ import annotations

import re

from shared.people.text import clean_text

_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters and marks that have no shape of their own, though Unicode counts them among those that have."""

_STACKED = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""More marks on one letter than any language writes, once composed: they run over the neighbours."""

_LINES = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_GAPS = re.compile(r"\n{3,}")


def clean_line(text: str) -> str:
    """Return the text on one line, as the import cleans it, and without letters that cannot be seen."""
    line = clean_text(text)
    if line.isascii():
        return line
    # A blank line of nothing but unseen letters must come out empty, hence cleaned again.
    return clean_text(_STACKED.sub(r"\1", _UNSEEN.sub("", line)))


def clean_lines(text: str) -> str:
    """Return a text of several lines: each is clean, they end in one newline, and at most one blank stands between."""
    lines = (clean_line(line) for line in _LINES.split(text))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip("\n")
