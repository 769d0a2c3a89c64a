"""Keep silence: have every nation published again whose silence begins or ends, and whose events are over.

It compares what pages must show now with what they show, rather than waiting for a moment to
come round: a run that failed, came late or was killed is made good by the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from shared.elections.notices import Due, Notice, notice_of
from shared.nations.listing import every_nation
from shared.nations.nation import NationStatus
from shared.nations.publications import PublicationOrder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from shared.elections.calendar import Calendar
    from shared.elections.notices import Notices
    from shared.nations.nation import Nation
    from shared.nations.ports import NationStore
    from shared.nations.publications import Publications

MOST = 1000
"""Publications that one run asks for: more than France has constituencies, less than a minute's work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceKept:
    """How many nations must be silent now, and how many publications were asked for, `over` of them for an event."""

    silent: int
    asked: int
    over: int = 0


def keep_silence(
    now: datetime, *, nations: NationStore, notices: Notices, calendar: Calendar, publications: Publications
) -> SilenceKept:
    """Ask for the publication of up to MOST nations whose pages are not what they must be at `now`.

    Each page says until when it holds, so that no event is read to find those that are over. An order for a notice
    passes the gate; one for an event does not, and leaves what silence holds alone.
    The order goes out before it is noted: killed in between, it goes out twice, and does no harm.
    """
    wanted = {nation.slug: notice_of(calendar.silence_at(nation.seed.zones, now)) for nation in _ready(nations)}
    known = notices.all()
    reasons = ((slug, known.get(slug, Notice()).due(notice, now)) for slug, notice in wanted.items())
    asked = dict(islice(((slug, due) for slug, due in reasons if due), MOST))
    publications.ask([_order(slug, due, now) for slug, due in asked.items()])
    for slug in asked:
        notices.ask(slug, wanted[slug], at=now)
    over = sum(due is Due.OVER for due in asked.values())
    return SilenceKept(silent=sum(map(bool, wanted.values())), asked=len(asked), over=over)


def _order(slug: str, due: Due, now: datetime) -> PublicationOrder:
    return PublicationOrder(slug=slug, by=due, at=now, override=due if due is Due.NOTICE else "")


def _ready(nations: NationStore) -> Iterator[Nation]:
    return (nation for nation in every_nation(nations) if nation.status is NationStatus.READY)
