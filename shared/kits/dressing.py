"""The kit's banner as a document: name, colours, logo, typeface, shapes, and its words in each language.

`{revision, name, host, address, primary, accent, palette: ["#rrggbb", …], logo, typeface, corners, edge, words:
{fr: {tagline, election, legal_footer}, …}}`; `revision` is that of the whole draft. Where sites are, and which
language they have unless a nation says otherwise, no edition decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shared.kernel.errors import Fault, InputError
from shared.kits.publishing import put, untold
from shared.sites.banner import Corners, Edge, Language, Logo, read_banner, write_banner
from shared.sites.blocks.reading import one_line
from shared.sites.colour import Colour
from shared.sites.differences import FieldDifference, worded
from shared.sites.documents import revision_in, unfit_revision
from shared.sites.typeface import Typeface

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from enum import StrEnum

    from shared.kits.draft import KitDraft
    from shared.kits.edition import KitContent
    from shared.kits.kits import Kits
    from shared.kits.publishing import Tell
    from shared.sites.banner import Banner

LINES = ("name", "host", "address")
COLOURS = ("primary", "accent")
CHOICES: Mapping[str, type[StrEnum]] = {"logo": Logo, "typeface": Typeface, "corners": Corners, "edge": Edge}
WORDS = ("tagline", "election", "legal_footer")
"""What a banner says in each language."""

KEYS = ("revision", *LINES, *COLOURS, "palette", *CHOICES, "words")

MAY_BE_EMPTY = frozenset({"address"})
LONGEST = 300
"""Characters of a line, or of a word."""

MOST_COLOURS = 12


def banner_document(banner: Banner, *, revision: int) -> dict[str, Any]:
    """Return a banner as a document."""
    spelt = {name: getattr(banner, name) for name in (*LINES, *COLOURS)}
    chosen = {name: str(getattr(banner, name)) for name in CHOICES}
    words = {
        language.value: {word: getattr(banner.speaking(language), word) for word in WORDS} for language in Language
    }
    return {"revision": revision, **spelt, "palette": list(banner.palette), **chosen, "words": words}


def compared_banners(before: Banner, after: Banner) -> tuple[FieldDifference, ...]:
    """Return what differs between two banners, word by word: `primary`, `words, fr, tagline`."""
    was, will = _texts(before), _texts(after)
    return tuple(
        FieldDifference(name=place, pieces=worded(was[place], text))
        for place, text in will.items()
        if was[place] != text
    )


def banner_in(spelt: object, standing: Banner) -> Banner:
    """Return the banner that a document makes of the one that stands; what the document leaves out stays.

    Raises InputError with every fault, each in its place within `banner`.
    """
    if not isinstance(spelt, Mapping):
        raise InputError([_fault("banner", "it is no banner", "Write it in the form in which it was read")])
    if faults := [replace(fault, place=f"banner, {fault.place}") for fault in _faults(spelt, standing)]:
        raise InputError(faults)
    told = banner_document(standing, revision=0)
    words = {language: {**said, **spelt.get("words", {}).get(language, {})} for language, said in told["words"].items()}
    named = [name for name in (*LINES, *COLOURS, *CHOICES) if name in spelt]
    data = write_banner(standing) | {name: one_line(spelt[name]) for name in named}
    data |= _lines(words.pop(standing.language.value))
    data["palette"] = list(spelt.get("palette", standing.palette))
    data["translations"] = [{"language": language, **_lines(said)} for language, said in words.items()]
    return read_banner(data)


def write_dress(spelt: object, *, kits: Kits, by: str, at: datetime, begun: Tell = untold) -> KitDraft:
    """Write what a document says of the banner into the draft, or begin one; sent again it changes nothing more.

    `begun` is told before the first word of a draft is kept. Raises KitChanged if the draft was another when the
    document was read, and InputError with every fault.
    """

    def dressed(kit: KitContent) -> KitContent:
        return replace(kit, banner=banner_in(spelt, kit.banner))

    return put(dressed, revision=revision_in(spelt), kits=kits, by=by, at=at, begun=begun)


def _texts(banner: Banner) -> dict[str, str]:
    spelt = banner_document(banner, revision=0)
    lines = {name: spelt[name] for name in (*LINES, *COLOURS, *CHOICES)}
    words = {f"words, {key}, {word}": text for key, said in spelt["words"].items() for word, text in said.items()}
    return {**lines, "palette": " ".join(spelt["palette"]), **words}


def _lines(said: Mapping[str, str]) -> dict[str, str]:
    return {word: one_line(text) for word, text in said.items()}


def _faults(spelt: Mapping[str, Any], standing: Banner) -> Iterator[Fault]:
    yield from _unknown(spelt, KEYS, at="")
    yield from unfit_revision(spelt, "revision")
    for name in (*LINES, *COLOURS, *CHOICES):
        if name in spelt and (fault := _line_fault(name, spelt[name])):
            yield fault
    if "palette" in spelt:
        yield from _palette_faults(spelt["palette"], standing)
    if "words" in spelt:
        yield from _words_faults(spelt["words"])


def _line_fault(name: str, text: object) -> Fault | None:
    if name in CHOICES:
        options: list[object] = list(CHOICES[name])
        fault = _fault(name, "it is none of the choices", f"Write one of {', '.join(CHOICES[name])}")
        return None if text in options else fault
    return _colour_fault(name, text) if name in COLOURS else _text_fault(name, text, may_be_empty=name in MAY_BE_EMPTY)


def _text_fault(place: str, text: object, *, may_be_empty: bool = False) -> Fault | None:
    if isinstance(text, str) and (may_be_empty or one_line(text)) and len(one_line(text)) <= LONGEST:
        return None
    return _fault(place, "it is no text, empty or too long", f"Write 1 to {LONGEST} signs")


def _colour_fault(place: str, text: object) -> Fault | None:
    try:
        Colour.from_hex(text if isinstance(text, str) else "")
    except ValueError:
        return _fault(place, "it is no colour", "Write # and six digits of 0 to 9 and a to f")
    return None


def _palette_faults(told: object, standing: Banner) -> Iterator[Fault]:
    colours = told if isinstance(told, Sequence) and not isinstance(told, str) else ()
    if not len(standing.palette) <= len(colours) <= MOST_COLOURS:
        remedy = f"List {len(standing.palette)} to {MOST_COLOURS}: nations know their colour by its number"
        yield _fault("palette", "it has too few colours, or too many", remedy)
    for number, colour in enumerate(colours, start=1):
        if fault := _colour_fault(f"palette {number}", colour):
            yield fault


def _words_faults(told: object) -> Iterator[Fault]:
    if not isinstance(told, Mapping):
        yield _fault("words", "they are no texts by language", "Write them in the form in which they were read")
        return
    yield from _unknown(told, list(Language), at="words, ")
    for language in Language:
        said = told.get(language.value, {})
        if not isinstance(said, Mapping):
            yield _fault(f"words, {language}", "they are no texts by name", f"Write {', '.join(WORDS)}")
            continue
        yield from _unknown(said, WORDS, at=f"words, {language}, ")
        faults = (_text_fault(f"words, {language}, {word}", said[word]) for word in WORDS if word in said)
        yield from (fault for fault in faults if fault)


def _unknown(spelt: Mapping[str, Any], known: Iterable[str], *, at: str) -> Iterator[Fault]:
    for name in sorted(str(name) for name in spelt.keys() - set(known)):
        yield _fault(f"{at}{name[:40]}", "there is no such field", f"Use {', '.join(known)}")


def _fault(place: str, reason: str, remedy: str) -> Fault:
    return Fault(place=place, reason=reason, remedy=remedy)
