"""What an edition of the kit must keep, whoever writes it: what forms, law and the pages themselves stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.kernel.errors import Fault, InputError
from shared.kits.edition import bundled_edition
from shared.kits.items import pack
from shared.mail.confirming import missing_in
from shared.mail.template import CONFIRM, MailTemplate
from shared.sites.banner import Language
from shared.sites.blocks import Policy, write_block
from shared.sites.placeholders import REMEDY, unknown_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.kits.edition import KitContent
    from shared.sites.blocks import Block
    from shared.sites.pages import Page

STANDING = frozenset({"form", "survey", "events", "donation", "legal", "privacy", "contact"})
"""Kinds of blocks that the software counts on: a form's address, the law's notices, what is counted by a name."""

LARGEST = 300_000
"""Characters of an edition as it is stored: three quarters of what DynamoDB takes in an item."""


def is_standing(page: str, block: Block) -> bool:
    """Tell whether a block must stay on its page: forms lead there, the law asks for it, or it thanks for a form."""
    return block.kind in STANDING or page == "thanks"


def is_law(page: str, name: str) -> bool:
    """Tell whether a block stays locked: the bundled kit has it so, because what it says is law, data or consent."""
    bundled = bundled_edition().content.page(Language.FRENCH, page)
    return any(block.id == name and block.policy is Policy.LOCKED for block in (bundled.blocks if bundled else ()))


def check(content: KitContent) -> None:
    """Return if an edition may be published; raises InputError with every fault, each with its page or e-mail."""
    faults = [*_unlike(content), *_unknown_facts(content), *_fallen(content), *_unproven(content), *too_long(content)]
    if faults:
        raise InputError(faults)


def too_long(content: KitContent) -> list[Fault]:
    """Return the fault of a kit that is too long to be kept, if it is."""
    if len(pack(content)) <= LARGEST:
        return []
    return [Fault(place="kit", reason="it is too long", remedy="Shorten its longest pages")]


def _unlike(content: KitContent) -> Iterator[Fault]:
    """Yield pages and e-mails that are not made of the same blocks in every language."""
    for kind, names in (("page", _names(content.pages)), ("mail", _names(content.mails))):
        for name in names:
            told = [_skeleton(getattr(content, kind)(language, name)) for language in Language]
            if any(one != told[0] for one in told):
                yield Fault(
                    place=f"{kind} {name}",
                    reason="it is made of other blocks in one language than in another",
                    remedy="Give each block the same id, kind and policy in every language, in the same order",
                )


def _unknown_facts(content: KitContent) -> Iterator[Fault]:
    for kind, some in (("page", content.pages), ("mail", content.mails)):
        for language, documents in some.items():
            for document in documents:
                unknown = {name for text in _texts(document) for name in unknown_in(text)}
                for name in sorted(unknown):
                    yield Fault(
                        place=f"{kind} {document.name} ({language})",
                        reason=f"{{{name}}} is no fact of a campaign",
                        remedy=REMEDY,
                    )


def _fallen(content: KitContent) -> Iterator[Fault]:
    """Yield what the bundled kit has that may not go: blocks that stand, and locks that are law."""
    for page in bundled_edition().content.pages[Language.FRENCH]:
        ours = content.page(Language.FRENCH, page.name)
        kept = {block.id: block for block in (ours.blocks if ours else ())}
        for block in page.blocks:
            own = kept.get(block.id)
            if is_standing(page.name, block) and (own is None or own.kind != block.kind):
                yield Fault(place=f"page {page.name}, block {block.id}", reason="it is gone", remedy="Put it back")
            elif block.policy is Policy.LOCKED and (own is None or own.policy is not Policy.LOCKED):
                yield Fault(place=f"page {page.name}, block {block.id}", reason="it is law", remedy="Lock it again")


def _unproven(content: KitContent) -> Iterator[Fault]:
    """Yield what the letters of confirmation lack."""
    for language in Language:
        letter = content.mail(language, CONFIRM)
        for reason, remedy in missing_in(letter) if letter else (("it is gone", "Put it back"),):
            yield Fault(place=f"mail {CONFIRM} ({language})", reason=reason, remedy=remedy)


def _names(some: Any) -> list[str]:
    return list(dict.fromkeys(document.name for documents in some.values() for document in documents))


def _skeleton(document: Page | MailTemplate | None) -> list[tuple[str, str, str]]:
    return [(block.id, block.kind, block.policy.value) for block in document.blocks] if document else []


def _texts(document: Page | MailTemplate) -> Iterator[str]:
    if isinstance(document, MailTemplate):
        yield from (document.envelope.subject, document.envelope.preview)
    else:
        yield from (document.heading.title, document.heading.description, document.heading.menu)
    for block in document.blocks:
        yield from _strings(write_block(block))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _strings(each)
        case dict():
            for each in value.values():
                yield from _strings(each)
