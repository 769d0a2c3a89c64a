"""What the letter must have that asks somebody to confirm, whoever wrote its words: without it, no consent is proven.

The sentences that are agreed to stand above its button, word for word as the form had them; no template says them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.mail.template import CONFIRM
from shared.sites.blocks import Action, Policy, write_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.mail.template import MailTemplate
    from shared.sites.blocks import Block

WRITER = "{candidate}"
"""Who writes, as templates name them."""


def missing_in(letter: MailTemplate) -> tuple[tuple[str, str], ...]:
    """Return what keeps a letter of confirmation from being sent, each with what mends it; nothing if it is well.

    The link is its one button; the purpose stands above it; who writes is named in its words; HQ alone writes it.
    """
    return tuple(_missing(letter))


def _missing(letter: MailTemplate) -> Iterator[tuple[str, str]]:
    buttons = [block for block in letter.blocks if getattr(block, "target", "")]
    if not (len(buttons) == 1 and isinstance(buttons[0], Action) and buttons[0].target == CONFIRM):
        yield "it has no link to confirm, or other buttons", f"Give it one button, an action that leads to {CONFIRM}"
    if not any(WRITER in text for block in letter.blocks for text in _texts(block)):
        yield "it does not say who writes", f"Name {WRITER} in one of its blocks"
    if any(block.policy is not Policy.LOCKED for block in letter.blocks):
        yield "what it says is consent", "Lock all its blocks"


def _texts(block: Block) -> Iterator[str]:
    yield from (value for value in write_block(block).values() if isinstance(value, str))
