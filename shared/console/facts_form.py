"""The form of a nation's facts: what it shows, and what becomes of what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.sites.facts import LONGEST, goals_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.errors import InputError

GROUPS: Mapping[str, tuple[str, ...]] = {
    "campaign": ("slogan", "phone", "address", "end_date"),
    "money": ("financial_agent", "agent_address", "donate_url"),
}
"""The facts that are written on a line, as the page groups them."""

COUNTERS = ("supporters", "volunteers", "signatures", "rsvps", "pledges", "proxies")
"""Figures for which a nation may set itself a goal, by their names in the catalogue (`figure_<name>`)."""

CHOSEN = ("language", "colour")

NAMES = (*(name for names in GROUPS.values() for name in names), *CHOSEN)

KINDS = {"phone": "tel", "end_date": "date", "donate_url": "url"}
"""The types of inputs, by which phones choose their keyboard."""

GOAL = "goal."


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsForm:
    """Facts as they are typed, `goals` by counter, and the names of those at fault."""

    facts: Mapping[str, str]
    goals: Mapping[str, str]
    faulty: frozenset[str] = frozenset()

    @property
    def longest(self) -> Mapping[str, int]:
        """Characters that facts may have."""
        return LONGEST


def form_of(facts: Mapping[str, str]) -> FactsForm:
    """Return the form of what is on record."""
    return FactsForm(
        facts={name: facts.get(name, "") for name in NAMES},
        goals={counter: str(goal) for counter, goal in goals_of(facts).items()},
    )


def form_in(fields: Mapping[str, str], known: Mapping[str, str]) -> FactsForm:
    """Return what was posted; goals that the form does not ask for stay as they are `known`."""
    asked = {counter: fields.get(f"{GOAL}{counter}", "").strip() for counter in COUNTERS}
    others = {counter: str(goal) for counter, goal in goals_of(known).items() if counter not in COUNTERS}
    return FactsForm(facts={name: fields.get(name, "") for name in NAMES}, goals={**others, **asked})


def facts_in(form: FactsForm) -> dict[str, str]:
    """Return the facts as they are edited; see `shared.sites.facts` for what may be wrong with them."""
    goals = (f"{counter}={_digits(goal)}" for counter, goal in form.goals.items() if goal not in ("", "0"))
    return {**form.facts, "goals": " ".join(goals)}


def faults_of(error: InputError) -> frozenset[str]:
    """Return the names of the facts at fault: an error places them at the options of the command."""
    names = {fault.place.removeprefix("--").replace("-", "_") for fault in error.faults}
    return frozenset("goals" if name == "goal" else name for name in names)


def _digits(goal: str) -> str:
    """Return a number without the spaces that group its digits; anything else stays, to be refused."""
    return "".join(goal.split())
