"""Publish the network's own site: whatever of it differs from what is there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shared.sites.files import NETWORK
from shared.sites.network.agenda import HORIZON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.kernel.clock import Clock
    from shared.nations.nation import Nation
    from shared.nations.ports import NationStore
    from shared.sites.network.maker import NetworkMaker
    from shared.sites.network.ports import EventList
    from shared.sites.publishing import PublishedSite, SiteBucket

LISTING = 500
"""Nations asked for at once; DynamoDB cuts a page at 1 MB by itself."""

A_DAY = timedelta(days=1)
"""An event may have begun yesterday by the clock of its island, and still go on."""


def publish_network(
    *, nations: NationStore, events: EventList, site: SiteBucket, maker: NetworkMaker, clock: Clock
) -> PublishedSite:
    """Publish what the network is at this moment: assets and places first, pages last; nothing is deleted.

    Raises TransientError when the bucket or the table does not answer; doing it again is harmless and cheap.
    """
    now = clock.now()
    due = events.between((now - A_DAY).date(), (now + HORIZON + A_DAY).date())
    return site.publish(NETWORK, maker.files(_all(nations), due, now=now))


def _all(nations: NationStore) -> Iterator[Nation]:
    cursor: str | None = None
    while True:
        page = nations.page(limit=LISTING, cursor=cursor)
        yield from page.elements
        cursor = page.cursor
        if cursor is None:
            return
