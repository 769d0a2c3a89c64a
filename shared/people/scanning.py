"""Where records end in a stream of CSV bytes, at the speed of C.

The semantics are those of Python's csv module: a quote opens only at a field's start, two quotes
inside a quoted field are one, what follows a closing quote up to the delimiter is taken as it
stands, and a line ends with CR, LF or both. Bytes are enough: in UTF-8 and Windows-1252 no part
of another character looks like a delimiter, a quote or a line end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_RECORD_START = b"\n"
_IN_FIELD = b"x"
_BLANK_LINES = re.compile(rb"\n(?=\n)")


@dataclass(frozen=True, slots=True)
class _Patterns:
    opening: re.Pattern[bytes]
    quoted: re.Pattern[bytes]
    token: re.Pattern[bytes]


@cache
def _patterns(delimiter: bytes) -> _Patterns:
    # The quote stands before the look-behind, so that the search skips from quote to quote with memchr;
    # possessive repetition keeps a quote that never closes from being tried again and again.
    opening = rb'"(?<=[\r\n' + re.escape(delimiter) + rb']")'
    quoted = opening + rb'[^"]*+(?:""[^"]*+)*+'
    return _Patterns(
        opening=re.compile(opening),
        quoted=re.compile(quoted + rb'"'),
        token=re.compile(quoted + rb'(?:"|\Z)|\r\n?|\n'),
    )


class RecordScanner:
    """Follows quotes and line ends through consecutive pieces of a CSV stream.

    `_past` is all that was read, shortened to the few bytes that decide what comes next: a line
    end, a delimiter, a letter, an open quote, or a quote that may be closing or the first of two.
    A piece must not end between CR and LF.
    """

    def __init__(self, delimiter: bytes) -> None:
        self._delimiter = delimiter
        self._patterns = _patterns(delimiter)
        self._past = _RECORD_START

    @property
    def at_record_start(self) -> bool:
        """Whether what was passed over ended with the end of a record."""
        return self._past == _RECORD_START

    def pass_over(self, data: bytes) -> int:
        """Move past `data`; return how many records end in it. A blank line is none."""
        text = self._past + data
        outside, unclosed = self._outside_quotes(text)
        records = _count_records(outside, after_record=self.at_record_start)
        self._past = self._shorten(text, outside, unclosed=unclosed)
        return records

    def record_end(self, data: bytes) -> int | None:
        """Return where in `data`, which comes next, the current record ends: after its line end."""
        text = self._past + data
        for token in self._patterns.token.finditer(text, 1):
            if token[0][:1] != b'"':
                return token.end() - len(self._past)
        return None

    def last_record_end(self, data: bytes) -> int:
        """Return where in `data`, which comes next, the last complete record ends; 0 if none does."""
        text = self._past + data
        ends = (token.end() for token in self._patterns.token.finditer(text, 1) if token[0][:1] != b'"')
        return max(ends, default=len(self._past)) - len(self._past)

    def _outside_quotes(self, text: bytes) -> tuple[bytes, bool]:
        """Return the text, a letter for each quoted stretch and LF for each line end, and whether a quote is open."""
        outside, unclosed = text, False
        if b'"' in text:
            outside = self._patterns.quoted.sub(_IN_FIELD, text)
            if opening := self._patterns.opening.search(outside):
                outside, unclosed = outside[: opening.start()], True
        if b"\r" in outside:
            outside = outside.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return outside, unclosed

    def _shorten(self, text: bytes, outside: bytes, *, unclosed: bool) -> bytes:
        if unclosed:
            return self._delimiter + b'"'
        if text.endswith(b'"') and not outside.endswith(b'"'):
            return self._delimiter + b'""'
        last = outside[-1:]
        return last if last in (self._delimiter, _RECORD_START) else _IN_FIELD


def _count_records(outside: bytes, *, after_record: bool) -> int:
    blank = len(_BLANK_LINES.findall(outside)) if b"\n\n" in outside else 0
    return outside.count(b"\n") - blank - after_record


def count_lines(data: bytes) -> int:
    """Return how many line ends `data` has: CR, LF, or both together as one."""
    lines = data.count(b"\n")
    if b"\r" in data:
        lines += data.count(b"\r") - data.count(b"\r\n")
    return lines
