"""Editions of the kit made for tests: name only what the test is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shared.kits.edition import EditionHead, KitContent, KitEdition, bundled_edition
from shared.sites.banner import Language
from shared.sites.blocks import Policy, Quote, Text
from tests.builders import NOON

if TYPE_CHECKING:
    from shared.sites.blocks import Block

CHARTER = "charter"
"""A block of the bundled home page: somebody's words, the kit's until the nation writes its own."""


def an_edition(number: int = 2, *, charter: str = "Au grand jour.", policy: Policy = Policy.DEFAULT) -> KitEdition:
    """Return an edition that says something else in one block of the home page, in every language."""
    version = f"v{number}+{number:012}"
    content = with_block(bundled_edition().content, a_charter(charter, policy)).stamped(version)
    head = EditionHead(number=number, version=version, at=NOON, by="anne", note=f"Édition {number}")
    return KitEdition(head=head, content=content)


def a_charter(text: str = "Au grand jour.", policy: Policy = Policy.DEFAULT) -> Quote:
    """Return that block."""
    return Quote(id=CHARTER, policy=policy, text=text, author="La charte")


def with_block(content: KitContent, block: Block, *, page: str = "home") -> KitContent:
    """Return the kit with a block in the place of the one of its name, in every language."""
    for language in Language:
        standing = content.page(language, page)
        assert standing is not None
        blocks = tuple(block if one.id == block.id else one for one in standing.blocks)
        content = content.with_page(language, replace(standing, blocks=blocks))
    return content


def a_line(text: str, name: str = "ours") -> Text:
    """Return a nation's own paragraph."""
    return Text(id=name, policy=Policy.FREE, body=text)


def a_renamed_edition(name: str = "Grand Large", *, number: int = 2, **rules: Any) -> KitEdition:
    """Return an edition under a banner of another name, which keeps the rules that are given."""
    edition = an_edition(number)
    banner = replace(edition.content.banner, name=name, **rules)
    return replace(edition, content=replace(edition.content, banner=banner))
