"""What every block has: a name within its page, and who may write it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Policy(StrEnum):
    """Who may write a block: HQ alone, the nation in place of the kit's text, or the nation from the start."""

    LOCKED = "locked"
    DEFAULT = "default"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of a page; `id` is its name within the page and stays when its text changes."""

    kind: ClassVar[str]

    id: str
    policy: Policy

    @property
    def template(self) -> str:
        """The template that shows blocks of this kind."""
        return f"blocks/{self.kind}.html.j2"

    @property
    def mail_template(self) -> str:
        """The template that shows blocks of this kind in an e-mail."""
        return f"mail/blocks/{self.kind}.mjml.j2"
