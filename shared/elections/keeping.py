"""Keep silence: have every nation published again whose silence begins or ends.

It compares what pages must show now with what they show, rather than waiting for a moment to
come round: a run that failed, came late or was killed is made good by the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from shared.elections.notices import Notice, notice_of
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

BY = "electoral silence"
"""Who wants these publications, and the reason that lets them through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceKept:
    """How many nations must be silent now, and how many publications were asked for."""

    silent: int
    asked: int


def keep_silence(
    now: datetime, *, nations: NationStore, notices: Notices, calendar: Calendar, publications: Publications
) -> SilenceKept:
    """Ask for the publication of up to MOST nations whose pages show another notice than they must at `now`.

    The order goes out before it is noted: killed in between, it goes out twice, and does no harm.
    """
    wanted = {nation.slug: notice_of(calendar.silence_at(nation.seed.zones, now)) for nation in _ready(nations)}
    known = notices.all()
    due = [slug for slug, notice in wanted.items() if known.get(slug, Notice()).is_due(notice, now)]
    asked = list(islice(due, MOST))
    publications.ask([PublicationOrder(slug=slug, by=BY, at=now, override=BY) for slug in asked])
    for slug in asked:
        notices.ask(slug, wanted[slug], at=now)
    return SilenceKept(silent=sum(map(bool, wanted.values())), asked=len(asked))


def _ready(nations: NationStore) -> Iterator[Nation]:
    return (nation for nation in every_nation(nations) if nation.status is NationStatus.READY)
