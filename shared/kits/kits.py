"""Where the network's kit is known: which edition is its own, and what any edition said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.kits.edition import FIRST, bundled_edition
from shared.kits.errors import EditionUnknown
from shared.kits.keys import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shared.kernel.clock import Clock
    from shared.kits.edition import KitEdition
    from shared.kits.ports import KitStore
    from shared.mail.template import MailTemplate
    from shared.sites.banner import Banner, Language
    from shared.sites.pages import Page

KEPT = timedelta(seconds=60)
"""How long a worker goes on with the edition it knows: a nation that is made meanwhile gets the newer one later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kits:
    """The editions of the kit, each read once in a process: they never change.

    A network that never published one has the bundled one, and follows it from release to release.
    """

    store: KitStore
    bundled: Callable[[], KitEdition] = bundled_edition
    _known: dict[str, KitEdition] = field(default_factory=dict)

    def current(self) -> KitEdition:
        """Return the network's edition."""
        latest = self.store.latest()
        return self.bundled() if latest is None or latest.head.bundled else latest

    def numbered(self, number: int) -> KitEdition:
        """Return the edition of a number, the bundled one included; raises EditionUnknown."""
        current = self.current()
        return current if current.number == number else self.store.get(number)

    def banner(self, *, network_domain: str) -> Banner:
        """Return the banner of the network's edition, at the domain of a stage."""
        return replace(self.current().content.banner, network_domain=network_domain)

    def edition(self, version: str) -> KitEdition | None:
        """Return the edition that pages remember by `version`; None where nobody kept it."""
        if version == self.bundled().version:
            return self.bundled()
        if version not in self._known:
            found = self._found(version)
            if found is None:
                return None
            self._known[version] = found
        return self._known[version]

    def _found(self, version: str) -> KitEdition | None:
        numbers = (head.number for head in self.store.history() if head.version == version)
        number = self.number_of(version) if PUBLISHED.match(version) else next(numbers, None)
        try:
            edition = self.store.get(number) if number else None
        except EditionUnknown:
            return None
        return edition if edition and edition.version == version else None

    def number_of(self, version: str) -> int:
        """Return the number of the edition that pages remember by `version`; that of the bundled one if none is known.

        Told from the version itself: what was published says so.
        """
        match = PUBLISHED.match(version)
        return int(match[1]) if match else FIRST

    def kit_page(self, version: str, language: Language, name: str) -> Page | None:
        """Return the kit's page of a name as a version has it: what a nation's page of that version came from."""
        edition = self.edition(version)
        return edition.content.page(language, name) if edition else None

    def kit_mail(self, version: str, language: Language, name: str) -> MailTemplate | None:
        """Return the kit's e-mail of a name as a version has it."""
        edition = self.edition(version)
        return edition.content.mail(language, name) if edition else None


class CurrentKit:
    """The network's edition as it was up to a minute ago, for workers that ask at every nation."""

    def __init__(self, kits: Kits, clock: Clock) -> None:
        """Take where editions are known."""
        self._kits = kits
        self._clock = clock
        self._seen: tuple[datetime, KitEdition] | None = None

    def __call__(self) -> KitEdition:
        """Return the edition."""
        now = self._clock.now()
        if self._seen is None or now - self._seen[0] >= KEPT:
            self._seen = now, self._kits.current()
        return self._seen[1]
