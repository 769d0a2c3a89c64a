"""A page as a document that is written outside the console: its words and its blocks, in plain data.

`{page, revision?, title, description, menu, blocks: [{kind, id, policy?, …}]}`: what each kind of block asks is in
`shared.sites.blocks.shape`. `revision` is the one that was read, with a draft or without; `policy` is told and
not taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import orjson

from shared.kernel.errors import Fault, InputError
from shared.sites.blocks import Policy, write_block
from shared.sites.blocks.reading import FAULTS, one_line
from shared.sites.document_blocks import is_as_it_stands, not_addable, read_blocks_in
from shared.sites.drafting import ADDABLE, LARGEST, LONGEST_WORDS, retitled
from shared.sites.placeholders import unknown_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from shared.sites.blocks import Block
    from shared.sites.document_blocks import Blocks, Hand, Spelt
    from shared.sites.drafts import Draft
    from shared.sites.pages import Page

MAY_BE_EMPTY = frozenset({"menu"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What something made of blocks says: its name, told under `key`, its words, each with the signs that it may have.

    A page, or whatever else is written as one is.
    """

    key: str
    name: str
    words: Mapping[str, str]
    longest: Mapping[str, int]
    blocks: Blocks

    @property
    def keys(self) -> tuple[str, ...]:
        """What its document may say."""
        return (self.key, "revision", *self.words, "blocks")

    def spelt(self, *, revision: int) -> dict[str, Any]:
        """Return its document."""
        blocks = [write_block(block) for block in self.blocks]
        return {self.key: self.name, "revision": revision, **self.words, "blocks": blocks}


def said_by(page: Page) -> Said:
    """Return what a page says."""
    words = {name: getattr(page.heading, name) for name in LONGEST_WORDS}
    return Said(key="page", name=page.name, words=words, longest=LONGEST_WORDS, blocks=page.blocks)


def document_of(draft: Draft) -> dict[str, Any]:
    """Return a draft, or a page of which there is none, as a document."""
    return said_by(draft.page).spelt(revision=draft.revision)


def revision_in(document: object) -> int:
    """Return the revision of the draft that a document was read from, 0 for none, or where it tells none."""
    told = document.get("revision", 0) if isinstance(document, Mapping) else 0
    return told if isinstance(told, int) and not isinstance(told, bool) and told > 0 else 0


def seen_in(document: object) -> int | None:
    """Return the revision that a document was read at, None where it tells none: it was read nowhere."""
    return revision_in(document) if isinstance(document, Mapping) and "revision" in document else None


def unfit_revision(document: Mapping[str, Any], place: str) -> list[Fault]:
    """Return the fault of a revision that is none."""
    told = document.get("revision", 0)
    if isinstance(told, int) and not isinstance(told, bool) and told >= 0:
        return []
    return [Fault(place=place, reason="it is no revision", remedy="Write the number that was read")]


def page_in(document: object, standing: Page, *, pages: Collection[str], place: str) -> Page:
    """Return the page that a nation's document makes of the one that stands; what the document leaves out stays.

    Blocks that it does not list are taken away, which only free ones may be. `pages` are those that buttons may lead
    to. Raises InputError with every fault, each in its place within `place`.
    """
    before = said_by(standing)
    after = read_in(document, before, hand=NationsHand(), pages=pages, place=place)
    page = standing if after.words == before.words else retitled(standing, **after.words)
    return replace(page, blocks=after.blocks)


def read_in(document: object, standing: Said, *, hand: Hand, pages: Collection[str], place: str) -> Said:
    """Return what a document says in the place of what stands; what it leaves out stays.

    Raises InputError with every fault, each in its place within `place`.
    """
    if not isinstance(document, Mapping):
        remedy = "Write it in the form in which it was read"
        raise InputError([Fault(place=place, reason=f"it is no {standing.key}", remedy=remedy)])
    faults = [*_unknown(document, standing, place), *unfit_revision(document, f"{place}, revision")]
    faults += _word_faults(document, standing, place)
    blocks = standing.blocks
    if "blocks" in document:
        blocks, found = read_blocks_in(document["blocks"], blocks, hand=hand, pages=pages, place=place)
        faults += found
    if faults:
        raise InputError(faults)
    words = {name: one_line(document.get(name, word)) for name, word in standing.words.items()}
    after = replace(standing, words=words, blocks=blocks)
    if len(orjson.dumps(after.spelt(revision=0))) > LARGEST:
        raise InputError([Fault(place=place, reason=f"the {standing.key} is too large", remedy="Shorten its texts")])
    return after


class NationsHand:
    """A nation writes its own page: it adds what is free, and leaves what HQ locked word for word."""

    def policy_of(self, each: Spelt, before: Block | None) -> Policy:  # noqa: ARG002 - what a document tells is HQ's
        """Return the policy that stands; new blocks are the nation's own."""
        return before.policy if before else Policy.FREE

    def fault_of(self, each: Spelt, before: Block | None, place: str) -> Fault | None:
        """Return why the nation may not have a block so, or None."""
        policy = self.policy_of(each, before)
        if each.get("policy", policy) != policy:
            reason = f"it is {policy}, which HQ alone decides"
            return Fault(place=f"{place}, policy", reason=reason, remedy=f"Write {policy}, or leave it out")
        if before is None:
            return None if each["kind"] in ADDABLE else not_addable(place, ADDABLE)
        if before.policy is Policy.LOCKED and not is_as_it_stands(each, before):
            return Fault(place=place, reason="HQ locked it", remedy="Leave it word for word as it was read")
        if before.policy is Policy.DEFAULT and before.kind != each["kind"]:
            return Fault(place=f"{place}, kind", reason="in the kit it is another", remedy=f"Write {before.kind}")
        return None

    def faults_of_all(self, after: Blocks, standing: Blocks, place: str) -> list[Fault]:
        """Return what stands in the way of the blocks as a whole: the kit's stay, and stay in their order."""
        kept = [block.id for block in standing if block.policy is not Policy.FREE]
        listed = [block.id for block in after if block.id in kept]
        faults = [
            Fault(
                place=f"{place}, block {missing}",
                reason="it is missing, and it is the kit's",
                remedy="Put it back: only a nation's own blocks are taken away",
            )
            for missing in kept
            if missing not in listed
        ]
        if not faults and listed != kept:
            remedy = f"Leave them in this order: {', '.join(kept)}"
            faults.append(Fault(place=f"{place}, blocks", reason="the kit's stand in another order", remedy=remedy))
        return faults


def _unknown(document: Mapping[str, Any], standing: Said, place: str) -> list[Fault]:
    """Return what a document says that it may not: other keys, or the name of something else."""
    key, remedy = standing.key, f"Use {', '.join(standing.keys)}"
    faults = [
        Fault(place=f"{place}, {each[:40]}", reason=f"a {key} has no such field", remedy=remedy)
        for each in sorted(str(each) for each in document.keys() - set(standing.keys))
    ]
    if document.get(key, standing.name) != standing.name:
        remedy = f"Name that {key}, or leave {key} = {standing.name}"
        faults.append(Fault(place=f"{place}, {key}", reason=f"it is the document of another {key}", remedy=remedy))
    return faults


def _word_faults(document: Mapping[str, Any], standing: Said, place: str) -> list[Fault]:
    faults = []
    for name, longest in standing.longest.items():
        told = document.get(name)
        if name not in document or (isinstance(told, str) and name in MAY_BE_EMPTY and not told):
            continue
        if not isinstance(told, str) or not 0 < len(one_line(told)) <= longest:
            remedy = f"Write 1 to {longest} signs"
            faults.append(Fault(place=f"{place}, {name}", reason="it is no text, empty or too long", remedy=remedy))
        elif unknown_in(told):
            reason, remedy = FAULTS["placeholder"]
            faults.append(Fault(place=f"{place}, {name}", reason=reason, remedy=remedy))
    return faults
