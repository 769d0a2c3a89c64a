"""An export: the people of a segment as a file, asked for by somebody, made behind a queue, gone after a day.

    EXPORT#<export id>    {segment {all_of L, any_of L, none_of L}, day, name, by, who, at, mark, state, people N,
                          revision, expires_at}

`pk` is NATION#<slug>. The segment is kept as it was asked; on `day` its last days are counted, however late the file is
made. The file lies in the intake bucket under `exports/<slug>/`, whose objects expire after a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.kernel.errors import NotFound
from shared.kernel.items import from_wire, to_wire
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.segments.segment import Segment
from shared.people.table import has_expired

if TYPE_CHECKING:
    from shared.kernel.items import WireItem
    from shared.people.table import ItemKey, PeopleTable

EXPORT = "EXPORT#"
FOLDER = "exports/"
"""Of the intake bucket; below it one for each nation."""

KEPT = timedelta(days=1)
"""How long a file can be had, and is there at all."""


LOST = timedelta(hours=1)
"""After so long nobody waits for a file any more: each of its tries is over, and whoever made it told nothing."""


class ExportState(StrEnum):
    """How far an export is."""

    WAITING = "waiting"
    FAILED = "failed"
    """It was tried as often as orders are, or never taken; an order that is given again makes it all the same."""
    READY = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One export of the people of `segment`, which was called `name`, by the member with the id `by`, called `who`.

    `day` is on which it was asked for, by the network's clock: what the segment asks about the last days ends there.
    `mark` stands in the file's name and in each of its rows: from a file that turns up somewhere it leads back here.
    """

    id: str
    slug: str
    segment: Segment
    day: date
    name: str
    by: str
    who: str
    at: datetime
    mark: str
    state: ExportState = ExportState.WAITING
    people: int = 0

    @property
    def key(self) -> ItemKey:
        """Where it is kept."""
        return nation_holder(self.slug), f"{EXPORT}{self.id}"

    @property
    def whom(self) -> Segment:
        """The segment on the day."""
        return self.segment.on(self.day)

    @property
    def days(self) -> str:
        """What was asked about the last days, and which they were: `did:any:last-2-days=2027-05-10/2027-05-11`."""
        return " ".join(f"{asked}={period.days}" for asked, period in self.segment.days_on(self.day).items())

    @property
    def file_key(self) -> str:
        """Where in the bucket the file lies."""
        return f"{FOLDER}{self.slug}/{self.id}.csv"

    @property
    def file_name(self) -> str:
        """What the file is called where it is saved."""
        return f"{self.slug}-{self.at:%Y%m%d-%H%M}-{self.mark}.csv"

    @property
    def until(self) -> datetime:
        """Until when it can be had."""
        return self.at + KEPT

    @property
    def revision(self) -> int:
        """Counts how far it is: from 1 on, in the order of the states."""
        return [*ExportState].index(self.state) + 1

    def state_at(self, now: datetime) -> ExportState:
        """Return how far it is for whoever waits: one that nobody told anything of for too long has failed."""
        is_lost = self.state is ExportState.WAITING and now >= self.at + LOST
        return ExportState.FAILED if is_lost else self.state


class ExportUnknown(NotFound):
    """A nation asked for no such export, or its day is over."""


def export_to_item(export: Export) -> WireItem:
    """Return the item of an export."""
    (pk, sk), segment = export.key, export.segment
    filters = {"all_of": segment.all_of, "any_of": segment.any_of, "none_of": segment.none_of}
    moment = {"day": export.day.isoformat(), "at": export.at.isoformat()}
    told = {"name": export.name, "by": export.by, "who": export.who, "mark": export.mark, **moment}
    how_far = {"state": export.state.value, "people": export.people, "revision": export.revision}
    until = int(export.until.timestamp())
    return to_wire({"pk": pk, "sk": sk, "segment": filters, **told, **how_far, EXPIRES_AT: until})


def export_from_item(item: WireItem) -> Export:
    """Return the export of an item."""
    told = from_wire(item)
    return Export(
        id=told["sk"].removeprefix(EXPORT),
        slug=told["pk"].removeprefix(nation_holder("")),
        segment=Segment(**{part: tuple(facets) for part, facets in told["segment"].items()}),
        # Of one that was asked for before last days were: it has none.
        day=date.fromisoformat(told.get("day", told["at"][: len("2027-05-11")])),
        name=told["name"],
        by=told["by"],
        who=told["who"],
        at=datetime.fromisoformat(told["at"]),
        mark=told["mark"],
        state=ExportState(told["state"]),
        people=told["people"],
    )


def read_export(slug: str, export_id: str, *, people: PeopleTable, now: datetime) -> Export:
    """Return an export of a nation; raises ExportUnknown."""
    key = nation_holder(slug), f"{EXPORT}{export_id}"
    item = people.read([key]).get(key)
    if item is None or has_expired(item, now=now.timestamp()):
        raise ExportUnknown(f"nation {slug} has no such export, or its day is over")
    return export_from_item(item)


def exports_of(slug: str, *, people: PeopleTable, now: datetime) -> list[Export]:
    """Return the exports of a nation that can be had, the latest first."""
    items = people.below(nation_holder(slug), EXPORT)
    found = [export_from_item(item) for item in items if not has_expired(item, now=now.timestamp())]
    return sorted(found, key=lambda export: export.at, reverse=True)
