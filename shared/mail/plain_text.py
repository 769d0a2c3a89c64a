"""An e-mail as plain text, for those who read no HTML: the same blocks in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.blocks import Action, Hero, Quote, Steps, Text
from shared.sites.errors import ContentError
from shared.sites.markdown import to_plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.sites.blocks import Block


def block_as_text(block: Block, link: Callable[[Block, str], str]) -> str:
    """Return a block as paragraphs, with its placeholders; `link` gives the address of an action."""
    match block:
        case Hero():
            return _paragraphs(block.title, block.subtitle, block.lead)
        case Text():
            return _paragraphs(block.title, to_plain_text(block.body))
        case Action():
            return _paragraphs(
                block.title, to_plain_text(block.body), f"→ {block.label}\n  {link(block, block.target)}"
            )
        case Quote():
            return _paragraphs(f"> {block.text}", f"— {block.author}")
        case Steps():
            steps = (f"{n}. {step.title}\n   {to_plain_text(step.body)}" for n, step in enumerate(block.steps, start=1))
            return _paragraphs(block.title, *steps)
        case _:
            raise ContentError(f"block {block.id} ({block.kind}): an e-mail cannot show this kind")


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())
