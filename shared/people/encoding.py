"""Which encoding a people file is written in: seen from its first bytes, then judged from all of them."""

from __future__ import annotations

import codecs

from shared.kernel.errors import Fault, InputError
from shared.people.scanning import count_lines

UTF_8 = "utf-8"
WINDOWS_1252 = "cp1252"

_REMEDY = "Save it again as CSV UTF-8 (or UTF-16, or Windows-1252)"
_UNDEFINED_IN_1252 = b"\x81\x8d\x8f\x90\x9d"
_ASCII = bytes(range(128))
_SAMPLE = 4096
_STRAY_BYTES_IN_ONE = 100
"""More than one undefined byte in so many above 127 is not Windows-1252; Mac OS Roman has one in four."""
_MAGIC = {
    b"PK\x03\x04": "it is a spreadsheet or a zip archive, not CSV",
    b"\xd0\xcf\x11\xe0": "it is an old Excel workbook, not CSV",
    b"%PDF": "it is a PDF, not CSV",
    b"\xff\xfe\x00\x00": "it is UTF-32",
    b"\x00\x00\xfe\xff": "it is UTF-32",
}


def unreadable(place: str, reason: str) -> InputError:
    """Return the error of a file whose text cannot be read."""
    return InputError([Fault(place=place, reason=f"unreadable encoding: {reason}", remedy=_REMEDY)])


def sniff(head: bytes, *, name: str) -> str | None:
    """Return `utf-16-le` or `utf-16-be` if the file's first bytes say so, else None.

    Raises InputError for what is no text, such as a workbook.
    """
    for magic, reason in _MAGIC.items():
        if head.startswith(magic):
            raise unreadable(name, reason)
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    return _sniff_zeros(head[:_SAMPLE], name)


def _sniff_zeros(sample: bytes, name: str) -> str | None:
    """European text in UTF-16 has a zero in nearly every second byte, on the side of its byte order."""
    half = max(len(sample) // 2, 1)
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half // 2 and even < half // 10 + 1:
        return "utf-16-le"
    if even > half // 2 and odd < half // 10 + 1:
        return "utf-16-be"
    if even + odd > half // 2:
        raise unreadable(name, "most of it is no text")
    return None


class EncodingVote:
    """Gathers from every byte of a file whether it is UTF-8 or Windows-1252.

    Text of one hardly ever happens to be the other, so the majority of the bytes above 127
    decides; rows whose bytes then cannot be decoded are rejected one by one.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._pending = b""
        self._lines = 0
        self._in_sequences = 0
        self._stray = 0
        self._undefined = 0
        self._first_undefined_line = 0

    def feed(self, chunk: bytes) -> None:
        """Count what the next bytes speak for."""
        if self._pending or not chunk.isascii():
            self._count(self._pending + chunk)
            self._count_undefined(chunk)
        self._lines += count_lines(chunk)

    def verdict(self) -> str:
        """Return the encoding, once all bytes were fed; raises InputError if it is neither of the two."""
        self._stray += len(self._pending)
        if self._in_sequences >= self._stray:
            return UTF_8
        if self._undefined * _STRAY_BYTES_IN_ONE > self._in_sequences + self._stray:
            place = f"{self._name}, line {self._first_undefined_line}"
            raise unreadable(place, "the bytes are neither UTF-8 nor Windows-1252")
        return WINDOWS_1252

    def _count(self, data: bytes) -> None:
        try:
            used, stray = _decode(data, "strict")[1], 0
        except UnicodeDecodeError:
            text, used = _decode(data, "surrogateescape")
            stray = used - len(text.encode(UTF_8, "ignore"))
        self._stray += stray
        self._in_sequences += len(data[:used].translate(None, _ASCII)) - stray
        self._pending = data[used:]

    def _count_undefined(self, chunk: bytes) -> None:
        undefined = len(chunk) - len(chunk.translate(None, _UNDEFINED_IN_1252))
        if undefined and not self._undefined:
            first = min(at for byte in _UNDEFINED_IN_1252 if (at := chunk.find(byte)) >= 0)
            self._first_undefined_line = self._lines + count_lines(chunk[:first]) + 1
        self._undefined += undefined


def _decode(data: bytes, errors: str) -> tuple[str, int]:
    """Return the text and how many bytes it took: all but those of a character that is not complete yet."""
    return codecs.utf_8_decode(data, errors, False)
