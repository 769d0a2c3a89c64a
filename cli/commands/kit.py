"""`banneret kit …`: the network's kit as editions, and how nations follow them."""

from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.kit_desk import log_kit
from cli.kit_lines import (
    describe_drift,
    describe_head,
    describe_run,
    lines_of_head,
    lines_of_run,
    rows_of_drift,
    rows_of_heads,
)
from cli.options import EVERYWHERE, Everywhere
from cli.stage import Stage
from cli.surroundings import Here
from shared.access.grant import OPERATOR
from shared.kernel.errors import Fault, InputError
from shared.kits.drift import drift_of
from shared.kits.edition import KitEdition, bundled_edition
from shared.kits.publishing import go_back, publish_content
from shared.kits.run import CANARIES, KitRun, progress_of
from shared.nations.listing import every_nation
from shared.nations.nation import NationStatus

Note = Annotated[str, Parameter(name="--note")]


def versions(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List the kit's editions, the latest first: that is the network's."""
    stage = here.open_stage(everywhere.stage)
    heads = [describe_head(head) for head in stage.kits.store.history() or (stage.kits.bundled().head,)]
    return Answer(document={"editions": heads}, lines=rows_of_heads(heads))


def publish(folder: Path, *, note: Note, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Make the pages, e-mails and banner of a folder the kit's next edition. Nations follow with `banneret kit push`.

    Parameters
    ----------
    folder
        A folder that holds `kit/` as `templates/` does: banner.toml, kit.toml, pages/ and mail/ in each language.
    note
        What is new, for whoever reads the list of editions.
    """
    if not (folder / "kit" / "kit.toml").is_file():
        remedy = "Name a folder with kit/kit.toml in it, such as a copy of templates/"
        raise InputError([Fault(place=str(folder), reason="there is no kit in it", remedy=remedy)])
    stage = here.open_stage(everywhere.stage)
    content, now = bundled_edition(folder.resolve()).content, here.patience.now()
    tell = partial(log_kit, "published-kit", stage=stage, here=here)
    return _published(publish_content(content, note, kits=stage.kits, by=OPERATOR, at=now, tell=tell))


def back(number: int, *, note: Note, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Make what an earlier edition says the kit's next edition: so that it can be undone alike.

    Parameters
    ----------
    number
        The edition's number, as `banneret kit versions` lists it.
    note
        Why, for whoever reads the list of editions.
    """
    stage = here.open_stage(everywhere.stage)
    log_kit("went-back-kit", stage=stage, here=here)
    return _published(go_back(number, note, kits=stage.kits, by=OPERATOR, at=here.patience.now()))


def push(
    *,
    canaries: Annotated[int, Parameter(validator=Number(gte=1, lte=1000))] = CANARIES,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Bring all nations up to the network's edition: a few first, the rest by itself once all is well with them.

    Given again it asks anew for what is not done, and lets a push go on that was stopped.

    Parameters
    ----------
    canaries
        How many nations go first.
    """
    stage = here.open_stage(everywhere.stage)
    log_kit("pushed-kit", stage=stage, here=here)
    return _run(stage.push(here.patience).begin(by=OPERATOR, canaries=canaries), stage)


def go_on(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Begin the next wave although some nations of this one failed."""
    stage = here.open_stage(everywhere.stage)
    log_kit("pushed-kit", stage=stage, here=here)
    stage.push(here.patience).go_on(_standing(stage), by=OPERATOR)
    return _run(_standing(stage), stage)


def stop(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Have nations that have not followed yet stay as they are; `banneret kit push` goes on from there."""
    stage = here.open_stage(everywhere.stage)
    log_kit("stopped-kit", stage=stage, here=here)
    stage.push(here.patience).stop(_standing(stage))
    return _run(_standing(stage), stage)


def status(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show how far the push of the network's edition has come, and where it failed."""
    stage = here.open_stage(everywhere.stage)
    return _run(_standing(stage), stage)


def drift(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List how far each nation is from the network's kit: edition, own blocks, open decisions, missing facts."""
    stage = here.open_stage(everywhere.stage)
    edition, missing = stage.kits.current(), stage.site_maker().missing_facts
    standing = (nation for nation in every_nation(stage.nations) if nation.status is not NationStatus.REMOVED)
    rows = [
        describe_drift(
            drift_of(nation, edition=edition, kits=stage.kits, holdings=stage.holdings, missing=missing(nation.seed))
        )
        for nation in standing
    ]
    lines = rows_of_drift(rows) if rows else ("no nations yet",)
    return Answer(document={"version": edition.version, "nations": rows}, lines=lines)


def _published(edition: KitEdition) -> Answer:
    return Answer(document=describe_head(edition.head), lines=lines_of_head(edition.head))


def _standing(stage: Stage) -> KitRun:
    run = stage.kit_runs.get(stage.kits.current().version)
    if run is None:
        remedy = "Push it with: banneret kit push"
        raise InputError([Fault(place="kit", reason="the network's edition was never pushed", remedy=remedy)])
    return run


def _run(run: KitRun, stage: Stage) -> Answer:
    progress = progress_of(run, stage.kit_runs.settled(run.version))
    return Answer(document=describe_run(run, progress), lines=lines_of_run(run, progress))
