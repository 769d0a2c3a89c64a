"""Who may be written to: recorded consent, and only recorded consent."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TypedDict

import orjson


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentStatement:
    """What HQ declares of a whole file: who collected the consents, when, and in which words people gave them."""

    collected_by: str
    collected_at: str
    wording: str

    @property
    def hash(self) -> str:
        """What identifies the statement: 128 bits in hexadecimal, stored with every person it covers."""
        words = [self.collected_by, self.collected_at, self.wording]
        return sha256(orjson.dumps(words)).hexdigest()[:32]


class Consent(TypedDict, total=False):
    """A person's word on one channel: `given`, by what it is recorded, and its date.

    `by` is `column <name>` or `statement <hash>` after an import, `ledger <entry id>` after the person's own word.
    """

    given: bool
    by: str
    at: str


Consents = dict[str, Consent]
"""Channel (`email` or `mobile`) -> the person's word on it."""

EMAIL_CHANNEL = "email"
MOBILE_CHANNEL = "mobile"
STATEMENT = "statement "
"""Before the hash of the statement that a consent rests on."""
LEDGER = "ledger "
"""Before the id of the ledger's entry that a word rests on: the person's own, said to the nation."""

Answer = bool | str
"""What a consent column says: yes, no, or since when yes."""


def by_column(name: str, answer: Answer, *, yes_means: bool) -> Consent:
    """Return the word that a column's answer is; a date means yes since then."""
    given = yes_means if answer is not False else not yes_means
    consent = Consent(given=given, by=f"column {name}")
    if isinstance(answer, str):
        consent["at"] = answer
    return consent


def by_statement(statement: ConsentStatement) -> Consent:
    """Return the consent of somebody in a file that a statement covers."""
    return Consent(given=True, by=STATEMENT + statement.hash, at=statement.collected_at)


def weigh(earlier: Consent | None, later: Consent) -> Consent:
    """Return which of two words in one file stands: a refusal beats any consent, else the first."""
    if earlier is None or (earlier["given"] and not later["given"]):
        return later
    return earlier


def succeed(stored: Consent | None, imported: Consent, *, edited: bool) -> Consent | None:
    """Return what stands when a file speaks of a person we know.

    A refusal always stands. What the nation itself recorded (`edited`) yields to nothing else, and nor does
    what the person withdrew there (`by` the ledger). A consent already given keeps its first record. A refusal
    that came with an earlier file yields to a row that says yes, never to a statement about a whole file.
    """
    if not imported["given"]:
        return stored if stored and not stored["given"] else imported
    if edited or (stored and stored["by"].startswith(LEDGER)):
        return stored
    if stored and (stored["given"] or imported["by"].startswith(STATEMENT)):
        return stored
    return imported
