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

BEFORE = "before-"
"""Before a field's name: what the form was shown with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsForm:
    """Facts as they are typed, `goals` by counter, what the form was shown with by field, and who is at fault."""

    facts: Mapping[str, str]
    goals: Mapping[str, str]
    before: Mapping[str, str]
    faulty: frozenset[str] = frozenset()

    @property
    def longest(self) -> Mapping[str, int]:
        """Characters that facts may have."""
        return LONGEST


def form_of(facts: Mapping[str, str], *, language: str) -> FactsForm:
    """Return the form of what is on record; `language` is that of pages where the record names none."""
    shown = _shown(facts, language)
    return _form(shown, before=shown)


def form_in(fields: Mapping[str, str], facts: Mapping[str, str], *, language: str) -> FactsForm:
    """Return what was posted, with what is on record by now where the form says nothing."""
    shown = _shown(facts, language)
    typed = {name: fields.get(name, value) for name, value in shown.items()}
    return _form(typed, before={name: fields.get(BEFORE + name, value) for name, value in shown.items()})


def changed_in(fields: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Return the facts whose fields differ from what the form was shown with; `known` are those on record by now.

    What a colleague wrote meanwhile in other fields stays: goals are one fact, of which each figure is a field.
    See `shared.sites.facts` for what may be wrong with them.
    """
    differ = {name for name in fields if fields[name] != fields.get(BEFORE + name)}
    facts = {name: fields[name] for name in NAMES if name in differ}
    asked = {each: fields[GOAL + each].strip() for each in COUNTERS if GOAL + each in differ}
    if not asked:
        return facts
    goals = {**{counter: str(goal) for counter, goal in goals_of(known).items()}, **asked}
    written = (f"{counter}={_digits(goal)}" for counter, goal in goals.items() if goal not in ("", "0"))
    return {**facts, "goals": " ".join(written)}


def _shown(facts: Mapping[str, str], language: str) -> dict[str, str]:
    """Return what each field is filled with."""
    goals = goals_of(facts)
    return {
        **{name: facts.get(name, "") for name in NAMES},
        "language": facts.get("language") or language,
        **{f"{GOAL}{counter}": str(goals.get(counter, "")) for counter in COUNTERS},
    }


def _form(fields: Mapping[str, str], *, before: Mapping[str, str]) -> FactsForm:
    return FactsForm(
        facts={name: fields[name] for name in NAMES},
        goals={counter: fields[GOAL + counter] for counter in COUNTERS},
        before=before,
    )


def faults_of(error: InputError) -> frozenset[str]:
    """Return the names of the facts at fault: an error places them at the options of the command."""
    names = {fault.place.removeprefix("--").replace("-", "_") for fault in error.faults}
    return frozenset("goals" if name == "goal" else name for name in names)


def _digits(goal: str) -> str:
    """Return a number without the spaces that group its digits; anything else stays, to be refused."""
    return "".join(goal.split())
