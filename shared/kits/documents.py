"""A page or an e-mail of the kit as a document: its words and its blocks, in the form of nations' pages.

A page is `{page, revision, title, description, menu, blocks: [{kind, id, policy, …}]}`, an e-mail `{mail, revision,
subject, preview, blocks}`; see `shared.sites.documents`. `revision` is that of the whole draft. Other than in
a nation's document, `policy` is taken: HQ decides who may write a block. Blocks are added, moved, taken away and put
into other hands in all languages at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shared.kernel.errors import Fault, InputError
from shared.kits.editing import (
    ADDABLE,
    LONGEST,
    Kind,
    document,
    law_against,
    new_policy,
    other_kind,
    rewritten,
    stands,
    targets,
    titled,
)
from shared.kits.publishing import put, untold
from shared.kits.rules import too_long
from shared.mail.confirming import missing_in
from shared.mail.template import MailTemplate
from shared.sites.blocks import Policy
from shared.sites.document_blocks import not_addable
from shared.sites.documents import Said, read_in, revision_in, said_by
from shared.sites.pages import Page

if TYPE_CHECKING:
    from datetime import datetime

    from shared.kits.draft import KitDraft
    from shared.kits.editing import Document, Where
    from shared.kits.edition import KitContent
    from shared.kits.kits import Kits
    from shared.kits.publishing import Tell
    from shared.sites.blocks import Block
    from shared.sites.document_blocks import Blocks, Spelt


def document_of(content: KitContent, where: Where, *, revision: int) -> dict[str, Any]:
    """Return a page or an e-mail as a document; raises DocumentUnknown."""
    return said_of(document(content, where)).spelt(revision=revision)


def said_of(found: Document) -> Said:
    """Return what a page or an e-mail says."""
    if isinstance(found, Page):
        return said_by(found)
    longest = LONGEST[Kind.MAIL]
    words = {name: getattr(found.envelope, name) for name in longest}
    return Said(key="mail", name=found.name, words=words, longest=longest, blocks=found.blocks)


def written_in(spelt: object, content: KitContent, where: Where) -> KitContent:
    """Return the kit with what a document says of a page or an e-mail; what it leaves out stays.

    Raises DocumentUnknown, and InputError with every fault in its place.
    """
    found = document(content, where)
    pages = {name for name, _ in targets(content, where)}
    said = read_in(spelt, said_of(found), hand=HeadquartersHand(where), pages=pages, place=_place(where))
    after = replace(titled(found, said.words), blocks=said.blocks)
    kit = rewritten(content, where, after)
    if faults := [*_unproven(after, where), *too_long(kit)]:
        raise InputError(faults)
    return kit


def write_document(spelt: object, where: Where, *, kits: Kits, by: str, at: datetime, begun: Tell = untold) -> KitDraft:
    """Write what a document says into the draft, or begin one; sent again it changes nothing more.

    `begun` is told before the first word of a draft is kept. Raises KitChanged if the draft was another when the
    document was read, DocumentUnknown, and InputError with every fault.
    """
    revision = revision_in(spelt)
    return put(lambda kit: written_in(spelt, kit, where), revision=revision, kits=kits, by=by, at=at, begun=begun)


class HeadquartersHand:
    """HQ writes a page or an e-mail of the kit: all but what forms and the law stand on is its own to decide."""

    def __init__(self, where: Where) -> None:
        self._where = where

    def policy_of(self, each: Spelt, before: Block | None) -> Policy:
        """Return the policy that a document tells; left out it stays, and new blocks are as the console adds them."""
        return Policy(each.get("policy", before.policy if before else new_policy(self._where)))

    def fault_of(self, each: Spelt, before: Block | None, place: str) -> Fault | None:
        """Return why a block may not be so, or None."""
        if str(each.get("policy", Policy.FREE)) not in set(Policy):
            return Fault(place=f"{place}, policy", reason="it is none", remedy=f"Write one of {', '.join(Policy)}")
        if before is None:
            return None if each["kind"] in ADDABLE[self._where.kind] else not_addable(place, ADDABLE[self._where.kind])
        if before.kind != each["kind"]:
            return replace(other_kind(before), place=f"{place}, kind")
        fault = law_against(self._where, before.id, self.policy_of(each, before))
        return fault and replace(fault, place=f"{place}, policy")

    def faults_of_all(self, after: Blocks, standing: Blocks, place: str) -> list[Fault]:
        """Return the blocks that a document leaves out, and that may not go."""
        listed = {block.id for block in after}
        faults = (stands(self._where, block) for block in standing if block.id not in listed)
        return [replace(fault, place=f"{place}, {fault.place}") for fault in faults if fault]


def _unproven(after: Document, where: Where) -> list[Fault]:
    """Return what a letter of confirmation would lack."""
    if not (where.is_confirmation and isinstance(after, MailTemplate)):
        return []
    return [Fault(place=_place(where), reason=reason, remedy=remedy) for reason, remedy in missing_in(after)]


def _place(where: Where) -> str:
    return f"{'page' if where.kind is Kind.PAGE else 'mail'} {where.name} ({where.language})"
