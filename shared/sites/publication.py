"""Publish a nation's pages, and take a publication back.

The files first, the record second: what is written but not on record is written again, so that every version on
record can be put back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.events.items import events_of
from shared.kernel.errors import Conflict
from shared.nations.errors import IllegalTransition
from shared.nations.nation import NationStatus
from shared.sites.files import NETWORK
from shared.sites.versions import Version

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shared.elections.gate import Gate
    from shared.kernel.clock import Clock
    from shared.nations.nation import Nation
    from shared.nations.ports import NationStore
    from shared.people.journal import Journal
    from shared.sites.nation_site import SiteMaker
    from shared.sites.publishing import PublishedSite, SiteBucket
    from shared.sites.versions import VersionStore

PUBLISHED, WENT_BACK = "published-site", "site-went-back"
"""What the log of a nation says of a publication that somebody asked for."""

BACK_TO = "back to version "
"""How the reason of a publication begins that put an earlier one back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What publications are made with."""

    nations: NationStore
    site: SiteBucket
    versions: VersionStore
    maker: SiteMaker
    gate: Gate
    clock: Clock
    dress: Callable[[Nation], SiteMaker] | None = None
    """Finds the maker under the banner of a nation's kit; without it, all nations are under the maker's own."""

    def maker_of(self, nation: Nation) -> SiteMaker:
        """Return what makes the nation's site."""
        return self.dress(nation) if self.dress else self.maker


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What is public now, and what it took: files written, and files that were there already.

    It holds `until` the first of the events to come is over; None where that is not known or there are none.
    """

    version: int
    written: int
    unchanged: int
    until: datetime | None = None


def publish_nation(slug: str, *, by: str, override: str = "", press: Press, journal: Journal | None) -> Published:
    """Publish the nation's pages as they are now; nothing changes where the public reads them already.

    `override` is the reason for doing so during electoral silence. The nation's log tells it first; without a
    `journal` it was told already, of the change that comes out. Raises NationUnknown, IllegalTransition,
    HeldBySilence, and ContentError for a page that cannot be shown.
    """
    nation = _ready(slug, press)
    reason = press.gate.pass_through(nation, what="publishing", by=by, reason=override)
    if journal:
        journal.record(nation.slug, PUBLISHED, _with_reason({}, reason))
    press.site.publish(NETWORK, press.maker.shared_files())
    return renew_site(nation, by=by, reason=reason, press=press)


def renew_site(nation: Nation, *, by: str, reason: str, press: Press) -> Published:
    """Publish the pages as they must be read at this moment, in the silence in their silent form.

    For what the clock itself brings about, and for nations that open again; the files that all sites share must
    be there. Raises ContentError, and TransientError if somebody else published meanwhile.
    """
    slug, now = nation.slug, press.clock.now()
    # The publication before first, then what this one is made of: whoever publishes in between takes its number, and
    # whoever published before had nothing newer. A nation as it was read earlier would come out over a newer one.
    latest = press.versions.latest(slug)
    nation = press.nations.get(slug)
    belongings = press.nations.belongings(slug)
    files = press.maker_of(nation).open_site(nation.seed, belongings, now=now)
    done = press.site.publish(slug, files, before=latest.files if latest else {})
    press.site.read_back(slug, files)
    version = next_version(latest, done, at=now, by=by, reason=reason, kit_version=nation.kit_version or "")
    if version is not latest:
        press.versions.add(slug, version)
    ends = (event.ends_at for event in events_of(belongings) if event.ends_at > now)
    return replace(_published(version, done), until=min(ends, default=None))


def went_back(slug: str, press: Press) -> bool:
    """Tell whether the public reads an earlier publication that was put back."""
    latest = press.versions.latest(slug)
    return latest is not None and latest.reason.startswith(BACK_TO)


def roll_back(
    slug: str, number: int, *, by: str, override: str = "", press: Press, journal: Journal | None
) -> Published:
    """Put a version on record back, which makes it a new version.

    What the nation's pages say in the table is not changed: publishing again makes them public again. The nation's
    log tells it first; without a `journal` it was told already, when the order was given. Raises NationUnknown,
    IllegalTransition, VersionUnknown, VersionExpired, Conflict, HeldBySilence.
    """
    nation = _ready(slug, press)
    wanted, latest = press.versions.get(slug, number), press.versions.latest(slug)
    if latest is None or _contents(latest) == _contents(wanted):
        raise Conflict(f"nation {slug}: version {number} is what the public reads already")
    reason = press.gate.pass_through(nation, what=f"going back to version {number}", by=by, reason=override)
    if journal:
        journal.record(nation.slug, WENT_BACK, _with_reason({"version": str(number)}, reason))
    done = press.site.restore(slug, wanted.files, before=latest.files)
    version = next_version(
        latest,
        done,
        at=press.clock.now(),
        by=by,
        reason=f"{BACK_TO}{number}",
        kit_version=wanted.kit_version,
    )
    press.versions.add(slug, version)
    return _published(version, done)


def next_version(
    latest: Version | None, done: PublishedSite, *, at: datetime, by: str, reason: str, kit_version: str
) -> Version:
    """Return the version to be recorded after a publication: the latest itself where nothing came of it."""
    if latest and done.files == latest.files:
        return latest
    number = latest.number + 1 if latest else 1
    return Version(number=number, at=at, by=by, reason=reason, kit_version=kit_version, files=done.files)


def _contents(version: Version) -> dict[str, tuple[str, int]]:
    """Return what the public reads of a version: a file that was put back has another id in the bucket."""
    return {path: (file.etag, file.size) for path, file in version.files.items()}


def _published(version: Version, done: PublishedSite) -> Published:
    return Published(version=version.number, written=done.written, unchanged=done.unchanged)


def _with_reason(about: dict[str, str], reason: str) -> dict[str, str]:
    return {**about, "reason": reason} if reason else about


def _ready(slug: str, press: Press) -> Nation:
    nation = press.nations.get(slug)
    if nation.status is not NationStatus.READY:
        raise IllegalTransition(slug, nation.status, "published")
    return nation
