"""Whether the public reads a page as the nation last published it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.console.manuscript import belongings_of
from shared.nations.nation import NationStatus
from shared.sites.publication import BACK_TO

if TYPE_CHECKING:
    from datetime import datetime

    from shared.console.desk import Desk
    from shared.console.manuscript import Manuscript
    from shared.sites.versions import Version

PUBLIC, UNDER_WAY, HELD, CLOSED, BACK = "public", "underway", "held", "closed", "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicity:
    """Where a page stands: `word` is one of those above, `since` when the nation last published it.

    `until` is the end of the silence that holds it.
    """

    word: str
    since: datetime | None = None
    until: datetime | None = None


def publicity_of(manuscript: Manuscript, desk: Desk) -> Publicity:
    """Return where the page stands with the public at this moment."""
    nation, reach, now = manuscript.nation, manuscript.reach, manuscript.writer.at
    editions = reach.pages.editions(nation.slug, manuscript.page.name)
    since = editions[0].at if editions else None
    if nation.status is not NationStatus.READY:
        return Publicity(word=CLOSED, since=since)
    latest = reach.versions.latest(nation.slug)
    if latest and latest.reason.startswith(BACK_TO) and (since is None or latest.at >= since):
        return Publicity(word=BACK, since=since)
    if since is None or (latest and _is_read(manuscript, since, latest, desk)):
        return Publicity(word=PUBLIC, since=since)
    silence = desk.calendar.silence_at(nation.seed.zones, now)
    if silence and any(override.lets_through(since) for override in reach.overrides.of_nation(nation.slug)):
        silence = None
    return Publicity(word=HELD if silence else UNDER_WAY, since=since, until=silence.ends if silence else None)


def _is_read(manuscript: Manuscript, since: datetime, latest: Version, desk: Desk) -> bool:
    """Tell whether the public reads what was published then: a later version of the site, or the same words."""
    if latest.at >= since:
        return True
    # A publication that changes no file leaves no version: then the words themselves are compared.
    belongings, now = belongings_of(manuscript), manuscript.writer.at
    return desk.previews.is_read(manuscript.nation, belongings, manuscript.page, version=latest, now=now)
