"""The publications of a nation: what the public could read, since when, and by whose hand.

An item, kept under its nation, is `{sk: VERSION#000042, at, by, reason, kit_version, files: {path: [version id in
the bucket, MD5, bytes]}}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import NotFound
from shared.nations.items import PUBLISHED, nation_key
from shared.sites.publishing import StoredFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.items import Item

KEPT = 20
"""Publications on record: a campaign's last weeks. The bucket keeps as many replaced versions of each file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One publication; `reason` is empty where nobody had to give one."""

    number: int
    at: datetime
    by: str
    reason: str
    kit_version: str
    files: Mapping[str, StoredFile]


class VersionUnknown(NotFound):
    """The nation has no such version, or none any more."""

    def __init__(self, slug: str, number: int) -> None:
        super().__init__(f"nation {slug} has no version {number}: `banneret nation versions {slug}` shows those kept")


class VersionStore(Protocol):
    """Keeps the last `KEPT` publications of each nation."""

    def latest(self, slug: str) -> Version | None:
        """Return what is published; None for a nation that never was."""

    def get(self, slug: str, number: int) -> Version:
        """Return one publication; raises VersionUnknown."""

    def history(self, slug: str) -> tuple[Version, ...]:
        """Return the publications on record, the latest first."""

    def add(self, slug: str, version: Version) -> None:
        """Record a publication and forget the one that is too old; raises TransientError if its number is taken."""


def version_sort(number: int) -> str:
    """Return the sort key of a publication: they stand in their order."""
    return f"{PUBLISHED}{number:06}"


def version_to_item(slug: str, version: Version) -> Item:
    """Return the publication's item with its keys."""
    return {
        "pk": nation_key(slug),
        "sk": version_sort(version.number),
        "at": version.at.isoformat(),
        "by": version.by,
        "reason": version.reason,
        "kit_version": version.kit_version,
        "files": {path: list(stored) for path, stored in version.files.items()},
    }


def version_from_item(item: Item) -> Version:
    """Return the publication that `version_to_item` wrote."""
    return Version(
        number=int(item["sk"].removeprefix(PUBLISHED)),
        at=datetime.fromisoformat(item["at"]),
        by=item["by"],
        reason=item["reason"],
        kit_version=item["kit_version"],
        files={path: StoredFile(*stored) for path, stored in item["files"].items()},
    )
