"""What can go wrong with the kit's editions.

BanneretError
└── PermanentError
    ├── NotFound
    │   └── EditionUnknown     no such edition was published
    └── Conflict
        ├── KitChanged         somebody else edited or published meanwhile
        └── NotToBeShown       a page or an e-mail says what nobody could be shown
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, NotFound

if TYPE_CHECKING:
    from shared.sites.errors import ContentError


class EditionUnknown(NotFound):
    """No edition has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"the kit has no version {number}: `banneret kit versions` shows those there are")


class KitChanged(Conflict):
    """Somebody else edited the draft, or published one, since it was read."""

    def __init__(self) -> None:
        super().__init__("the kit was changed by somebody else meanwhile: look again")


class NotToBeShown(Conflict):
    """A page or an e-mail says what no reader could be shown, such as a fact that no campaign has."""

    def __init__(self, reason: ContentError) -> None:
        super().__init__(f"it cannot be shown as it stands: {reason}")
