"""What can go wrong with a nation.

BanneretError
└── PermanentError
    ├── NotFound → NationUnknown
    └── Conflict
        ├── ZoneTaken            another nation holds the zone
        ├── SlugTaken            another rollout founded a nation of that name elsewhere
        └── IllegalTransition    the nation's state does not allow it
"""

from __future__ import annotations

from shared.kernel.errors import Conflict, NotFound


class NationUnknown(NotFound):
    """No nation has this slug."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"no nation is called {slug}: `banneret nation list` shows them all")
        self.slug = slug


class ZoneTaken(Conflict):
    """Another nation holds the zone."""

    def __init__(self, zone: str, holder: str) -> None:
        super().__init__(f"zone {zone} belongs to nation {holder}")
        self.zone = zone
        self.holder = holder


class SlugTaken(Conflict):
    """The slug belongs to a nation with other zones, or to one that was removed."""

    def __init__(self, slug: str, reason: str) -> None:
        super().__init__(f"nation {slug} {reason}")
        self.slug = slug


class IllegalTransition(Conflict):
    """The nation's state does not allow what was asked."""

    def __init__(self, slug: str, status: str, verb: str) -> None:
        super().__init__(f"nation {slug} is {status}: it cannot be {verb}")
        self.slug = slug
