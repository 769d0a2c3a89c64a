"""`banneret network figures`: all nations in numbers, and as files in which small numbers are kept back."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.saving import saved
from cli.stage import Stage
from cli.surroundings import Here, Surroundings
from cli.wording import count, table
from shared.access.audit import entry
from shared.counters.days import days_until
from shared.counters.figure_files import days_file, nations_file
from shared.counters.network_figures import MEASURES, NationFigures, NetworkFigures, network_figures
from shared.nations.listing import every_nation

EXPORTED = "exported-figures"
"""What the log of headquarters calls it that somebody took figures away."""

USUAL, MOST = 28, 84
"""Days that are looked at: a longer time takes a query more for each month."""

Days = Annotated[int, Parameter(validator=Number(gte=1, lte=MOST))]


def figures(
    *,
    days: Days = USUAL,
    csv: Path | None = None,
    csv_days: Path | None = None,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Tell all campaigns in numbers: their sums, each nation's, and how the network moved day by day.

    In the files, numbers from 1 to 9 read `<10`, and a sum that would give a single one of them away is left out. The
    log of headquarters tells that they were taken.

    Parameters
    ----------
    days
        How many days are looked at, today the last.
    csv
        Save a line for each nation in this file.
    csv_days
        Save a line for each day in this file.
    """
    stage = here.open_stage(everywhere.stage)
    today = here.patience.now().astimezone(stage.timezone).date()
    found = network_figures(every_nation(stage.nations), stage.counters, days=days_until(today, count=days))
    asked = (("nations", csv, "--csv", nations_file), ("days", csv_days, "--csv-days", days_file))
    taken = [(name, path, option, written) for name, path, option, written in asked if path]
    with ExitStack() as opened:
        # Both are open before either is written: where one cannot be, nothing is told, and nothing taken.
        outputs = [opened.enter_context(saved(path, option=option)) for _, path, option, _ in taken]
        for (name, _, _, written), output in zip(taken, outputs, strict=True):
            _tell(name, days, stage, here)
            output.write(written(found).encode())
    files = [str(path) for _, path, _, _ in taken]
    lines = (*_lines(found), *(f"saved in {file}" for file in files))
    return Answer(document={**_described(found), "files": files}, lines=lines)


def _tell(file: str, days: int, stage: Stage, here: Surroundings) -> None:
    about = {"file": file, "days": str(days)}
    stage.audit.record(entry(EXPORTED, by=None, nation=None, about=about, now=here.patience.now()))


def _described(found: NetworkFigures) -> dict[str, Any]:
    return {
        "totals": dict(found.totals),
        "nations": [_nation(each) for each in found.nations],
        "days": [
            {"day": day.isoformat(), **{counter: steps[place] for counter, steps in found.moved.items()}}
            for place, day in enumerate(found.days)
        ],
    }


def _nation(each: NationFigures) -> dict[str, Any]:
    last = each.last.isoformat() if each.last else None
    status = each.nation.status.value
    return {"nation": each.nation.slug, "status": status, **each.measures, "last_activity": last}


def _lines(found: NetworkFigures) -> tuple[str, ...]:
    rows = [
        [each.nation.slug, *(count(each.measures[name]) for name in MEASURES), str(each.last or "–")]
        for each in found.nations
    ]
    sums = ["all", *(count(found.totals[name]) for name in MEASURES), ""]
    return table(["nation", *MEASURES, "last activity"], [*rows, sums])
