"""The kit's editions in memory, with the promises of `KitStore`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.kits.errors import EditionUnknown, KitChanged
from shared.kits.holdings import holdings_of
from shared.kits.offer_items import offers_item
from shared.mail.template import mail_item
from shared.sites.pages import Page, page_item

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.kernel.items import Item
    from shared.kits.draft import KitDraft
    from shared.kits.edition import EditionHead, KitEdition
    from shared.kits.holdings import Change, Holdings
    from shared.kits.run import KitRun, Settled
    from shared.mail.template import MailTemplate
    from tests.fakes.nations import InMemoryNationStore


class InMemoryKitStore:
    """Keeps editions in a dictionary."""

    def __init__(self) -> None:
        self.editions: dict[int, KitEdition] = {}
        self.drafted: KitDraft | None = None
        self.saves = 0

    def latest(self) -> KitEdition | None:
        return self.editions[max(self.editions)] if self.editions else None

    def get(self, number: int) -> KitEdition:
        if number not in self.editions:
            raise EditionUnknown(number)
        return self.editions[number]

    def history(self) -> tuple[EditionHead, ...]:
        return tuple(self.editions[number].head for number in sorted(self.editions, reverse=True))

    def add(self, edition: KitEdition, *, draft: KitDraft | None = None) -> None:
        if edition.number in self.editions or (draft and self._revision() != draft.revision):
            raise KitChanged
        self.editions[edition.number] = edition
        if draft:
            self.drafted = None

    def draft(self) -> KitDraft | None:
        return self.drafted

    def save_draft(self, draft: KitDraft) -> KitDraft:
        if self._revision() != draft.revision:
            raise KitChanged
        self.saves += 1
        self.drafted = replace(draft, revision=self.saves)
        return self.drafted

    def drop_draft(self, draft: KitDraft) -> None:
        if self._revision() != draft.revision:
            raise KitChanged
        self.drafted = None

    def _revision(self) -> int:
        return self.drafted.revision if self.drafted else 0


class InMemoryHoldings:
    """What nations have of the kit, over the items of an `InMemoryNationStore`."""

    def __init__(self, nations: InMemoryNationStore) -> None:
        self._nations = nations
        self.meanwhile: list[Callable[[], object]] = []

    def read(self, slug: str) -> Holdings:
        held = holdings_of(self._nations.belongings(slug))
        if self.meanwhile:
            self.meanwhile.pop(0)()
        return held

    def waiting(self, slug: str) -> int:
        return holdings_of(self._nations.belongings(slug)).waiting

    def write(self, slug: str, change: Change) -> None:
        kept = self._nations.items.setdefault(slug, {})
        standing = kept.get(change.document)
        if _stamp(standing) != _stamp(_item(change.before)):
            raise KitChanged
        kept[change.document] = {**change.item, "pk": f"NATION#{slug}"}
        if change.offers is not None:
            item = offers_item(change.document, change.offers)
            kept[item["sk"]] = {**item, "pk": f"NATION#{slug}"}


class InMemoryRunStore:
    """Keeps runs in dictionaries."""

    def __init__(self) -> None:
        self.runs: dict[str, KitRun] = {}
        self.noted: dict[str, dict[str, Settled]] = {}

    def get(self, version: str) -> KitRun | None:
        return self.runs.get(version)

    def begin(self, run: KitRun) -> None:
        if run.version in self.runs:
            raise KitChanged
        self.runs[run.version] = run

    def save(self, run: KitRun, *, after: KitRun) -> None:
        standing = self.runs.get(run.version)
        if standing is None or (standing.wave, standing.stopped) != (after.wave, after.stopped):
            raise KitChanged
        self.runs[run.version] = run

    def settle(self, version: str, settled: Settled) -> None:
        self.noted.setdefault(version, {})[settled.slug] = settled

    def settled(self, version: str) -> Mapping[str, Settled]:
        return dict(self.noted.get(version, {}))


def _item(before: Page | MailTemplate | None) -> Item | None:
    if before is None:
        return None
    return page_item(before) if isinstance(before, Page) else mail_item(before)


def _stamp(item: Item | None) -> tuple[str, str] | None:
    return (item["kit_version"], item.get("edited_at", "")) if item else None
