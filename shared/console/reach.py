"""What is one nation's, as whoever acts for that nation reaches it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shared.elections.overrides import OverrideLog
    from shared.events.ports import EventStore
    from shared.kernel.presigning import DownloadLinks
    from shared.kits.holdings import HoldingStore
    from shared.nations.ports import NationStore
    from shared.people.by_name import PeopleByName
    from shared.people.table import PeopleTable
    from shared.sites.drafts import PageDesk
    from shared.sites.pictures import Pictures
    from shared.sites.versions import VersionStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Stores whose rights end at the nation: on AWS, its own credentials say so."""

    people: PeopleTable
    by_name: PeopleByName
    events: EventStore
    overrides: OverrideLog
    nations: NationStore
    pages: PageDesk
    versions: VersionStore
    pictures: Pictures
    holdings: HoldingStore
    exported: DownloadLinks


class Reaching(Protocol):
    """Opens a nation, to read there or to write, too."""

    def __call__(self, slug: str, *, may_write: bool = False) -> Reach:
        """Return what is the nation's; raises NotANation for what can be no slug."""
