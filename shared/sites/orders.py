"""Carry out what was asked of a site: make it as the nation's record says, and as it must be now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from shared.elections.notices import Due, notice_of
from shared.kernel.errors import Conflict, TransientError
from shared.nations.nation import NationStatus
from shared.sites.errors import VersionExpired
from shared.sites.publication import renew_site, roll_back, went_back
from shared.sites.versions import VersionUnknown

if TYPE_CHECKING:
    from datetime import datetime

    from shared.elections.notices import Notices
    from shared.nations.nation import Nation
    from shared.nations.publications import PublicationOrder
    from shared.sites.publication import Press


LOOKS = 5
"""How often a nation may change while its site is made, before that is left to the order's next delivery."""


LOOK_AGAIN = timedelta(hours=1)
"""How long a site that went back is left alone before it is looked at again for events that are over."""


class OrderOutcome(StrEnum):
    """What became of an order."""

    PUBLISHED = "published"
    HELD = "held"
    """Silence began since it was given: its end publishes all that has changed."""
    CLOSED = "closed"
    """The site says that it is closed for now."""
    THANKED = "thanked"
    """The site says thanks: the campaign is over."""
    TAKEN_DOWN = "taken down"
    WENT_BACK = "went back"
    """The public reads an earlier publication again."""
    LEFT = "left"
    """The site went back to an earlier publication, which an event that is over does not undo."""
    EXPIRED = "expired"
    """The publication to go back to is no longer kept."""
    UNMADE = "unmade"
    """The nation is being provisioned: its rollout makes its site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A clock that stands still, so that all of one publication is made for the same moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


def carry_out(order: PublicationOrder, *, press: Press, notices: Notices) -> OrderOutcome:
    """Make the nation's site as its record says; safe to be given twice, and killed anywhere.

    An order is for the present, unless it names a moment to come: that one is rehearsed. One that was
    given with a reason has passed the gate already. Two workers may make one site at once, the older state last: so
    each looks again whether the record still says what it made. Raises NationUnknown, ContentError for a page
    that cannot be shown, and TransientError for a record that never rests.
    """
    nation = press.nations.get(order.slug)
    for _ in range(LOOKS):
        outcome = _made(nation, order, press, notices)
        latest = press.nations.get(order.slug)
        if _shown_of(latest) == _shown_of(nation):
            return outcome
        nation = latest
    raise TransientError(f"nation {order.slug} changes faster than its site can be made")


def _shown_of(nation: Nation) -> tuple[object, ...]:
    """Return what a site shows of its nation's record, and which kit it wears."""
    return nation.status, nation.seed, nation.kit_version


def _made(nation: Nation, order: PublicationOrder, press: Press, notices: Notices) -> OrderOutcome:
    match nation.status:
        case NationStatus.PROVISIONING:
            return OrderOutcome.UNMADE
        case NationStatus.READY:
            return _opened(nation, order, press, notices)
        case NationStatus.SUSPENDED | NationStatus.LEAVING:
            return _closed(nation, press, OrderOutcome.CLOSED)
        case NationStatus.CLOSED | NationStatus.ARCHIVED:
            return _closed(nation, press, OrderOutcome.THANKED)
        case NationStatus.REMOVED:
            press.nations.release_zones(nation)
            press.site.remove(nation.slug)
            return OrderOutcome.TAKEN_DOWN
    assert_never(nation.status)


def _opened(nation: Nation, order: PublicationOrder, press: Press, notices: Notices) -> OrderOutcome:
    now = max(order.at, press.clock.now())
    silence = press.gate.calendar.silence_at(nation.seed.zones, now)
    if silence and not order.override:
        return OrderOutcome.HELD
    press = replace(press, clock=_Moment(moment=now))
    if order.version:
        return _went_back(order, press)
    if order.by == Due.OVER and went_back(order.slug, press):
        notices.show(order.slug, notice_of(silence), until=now + LOOK_AGAIN)
        return OrderOutcome.LEFT
    published = renew_site(nation, by=order.by, reason=order.override, press=press)
    notices.show(order.slug, notice_of(silence), until=published.until)
    return OrderOutcome.PUBLISHED


def _went_back(order: PublicationOrder, press: Press) -> OrderOutcome:
    try:
        roll_back(order.slug, order.version, by=order.by, override=order.override, press=press, journal=None)
    except (VersionExpired, VersionUnknown):
        return OrderOutcome.EXPIRED
    except Conflict:
        return OrderOutcome.WENT_BACK  # The order came twice, or the public reads that version already.
    return OrderOutcome.WENT_BACK


def _closed(nation: Nation, press: Press, outcome: OrderOutcome) -> OrderOutcome:
    """Put the one page that says so in place of every page, whatever pages there were."""
    maker = press.maker_of(nation)
    make = maker.thanking_site if outcome is OrderOutcome.THANKED else maker.closed_site
    press.site.retire(nation.slug, make(nation.seed, press.nations.belongings(nation.slug), now=press.clock.now()))
    return outcome
