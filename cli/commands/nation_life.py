"""`banneret nation suspend`, `resume`, `close`, `archive`, `remove` and `keep`: what becomes of a nation."""

from datetime import timedelta
from functools import partial
from typing import Annotated, Protocol

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.commands.nation import answer_of
from cli.confirm import confirm
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from shared.nations.nation import Nation
from shared.sites.lifecycle import (
    GRACE,
    LONGEST_GRACE,
    Helm,
    archive_nation,
    close_nation,
    keep_nation,
    plan_removal,
    remove_nation,
    resume_nation,
    suspend_nation,
)


class Verb(Protocol):
    """What is done to a nation."""

    def __call__(self, *, helm: Helm) -> Nation:
        """Do it; raises as `shared.sites.lifecycle` says."""


Days = Annotated[int, Parameter(validator=Number(gte=0, lte=LONGEST_GRACE.days))]


def suspend(slug: str, *, reason: str, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Close a nation's site for the time being; its people and pages stay.

    Parameters
    ----------
    slug
        The nation's name in its address.
    reason
        Why: the nation reads it in its log.
    """
    return _steered(partial(suspend_nation, slug, reason=reason), everywhere, here)


def resume(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Open a nation's site again, as its pages are now.

    One that was closed or archived opens again for two days: after that its people are on their way out.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    return _steered(partial(resume_nation, slug), everywhere, here)


def close(slug: str, *, reason: str, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """End a nation's campaign after its vote: its site says thanks, and the time of its people's data runs.

    Parameters
    ----------
    slug
        The nation's name in its address.
    reason
        Why: the nation reads it in its log.
    """
    return _steered(partial(close_nation, slug, reason=reason), everywhere, here)


def archive(slug: str, *, reason: str, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Put a nation away: its site says thanks, its people's time runs, its zones and its record stay its own.

    Parameters
    ----------
    slug
        The nation's name in its address.
    reason
        Why: the nation reads it in its log.
    """
    return _steered(partial(archive_nation, slug, reason=reason), everywhere, here)


def remove(
    slug: str,
    *,
    reason: str,
    days: Days = GRACE.days,
    yes: Annotated[str | None, Parameter(negative=())] = None,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Close a nation's site, and remove the nation when its grace is over: its site goes, its zones are free.

    Until then `banneret nation keep` has it back. Its people's data go when the time of their campaign is up.
    Asks for the nation's name to be typed, unless `--yes` gives it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    reason
        Why: the nation reads it in its log.
    days
        The grace; 0 removes the nation at once, and nothing brings it back.
    yes
        The nation's name once more, in place of typing it.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug)
    when = f"in {days} days" if days else "now"
    confirm(f"nation {slug} ({nation.seed.name}) will be taken down for good {when}", slug, given=yes, here=here)
    if days == 0:
        return _steered(partial(remove_nation, slug, reason=reason), everywhere, here)
    return _steered(partial(plan_removal, slug, reason=reason, grace=timedelta(days=days)), everywhere, here)


def keep(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Have a nation back whose removal is set, as it was before.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    return _steered(partial(keep_nation, slug), everywhere, here)


def _steered(verb: Verb, everywhere: Everywhere, here: Here) -> Answer:
    """Do it in the name of whoever is signed in, and tell what the nation now is."""
    stage = here.open_stage(everywhere.stage)
    return answer_of(verb(helm=stage.helm(here.account.caller(), here.patience)), stage)
