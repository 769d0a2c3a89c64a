"""`banneret people retention`: who goes when a campaign is over."""

from dataclasses import asdict
from typing import Any

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.stages import stage_called
from cli.surroundings import Here
from cli.wording import count
from shared.actions.letting_go import campaign_of, let_go, preview_departure
from shared.kernel.errors import Fault, InputError


def retention(
    slug: str, *, preview: Flag = False, apply: Flag = False, everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Count who would go from a nation, and when; nothing is written unless `--apply` says so.

    Every day does the same by itself, in all nations whose campaigns are over.

    Parameters
    ----------
    slug
        The nation's name in its address.
    preview
        Only count, which is what happens anyway.
    apply
        Date what the nation keeps of people, so that it is gone in time; the party's list first gets what it may keep.
    """
    if preview and apply:
        raise InputError([Fault(place="--apply", reason="--preview writes nothing", remedy="Give one of the two")])
    stage, now = here.open_stage(everywhere.stage), here.patience.now()
    days = stage_called(everywhere.stage).retention.campaign_days
    calendar = stage.gate(here.patience).calendar
    nation = stage.nations.get(slug)
    over = campaign_of(nation.seed, calendar=calendar, days=days, last_day=nation.last_day)
    if over is None:
        raise InputError([_endless(slug)])
    if apply and not over.is_over(now):
        raise InputError([_running(slug, over.ends.isoformat())])
    departure = preview_departure(slug, over, people=stage.people, now=now)
    ports: dict[str, Any] = {"people": stage.people, "journal": stage.journal(here.patience)}
    dated = let_go(slug, over, **ports, now=now) if apply else None
    document = {
        "nation": slug,
        "ends": over.ends.isoformat(),
        "goes_at": over.goes_at.isoformat(),
        **asdict(departure),
        "dated": dated,
    }
    lines = (
        f"nation {slug} ends on {over.ends}; its people are gone from {over.goes_at:%Y-%m-%d} on ({days} days later)",
        f"{count(departure.people)} people: {count(departure.sooner)} go sooner, {count(departure.going)} then",
        f"the party's own list keeps {count(departure.party)} of them",
        *((f"{count(dated)} items have a date now",) if dated is not None else ()),
    )
    return Answer(document=document, lines=lines)


def _endless(slug: str) -> Fault:
    remedy = f"Set it: banneret nation edit {slug} --end-date 2027-06-20"
    return Fault(place=slug, reason="the nation has no end date, and its country no election", remedy=remedy)


def _running(slug: str, ends: str) -> Fault:
    remedy = "Look with --preview; it is applied by itself when the time has come"
    return Fault(place=slug, reason=f"the campaign runs until {ends}", remedy=remedy)
