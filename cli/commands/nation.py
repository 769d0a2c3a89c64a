"""`banneret nation …`: look at nations, close and open their sites, take one down."""

from collections.abc import Iterator
from typing import Annotated, Any

from cyclopts import Parameter

from cli.answer import Answer
from cli.confirm import confirm
from cli.options import EVERYWHERE, Everywhere
from cli.stage import Stage
from cli.surroundings import Here
from cli.wording import count, table
from shared.nations.nation import Nation
from shared.sites.lifecycle import remove_nation, resume_nation, suspend_nation

PAGE = 200
"""Nations asked for at once."""


def list_nations(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List all nations with their state, people and address."""
    stage = here.open_stage(everywhere.stage)
    nations = [_describe(nation, stage) for nation in _all(stage)]
    rows = [[nation["slug"], nation["status"], _people(nation), nation["address"]] for nation in nations]
    lines = table(["nation", "state", "people", "address"], rows) if rows else ("no nations yet",)
    return Answer(document={"nations": nations}, lines=lines)


def show(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show one nation.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    return _answer(stage.nations.get(slug), stage)


def suspend(slug: str, *, reason: str, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Close a nation's site for the time being; its people and pages stay.

    Parameters
    ----------
    slug
        The nation's name in its address.
    reason
        Why, for whoever asks later.
    """
    stage = here.open_stage(everywhere.stage)
    nation = suspend_nation(
        slug,
        reason=reason,
        nations=stage.nations,
        site=stage.sites,
        maker=stage.site_maker(),
        clock=here.patience,
    )
    return _answer(nation, stage)


def resume(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Open a nation's site again, as its pages are now.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    nation = resume_nation(slug, by=here.account.caller(), press=stage.press(here.patience))
    return _answer(nation, stage)


def remove(
    slug: str,
    *,
    reason: str,
    yes: Annotated[str | None, Parameter(negative=())] = None,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Take a nation's site down for good and free its zones; its people are kept.

    Asks for the nation's name to be typed, unless `--yes` gives it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    reason
        Why, for whoever asks later.
    yes
        The nation's name once more, in place of typing it.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug)
    confirm(f"nation {slug} ({nation.seed.name}) will be taken down for good", slug, given=yes, here=here)
    gone = remove_nation(slug, reason=reason, nations=stage.nations, site=stage.sites, clock=here.patience)
    return _answer(gone, stage)


def _all(stage: Stage) -> Iterator[Nation]:
    cursor = None
    while True:
        page = stage.nations.page(limit=PAGE, cursor=cursor)
        yield from page.elements
        cursor = page.cursor
        if cursor is None:
            return


def _answer(nation: Nation, stage: Stage) -> Answer:
    facts = _describe(nation, stage)
    shown = {name: ", ".join(value) if isinstance(value, list) else value for name, value in facts.items()}
    return Answer(
        document=facts, lines=tuple(f"{name:<12} {value}" for name, value in shown.items() if value is not None)
    )


def _describe(nation: Nation, stage: Stage) -> dict[str, Any]:
    return {
        "slug": nation.slug,
        "name": nation.seed.name,
        "candidate": nation.seed.candidate,
        "zones": list(nation.seed.zones),
        "status": nation.status.value,
        "people": nation.people,
        "address": stage.address_of(nation.slug),
        "banner": nation.banner,
        "kit_version": nation.kit_version,
        "rollout": nation.rollout,
        "founded_at": nation.founded_at.isoformat(),
        "changed_at": nation.changed_at.isoformat() if nation.changed_at else None,
        "reason": nation.reason,
    }


def _people(nation: dict[str, Any]) -> str:
    return "–" if nation["people"] is None else count(nation["people"])
