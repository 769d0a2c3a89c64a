"""Under which banner a nation is spoken for, by those who answer or write in its name: the one of its own pages.

They read an edition's banner alone: a visitor waits, and what else a kit says is nothing to them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from shared.sites.banner import default_banner

if TYPE_CHECKING:
    from datetime import datetime

    from shared.kernel.clock import Clock
    from shared.nations.nation import Nation
    from shared.sites.banner import Banner

KEPT = timedelta(seconds=60)
"""How long a process goes on with the network's banner that it knows; what is said without a nation is seldom said."""


class BannerStore(Protocol):
    """Where the banners of editions are kept."""

    def worn_in(self, version: str) -> Banner | None:
        """Return the banner of the edition that pages remember by `version`.

        None where it is the software's: the bundled edition's, or that of an edition which nobody kept.
        """

    def newest(self) -> Banner | None:
        """Return the banner of the network's edition; None while that is the bundled one."""


class Banners:
    """Finds banners, each edition's once in a process: editions never change. All raise TransientError."""

    def __init__(self, store: BannerStore, *, network_domain: str, clock: Clock) -> None:
        """Take where banners are kept; where sites are, no edition says."""
        self._store, self._clock, self._domain = store, clock, network_domain
        self._software = self._at_home(default_banner())
        self._worn: dict[str, Banner] = {}
        self._network: tuple[datetime, Banner] | None = None

    def worn_by(self, nation: Nation) -> Banner:
        """Return the banner of the nation's edition; the software's where nobody kept that one."""
        version = nation.kit_version or ""
        if version not in self._worn:
            self._worn[version] = self._or_software(self._store.worn_in(version) if version else None)
        return self._worn[version]

    def of_network(self) -> Banner:
        """Return the banner of the network's edition, as it was up to a minute ago: for what no nation says."""
        now = self._clock.now()
        if self._network is None or now - self._network[0] >= KEPT:
            self._network = now, self._or_software(self._store.newest())
        return self._network[1]

    def at_hand(self) -> Banner:
        """Return a banner without asking for one: that of the network, else of any nation met before.

        It is the software's before any was met. For those who must answer though nothing can be read.
        """
        return self._network[1] if self._network else next(iter(reversed(self._worn.values())), self._software)

    def _or_software(self, found: Banner | None) -> Banner:
        return self._at_home(found) if found else self._software

    def _at_home(self, banner: Banner) -> Banner:
        return replace(banner, network_domain=self._domain)
