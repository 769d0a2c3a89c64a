"""From the options of `nation edit` to the facts that are changed."""

# Annotations of this module are read at run time, by the command line's parser.
from dataclasses import dataclass, fields
from typing import Annotated

from cyclopts import Parameter

from shared.kernel.errors import Fault, InputError
from shared.sites.facts import goals_of


@Parameter(name="*", group="What changes; an empty text takes a fact away")
@dataclass(frozen=True, slots=True, kw_only=True)
class NationFacts:
    """What is to be changed about a nation, in the user's words; what is left out stays."""

    slogan: str | None = None
    """In a few words, what the campaign stands for."""
    phone: str | None = None
    """The campaign's number."""
    address: str | None = None
    """The campaign's postal address, on one line; without one, the network's own stands."""
    language: str | None = None
    """The language of its pages: fr or en."""
    colour: str | None = None
    """Its colour: a number in the banner's palette, from 1."""
    end_date: str | None = None
    """When the campaign ends and its data begins to expire: 2027-06-20."""
    financial_agent: str | None = None
    """Who alone may take money for the candidate."""
    agent_address: str | None = None
    """The financial agent's postal address."""
    donate_url: str | None = None
    """The financial agent's own https page for donations."""
    goal: Annotated[list[str] | None, Parameter(negative=())] = None
    """How far a counter is to get: supporters=500; once for each counter, and `supporters=` for none."""
    portrait: str | None = None
    """A photograph of the candidate: JPEG, PNG or WebP; it becomes a square of 640 pixels."""


NOTHING = NationFacts()
_OTHERWISE_READ = ("goal", "portrait")


def facts_of(options: NationFacts, known: dict[str, str]) -> dict[str, str]:
    """Return the facts that change, but for the portrait; `known` are the nation's. Raises InputError for a goal."""
    named = [field.name for field in fields(options) if field.name not in _OTHERWISE_READ]
    facts = {name: value for name in named if (value := getattr(options, name)) is not None}
    if options.goal is not None:
        facts["goals"] = _goals(options.goal, known)
    return facts


def _goals(written: list[str], known: dict[str, str]) -> str:
    goals = {counter: str(goal) for counter, goal in goals_of(known).items()}
    for word in written:
        counter, equals, goal = word.partition("=")
        if not equals:
            raise InputError(
                [Fault(place="--goal", reason="it names no figure", remedy="Write it like supporters=500")]
            )
        goals[counter.strip()] = goal.strip()
    return " ".join(f"{counter}={goal}" for counter, goal in goals.items() if goal)
