"""`banneret nation list` and `show`: look at nations."""

from collections.abc import Sequence
from typing import Any, Literal

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.stage import Stage
from cli.surroundings import Here
from cli.wording import count, table
from shared.counters.nation_table import Choice, NationLine, NationTable, chosen_lines, nation_table
from shared.nations.listing import every_nation
from shared.nations.nation import Nation, NationStatus

Column = Literal["name", "candidate", "state", "people", "volunteers", "last", "kit"]


def list_nations(
    words: str = "",
    *,
    state: NationStatus | None = None,
    by: Column = "name",
    turned: bool = False,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """List nations with their state, people, volunteers, last activity, kit and address.

    Activity is looked for since the beginning of the month before.

    Parameters
    ----------
    words
        Only those whose name, address or candidate has every one of these words, or parts of words.
    state
        Only those in this state.
    by
        In the order of which column: the most, the latest, the newest first, words from A to Z.
    turned
        The other way round.
    """
    stage = here.open_stage(everywhere.stage)
    today = here.patience.now().astimezone(stage.timezone).date()
    found = nation_table(every_nation(stage.nations), stage.counters, today=today)
    lines = chosen_lines(found.lines, Choice(words=words, state=state, by=by, is_turned=turned))
    return Answer(document={"nations": [_listed(line, stage) for line in lines]}, lines=_told(lines, found, stage))


def _listed(line: NationLine, stage: Stage) -> dict[str, Any]:
    last = line.last.isoformat() if line.last else None
    figures = {"supporters": line.people, "volunteers": line.volunteers, "last_activity": last}
    return {**_describe(line.nation, stage), **figures}


def _told(lines: Sequence[NationLine], found: NationTable, stage: Stage) -> tuple[str, ...]:
    if not lines:
        return ("no nation is like this",) if found.lines else ("no nations yet",)
    return table(
        ["nation", "state", "people", "volunteers", "last activity", "kit", "address"],
        [
            [
                line.nation.slug,
                line.nation.status.value,
                count(line.people),
                count(line.volunteers),
                str(line.last or "–"),
                line.kit or "–",
                stage.address_of(line.nation.slug),
            ]
            for line in lines
        ],
    )


def show(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show one nation.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    return answer_of(stage.nations.get(slug), stage)


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
