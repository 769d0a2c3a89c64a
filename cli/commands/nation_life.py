"""`banneret nation suspend`, `resume`, `close`, `archive`, `remove` and `keep`: what becomes of a nation."""

from datetime import timedelta
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.commands.nation import answer_of
from cli.confirm import confirm
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from shared.sites.lifecycle import (
    GRACE,
    LONGEST_GRACE,
    archive_nation,
    close_nation,
    keep_nation,
    plan_removal,
    remove_nation,
    resume_nation,
    suspend_nation,
)

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
    stage = here.open_stage(everywhere.stage)
    helm = stage.helm(here.account.caller(), here.patience)
    return answer_of(suspend_nation(slug, reason=reason, helm=helm), stage)


def resume(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Open a nation's site again, as its pages are now.

    One that was closed or archived opens again for two days: after that its people are on their way out.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    helm = stage.helm(here.account.caller(), here.patience)
    return answer_of(resume_nation(slug, helm=helm), stage)


def close(slug: str, *, reason: str, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """End a nation's campaign after its vote: its site says thanks, and the time of its people's data runs.

    Parameters
    ----------
    slug
        The nation's name in its address.
    reason
        Why: the nation reads it in its log.
    """
    stage = here.open_stage(everywhere.stage)
    helm = stage.helm(here.account.caller(), here.patience)
    return answer_of(close_nation(slug, reason=reason, helm=helm), stage)


def archive(slug: str, *, reason: str, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Put a nation away: its site says thanks, its people's time runs, its zones and its record stay its own.

    Parameters
    ----------
    slug
        The nation's name in its address.
    reason
        Why: the nation reads it in its log.
    """
    stage = here.open_stage(everywhere.stage)
    helm = stage.helm(here.account.caller(), here.patience)
    return answer_of(archive_nation(slug, reason=reason, helm=helm), stage)


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
    helm = stage.helm(here.account.caller(), here.patience)
    if days == 0:
        return answer_of(remove_nation(slug, reason=reason, helm=helm), stage)
    return answer_of(plan_removal(slug, reason=reason, grace=timedelta(days=days), helm=helm), stage)


def keep(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Have a nation back whose removal is set, as it was before.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    helm = stage.helm(here.account.caller(), here.patience)
    return answer_of(keep_nation(slug, helm=helm), stage)
