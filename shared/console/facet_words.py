"""What a facet is called, and which of them a nation's team may choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.actions.keys import ATTEND, COUNTERS, RSVP
from shared.console.words import day_of
from shared.people.segments.last_days import last_days_of
from shared.people.segments.period import ANY, period_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from shared.console.words import Words
    from shared.events.event import Event
    from shared.geography.atlas import Atlas
    from shared.people.segments.last_days import LastDays
    from shared.people.segments.period import Period

PLAIN = ("mailable", "volunteer", "active", "confirmed", "assigned", "has:email", "has:phone")
"""Facets that say all by themselves (`facet_<name>` in the catalogue, `:` as `_`)."""

KINDS = ("who", "tag", "geo", "deed", "consent", "support", "assignee", "language")
"""What facets are grouped by (`facets_<kind>` in the catalogue)."""

DOINGS = (ANY, *COUNTERS)
"""What somebody may have done in a period (`did_<deed>` in the catalogue)."""

_AT_EVENTS = (RSVP, ATTEND)
"""Deeds whose target is an event."""

_SAID = {"support": "level", "consent": "channel"}
"""Kinds whose values have words of their own (`<word>_<value>` in the catalogue)."""

MOST_OFFERED = 400
"""Of one kind: those whom most people have. A longer list nobody reads through, on a phone least of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A facet to choose, and how many people the index has with it."""

    facet: str
    label: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetWords:
    """Calls facets by their names in one language; `team` are the names of members by their ids.

    `events` are asked for once something is said of one. `today` is a day by the network's clock: what asks about the
    last days says which these are.
    """

    words: Words
    team: Mapping[str, str]
    atlas: Callable[[], Atlas]
    today: date
    events: Callable[[], Sequence[Event]] = tuple

    def label(self, facet: str) -> str:
        """Return what a facet is called."""
        kind, _, value = facet.partition(":")
        if period := period_of(facet):
            return self._period(period)
        if last := last_days_of(facet):
            return self._last_days(last)
        if facet in PLAIN:
            return self.words.say(f"facet_{facet.replace(':', '_')}")
        if kind in _SAID:
            return self._known(f"{_SAID[kind]}_{value}", value)
        spelled = {"geo": self._zone, "deed": self._deed, "assignee": self._member}.get(kind)
        return spelled(value) if spelled else value

    def named(self, facet: str) -> str:
        """Return what a facet is called where nothing else tells its kind."""
        label, kind = self.label(facet), kind_of(facet)
        return (
            label
            if kind in {"who", "did"}
            else self.words.say("facet_named", kind=self.words.say(f"facets_{kind}"), label=label)
        )

    def offered(self, facets: Mapping[str, int], *, chosen: frozenset[str]) -> list[tuple[str, list[Offered]]]:
        """Return the facets to choose from by kind, in the order of their names; what is chosen is among them."""
        known = {**dict.fromkeys(chosen, 0), **facets}
        groups: dict[str, list[Offered]] = {kind: [] for kind in KINDS}
        for facet, people in sorted(known.items(), key=lambda each: (each[0] not in chosen, -each[1])):
            group = groups.get(kind_of(facet))
            if group is not None and len(group) < MOST_OFFERED:
                group.append(Offered(facet=facet, label=self.label(facet), people=people))
        return [(kind, sorted(group, key=_order)) for kind, group in groups.items() if group]

    def _zone(self, zone_id: str) -> str:
        zone, (kind, _, code) = self.atlas().by_id(zone_id), zone_id.partition(":")
        return self.words.say("facet_zone", name=zone.name if zone else code, kind=self._known(f"zone_{kind}", kind))

    def _member(self, member_id: str) -> str:
        return self.team.get(member_id, member_id[:8])

    def _deed(self, deed: str) -> str:
        action, _, target = deed.partition(":")
        did = self._known(f"did_{action}", action)
        about = self._event(target) if action in _AT_EVENTS else target
        return self.words.say("facet_target", did=did, target=about) if target else did

    def _event(self, event_id: str) -> str:
        """Return an event's title with its day, for it may have been announced again; one that is gone by its id."""
        found = next((event for event in self.events() if event.event_id == event_id), None)
        return f"{found.title} ({self._day(found.starts.date())})" if found else event_id

    def _period(self, period: Period) -> str:
        first, last = (self._day(day) if day else "" for day in (period.first, period.last))
        ends = "between" if first and last else "since" if first else "until"
        return self.words.say(f"period_{ends}", did=self._deed(period.what), first=first, last=last)

    def _last_days(self, last: LastDays) -> str:
        days, first = self.words.number(last.days), self._day(last.since(self.today))
        ends = "today" if last.days == 1 else "last"
        return self.words.say(f"period_{ends}", did=self._deed(last.what), days=days, first=first)

    def _day(self, day: date) -> str:
        return day_of(day, language=self.words.language)

    def _known(self, key: str, otherwise: str) -> str:
        return self.words.find(key) or otherwise


def kind_of(facet: str) -> str:
    """Return the kind that a facet is grouped by; `expires` and `day` for the index's own, `did` for a period."""
    return "who" if facet in PLAIN else facet.partition(":")[0]


def _order(offered: Offered) -> str:
    return offered.label.casefold()
