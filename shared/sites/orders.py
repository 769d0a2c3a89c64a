"""Carry out what was asked of a site: publish it again as it must be now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.elections.notices import notice_of
from shared.nations.nation import NationStatus
from shared.sites.publication import renew_site

if TYPE_CHECKING:
    from datetime import datetime

    from shared.elections.notices import Notices
    from shared.nations.publications import PublicationOrder
    from shared.sites.publication import Press


class OrderOutcome(StrEnum):
    """What became of an order."""

    PUBLISHED = "published"
    CLOSED = "closed"
    """The nation's site is not open: there is nothing to be published again."""
    HELD = "held"
    """Silence began since it was given: its end publishes all that has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A clock that stands still, so that all of one publication is made for the same moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


def carry_out(order: PublicationOrder, *, press: Press, notices: Notices) -> OrderOutcome:
    """Publish the nation's site, and note which notice it shows; safe to be given twice, and killed anywhere.

    An order is for the present, unless it names a moment to come: that one is rehearsed. One that was
    given with a reason has passed the gate already. Raises NationUnknown, and ContentError for a page
    that cannot be shown.
    """
    nation = press.nations.get(order.slug)
    if nation.status is not NationStatus.READY:
        return OrderOutcome.CLOSED
    now = max(order.at, press.clock.now())
    silence = press.gate.calendar.silence_at(nation.seed.zones, now)
    if silence and not order.override:
        return OrderOutcome.HELD
    renew_site(nation, by=order.by, reason=order.override, press=replace(press, clock=_Moment(moment=now)))
    notices.show(order.slug, notice_of(silence))
    return OrderOutcome.PUBLISHED
