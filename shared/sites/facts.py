"""What a nation's record may say of itself besides its name: each fact with its limits, and how pages read it.

Facts are text by name, as the roster or `banneret nation edit` gave them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zlib import crc32

from shared.kernel.numbers import whole_number
from shared.sites.banner import Language
from shared.sites.files import PICTURE
from shared.sites.legal_facts import is_https

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.sites.banner import Banner

LONGEST = {"slogan": 120, "address": 300, "financial_agent": 160, "agent_address": 300, "donate_url": 400}
"""Characters: more than these break a heading, an envelope or a link."""

MOST = 10_000_000
"""The furthest goal: more than any constituency has inhabitants."""

_GOAL = re.compile(r"([a-z]{1,40}(?:#[a-z0-9-]{1,64})?)=([1-9][0-9]{0,7})")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFault:
    """Why a fact cannot be what it is said to be, and what to write instead."""

    reason: str
    remedy: str


def fact_fault(name: str, value: str, *, colours: int) -> FactFault | None:
    """Return what is wrong with a fact, or None; an empty one is well. `colours` is how many the banner allows."""
    if not value:
        return None
    longest = LONGEST.get(name)
    if longest and len(value) > longest:
        return FactFault(reason=f"{name} has over {longest} characters", remedy="Shorten it")
    if name == "colour" and not whole_number(value, most=colours):
        return FactFault(
            reason="colour is none of the banner's", remedy=f"Write its number in the palette, 1 to {colours}"
        )
    fits, fault = _RULES.get(name, (bool, FactFault(reason="", remedy="")))
    return None if fits(value) else fault


def goals_of(facts: Mapping[str, str]) -> dict[str, int]:
    """Return the nation's goals by counter; the fact is written `supporters=500 signatures#petition=2000`."""
    goals = (_GOAL.fullmatch(word) for word in facts.get("goals", "").split())
    return {goal[1]: int(goal[2]) for goal in goals if goal}


def language_of(facts: Mapping[str, str], default: Language) -> Language:
    """Return the language of the nation's pages."""
    written = facts.get("language", "")
    return Language(written) if written in set(Language) else default


def colour_of(facts: Mapping[str, str]) -> int | None:
    """Return the nation's place in the banner's palette, counted from 0; None where it chose none."""
    number = whole_number(facts.get("colour", ""))
    return None if number is None else number - 1


def local_colour(slug: str, chosen: int | None, banner: Banner) -> int:
    """Return which colour of a banner's palette is a nation's own, counted from 0.

    It is the one that it chose, under any banner that has so many; else its name gives one, the same for ever.
    """
    colours = len(banner.palette)
    return chosen if chosen is not None and 0 <= chosen < colours else crc32(slug.encode()) % colours


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _are_goals(text: str) -> bool:
    return all(match and int(match[2]) <= MOST for match in map(_GOAL.fullmatch, text.split()))


_RULES: Mapping[str, tuple[Callable[[str], object], FactFault]] = {
    "language": (
        set(Language).__contains__,
        FactFault(reason="language is none of ours", remedy=f"Write one of {', '.join(Language)}"),
    ),
    "end_date": (_is_date, FactFault(reason="end_date is no date", remedy="Write it like 2027-06-20")),
    "donate_url": (
        is_https,
        FactFault(reason="donate_url is no https address", remedy="Give an address that starts with https://"),
    ),
    "goals": (_are_goals, FactFault(reason="goals are no figures", remedy="Write them like supporters=500")),
    "portrait": (PICTURE.fullmatch, FactFault(reason="portrait is no asset", remedy="Set it with --portrait FILE")),
}
