"""`banneret nation list` and `show`: look at nations."""

from collections.abc import Iterator
from typing import Any

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.stage import Stage
from cli.surroundings import Here
from cli.wording import count, table
from shared.nations.nation import Nation

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
    return answer_of(stage.nations.get(slug), stage)


def _all(stage: Stage) -> Iterator[Nation]:
    cursor = None
    while True:
        page = stage.nations.page(limit=PAGE, cursor=cursor)
        yield from page.elements
        cursor = page.cursor
        if cursor is None:
            return


def answer_of(nation: Nation, stage: Stage) -> Answer:
    """Return what a command says of one nation."""
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
        "last_day": nation.last_day.isoformat() if nation.last_day else None,
        "goes_at": nation.goes_at.isoformat() if nation.goes_at else None,
    }


def _people(nation: dict[str, Any]) -> str:
    return "–" if nation["people"] is None else count(nation["people"])
