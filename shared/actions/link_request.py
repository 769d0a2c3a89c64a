"""What somebody asks who follows a link of a mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.consent.links import LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRequest:
    """What somebody asks by a link: `posts` when a button was pressed, whose name and value are `choice`.

    `address` is where from, cut to its network.
    """

    kind: LinkKind
    slug: str
    token: str
    posts: bool
    choice: tuple[str, str] = ("", "")
    address: str = ""
