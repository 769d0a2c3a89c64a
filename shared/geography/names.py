"""Names of places, compared as people write them rather than as registers do."""

from __future__ import annotations

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
WORDS = re.compile(r"[a-z0-9]+")
ORDINAL = re.compile(r"0*(\d+)(?:ers?|res?|nd|nde|emes?|es?)?")
CEDEX = re.compile(r"\bcedex\b.*")
ARTICLES = frozenset({"l", "le", "la", "les"})
SHORT_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur", "ss": "sous"}
FILLERS = frozenset({"arrondissement", "arrdt", "arr"})


def name_key(name: str) -> str:
    """Return what a name has in common with its other spellings.

    Case, accents, hyphens, a leading article, `St` for `Saint` and a CEDEX
    number make no difference: `ST DENIS CEDEX 02` and `Saint-Denis` are one.
    `Paris 06` and `Paris 6e Arrondissement` are one, too.
    """
    words = [_long_form(word) for word in WORDS.findall(CEDEX.sub("", _plain(name)))]
    words = [word for word in words if word not in FILLERS]
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def _plain(name: str) -> str:
    if name.isascii():
        return name.lower()
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _long_form(word: str) -> str:
    if word[0].isdigit() and (ordinal := ORDINAL.fullmatch(word)):
        return ordinal[1]
    return SHORT_FORMS.get(word, word)
