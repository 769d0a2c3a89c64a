"""Turn what was uploaded into bytes a CSV scanner reads: gzip is opened, UTF-16 becomes UTF-8, in constant memory."""

from __future__ import annotations

import codecs
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people.encoding import UTF_8, sniff

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

_GZIP = b"\x1f\x8b"
_GZIP_FORMAT = 31
_STEP_BYTES = 1 << 20
_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """The file's text; if `transcoded`, it is not the uploaded bytes and must be kept for the ranges to refer to.

    `encoding` is known only of what was UTF-16.
    """

    chunks: Generator[bytes]
    transcoded: bool
    encoding: str | None


def unpack(chunks: Iterable[bytes], *, name: str) -> Unpacked:
    """Return the text of an uploaded file; `name` is what its faults are placed in."""
    head, rest = _peek(iter(chunks))
    zipped = head.startswith(_GZIP)
    if zipped:
        head, rest = _peek(_gunzip(rest, name))
    wide = sniff(head, name=name)
    if wide is None:
        return Unpacked(chunks=rest, transcoded=zipped, encoding=None)
    return Unpacked(chunks=_to_utf_8(rest, wide), transcoded=True, encoding=UTF_8)


def _peek(chunks: Iterator[bytes]) -> tuple[bytes, Generator[bytes]]:
    """Return the first bytes, and all of them again."""
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= _HEAD_BYTES:
            break
    return head, _again(head, chunks)


def _again(head: bytes, rest: Iterator[bytes]) -> Generator[bytes]:
    yield head
    yield from rest


def _gunzip(chunks: Iterable[bytes], name: str) -> Generator[bytes]:
    member = zlib.decompressobj(_GZIP_FORMAT)
    try:
        for chunk in chunks:
            data = chunk
            while data:
                if member.eof:
                    member = zlib.decompressobj(_GZIP_FORMAT)
                yield member.decompress(data, _STEP_BYTES)
                # Some tools pad a member with zeros.
                data = member.unconsumed_tail or member.unused_data.lstrip(b"\0")
    except zlib.error as error:
        raise _broken(name) from error
    yield member.flush()
    if not member.eof:
        raise _broken(name)


def _broken(name: str) -> InputError:
    return InputError(
        [Fault(place=name, reason="the gzip stream is broken or ends early", remedy="Compress and upload it again")]
    )


def _to_utf_8(chunks: Iterable[bytes], encoding: str) -> Generator[bytes]:
    """Half a surrogate pair stays as bytes that are no UTF-8: its row is rejected, not the file."""
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    for chunk in chunks:
        yield decoder.decode(chunk).encode(UTF_8, "surrogatepass")
    if decoder.getstate()[0]:
        yield b"\xff"
