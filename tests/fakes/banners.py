"""The banners of the kit's editions in memory, with the promises of `BannerStore`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.sites.kit import kit_version
from tests.fakes.kits import InMemoryKitStore

if TYPE_CHECKING:
    from shared.sites.banner import Banner


@dataclass
class InMemoryBannerStore:
    """Finds banners among the editions of a store; `asked` are the versions that were looked for."""

    kits: InMemoryKitStore = field(default_factory=InMemoryKitStore)
    asked: list[str] = field(default_factory=list)

    def worn_in(self, version: str) -> Banner | None:
        self.asked.append(version)
        kept = (edition for edition in self.kits.editions.values() if edition.version == version != kit_version())
        return next((edition.content.banner for edition in kept), None)

    def newest(self) -> Banner | None:
        self.asked.append("newest")
        latest = self.kits.latest()
        return latest.content.banner if latest and not latest.head.bundled else None
