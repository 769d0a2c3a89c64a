"""What electoral silence forbids.

BanneretError
└── PermanentError
    └── Conflict → HeldBySilence
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict

if TYPE_CHECKING:
    from shared.elections.silence import Silence


class HeldBySilence(Conflict):
    """The nation is in electoral silence, and no reason was given why this should happen all the same."""

    def __init__(self, slug: str, silence: Silence, what: str) -> None:
        super().__init__(
            f"nation {slug} is in electoral silence until {silence.ends:%d %B %Y, %H:%M} ({silence.ends.tzinfo}): "
            f"{what} is held. If it must be, give the reason for an override"
        )
        self.slug = slug
        self.silence = silence
