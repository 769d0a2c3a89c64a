"""What HQ may do to the kit: each deed takes what a kit says and returns what it says after it.

Words are written in one language; which blocks there are, in which order and in whose hands, in all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from shared.kernel.errors import Fault, InputError, NotFound
from shared.kits.rules import is_law, is_standing
from shared.mail.template import CONFIRM, MailTemplate
from shared.sites.banner import Language
from shared.sites.blocks import Policy
from shared.sites.drafting import LONGEST_WORDS
from shared.sites.pages import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.kits.edition import KitContent
    from shared.kits.offers import Blocks
    from shared.sites.blocks import Block
    from shared.sites.pages import Heading

MOST_BLOCKS = 40
"""Blocks of one page: more than anybody scrolls through."""


class Kind(StrEnum):
    """What a kit is made of besides its banner."""

    PAGE = "pages"
    MAIL = "mails"


ADDABLE = {
    Kind.PAGE: (
        *("text", "cards", "steps", "quote", "figures", "team", "image"),
        *("action", "letter", "ways", "counter", "event", "map"),
    ),
    Kind.MAIL: ("text", "action", "quote", "steps"),
}
"""Kinds of blocks that may be added: forms and the law's notices stand on their pages once."""

LONGEST: Mapping[Kind, Mapping[str, int]] = {Kind.PAGE: LONGEST_WORDS, Kind.MAIL: {"subject": 120, "preview": 200}}
"""Words that pages and e-mails have besides their blocks, each with the characters that it may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A page or an e-mail of the kit, in a language."""

    kind: Kind
    language: Language
    name: str

    @property
    def path(self) -> str:
        """What it is called in one word: `pages/fr/home`."""
        return f"{self.kind}/{self.language}/{self.name}"

    @property
    def is_confirmation(self) -> bool:
        """Whether it is the letter that asks somebody to confirm."""
        return self.kind is Kind.MAIL and self.name == CONFIRM


Document = Page | MailTemplate


class DocumentUnknown(NotFound):
    """The kit has no such page or e-mail, or it has no such block."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the kit has no {name[:80]}")


def document(content: KitContent, where: Where) -> Document:
    """Return a page or an e-mail; raises DocumentUnknown."""
    find = content.page if where.kind is Kind.PAGE else content.mail
    found = find(where.language, where.name)
    if found is None:
        raise DocumentUnknown(f"{where.kind} {where.name}")
    return found


def block_of(found: Document, name: str) -> Block:
    """Return a block of a page or an e-mail; raises DocumentUnknown."""
    block = next((block for block in found.blocks if block.id == name), None)
    if block is None:
        raise DocumentUnknown(f"block {name} in {found.name}")
    return block


def written(content: KitContent, where: Where, block: Block) -> KitContent:
    """Return the kit with a block's words in one language; what kind it is of and who may write it stays."""
    before = block_of(document(content, where), block.id)
    if before.kind != block.kind:
        raise InputError([other_kind(before)])
    return _put(content, where, _swapped(document(content, where).blocks, replace(block, policy=before.policy)))


def other_kind(before: Block) -> Fault:
    """Return the fault of a block that would be of another kind than it was."""
    return _fault(before.id, "it would be of another kind", f"Leave it {before.kind}, or add another block")


def retitled(content: KitContent, where: Where, **words: str) -> KitContent:
    """Return the kit with a page's title, description and menu, or an e-mail's subject and preview, in one language."""
    empty = [name for name, text in words.items() if not text.strip() and name != "menu"]
    if empty:
        raise InputError([Fault(place=name, reason="it is empty", remedy="Write it") for name in empty])
    return _with(content, where, titled(document(content, where), words))


def titled(found: Document, words: Mapping[str, str]) -> Document:
    """Return a page or an e-mail under other words: those of LONGEST."""
    if isinstance(found, Page):
        return replace(found, heading=_headed(found.heading, words))
    return replace(found, envelope=replace(found.envelope, **words))


def _headed(heading: Heading, words: Mapping[str, str]) -> Heading:
    return replace(
        heading,
        title=words.get("title", heading.title),
        description=words.get("description", heading.description),
        menu=words.get("menu", heading.menu),
    )


def governed(content: KitContent, where: Where, name: str, policy: Policy) -> KitContent:
    """Return the kit with a block in other hands; raises InputError for one that is law and would be unlocked."""
    if fault := law_against(where, name, policy):
        raise InputError([fault])
    return _everywhere(
        content, where, lambda found: _swapped(found.blocks, replace(block_of(found, name), policy=policy))
    )


def law_against(where: Where, name: str, policy: Policy) -> Fault | None:
    """Return why a block may not come into these hands, or None."""
    if policy is Policy.LOCKED or where.kind is not Kind.PAGE or not is_law(where.name, name):
        return None
    return _fault(name, "what it says is law, data or consent", "Leave it locked")


def added(content: KitContent, where: Where, block: Block, *, after: str = "") -> KitContent:
    """Return the kit with one more block behind another one, or last, in all languages: to be translated there."""

    def with_it(found: Document) -> Blocks:
        names = [each.id for each in found.blocks]
        if block.id in names or len(names) >= MOST_BLOCKS:
            remedy = f"A page has {MOST_BLOCKS} blocks, each of another name"
            raise InputError([_fault(block.id, "there is no room for it", remedy)])
        at = names.index(after) + 1 if after in names else len(names)
        return (*found.blocks[:at], block, *found.blocks[at:])

    return _everywhere(content, where, with_it)


def new_policy(where: Where) -> Policy:
    """Return in whose hands a new block is: what asks for a consent is nobody's to change, the added included."""
    return Policy.LOCKED if where.is_confirmation else Policy.DEFAULT


def removed(content: KitContent, where: Where, name: str) -> KitContent:
    """Return the kit without a block, in all languages; raises InputError for one that a form or the law stands on."""
    found = document(content, where)
    if fault := stands(where, block_of(found, name)):
        raise InputError([fault])
    if len(found.blocks) == 1:
        raise InputError([_fault(name, "it is the last one", "Change its words instead")])
    return _everywhere(content, where, lambda found: tuple(each for each in found.blocks if each.id != name))


def stands(where: Where, block: Block) -> Fault | None:
    """Return why a block may not be taken away, or None."""
    if where.kind is not Kind.PAGE or not (is_standing(where.name, block) or is_law(where.name, block.id)):
        return None
    return _fault(block.id, "a form or the law stands on it", "Change its words instead")


def moved(content: KitContent, where: Where, name: str, *, by: int) -> KitContent:
    """Return the kit with a block one place up (-1) or down (1), in all languages; at the end it stays."""

    def with_it_moved(found: Document) -> Blocks:
        blocks = list(found.blocks)
        at = blocks.index(block_of(found, name))
        to = min(max(at + by, 0), len(blocks) - 1)
        blocks.insert(to, blocks.pop(at))
        return tuple(blocks)

    return _everywhere(content, where, with_it_moved)


def rewritten(content: KitContent, where: Where, after: Document) -> KitContent:
    """Return the kit with a page or an e-mail as it was written as a whole, in one language.

    Which blocks it has, in which order and in whose hands, it has in all languages: one that is new stands everywhere
    in the words in which it was written, to be translated there.
    """

    def likewise(found: Document) -> Blocks:
        theirs = {block.id: block for block in found.blocks}
        return tuple(replace(theirs.get(block.id, block), policy=block.policy) for block in after.blocks)

    return _with(_everywhere(content, where, likewise), where, after)


def targets(content: KitContent, where: Where) -> tuple[tuple[str, str], ...]:
    """Return what buttons of a page or an e-mail may lead to, each with what it is called."""
    pages = [(page.name, page.heading.menu or page.heading.title) for page in content.pages[where.language]]
    return (*([(CONFIRM, CONFIRM)] if where.kind is Kind.MAIL else []), *pages)


def _everywhere(content: KitContent, where: Where, change: Callable[[Document], Blocks]) -> KitContent:
    for language in Language:
        there = replace(where, language=language)
        content = _put(content, there, change(document(content, there)))
    return content


def _put(content: KitContent, where: Where, blocks: Blocks) -> KitContent:
    return _with(content, where, replace(document(content, where), blocks=blocks))


def _with(content: KitContent, where: Where, found: Document) -> KitContent:
    if where.kind is Kind.PAGE:
        return content.with_page(where.language, cast("Page", found))
    return content.with_mail(where.language, cast("MailTemplate", found))


def _swapped(blocks: Blocks, block: Block) -> Blocks:
    return tuple(block if each.id == block.id else each for each in blocks)


def _fault(name: str, reason: str, remedy: str) -> Fault:
    return Fault(place=f"block {name}", reason=reason, remedy=remedy)
