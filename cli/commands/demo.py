"""`banneret demo`: from nothing to a network of campaign sites on this machine."""

from itertools import islice
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.commands.lifecycle import Port, bring_up
from cli.commands.rollout import watched
from cli.commands.rollout_start import start_order
from cli.commands.sample import DEFAULT_SEED, sample
from cli.local_stage.emulator import DEFAULT_PORT
from cli.options import EVERYWHERE, Everywhere
from cli.order import Order
from cli.stage import Stage
from cli.surroundings import Here, Surroundings
from cli.wording import duration
from shared.rollouts.rollout import EntryState
from shared.sites.files import NETWORK

Count = Annotated[int, Parameter(validator=Number(gte=1))]

SITES_SHOWN = 3
"""Addresses in the summary: enough to see that no two look alike."""


def demo(
    *,
    nations: Count = 400,
    people: Count = 100_000,
    port: Port = DEFAULT_PORT,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Bring the stage up, make a sample network, roll it out and show where its sites are.

    Running it twice is safe: the second time finds everything done.

    Parameters
    ----------
    nations
        How many nations: up to 577 on France's constituencies; more of them all stand on its largest communes.
    people
        How many rows of people.
    port
        The port of 127.0.0.1 that the cloud on this machine takes.
    """
    begun = here.patience.now()
    bring_up(everywhere.stage, here, port=port, iam=True)
    stage = here.open_stage(everywhere.stage)
    order = _order(nations, people, everywhere, here)
    started = start_order(order, stage, here)
    outcome = watched(started.rollout_id, stage, here)
    seconds = (here.patience.now() - begun).total_seconds()
    sites = list(islice(_sites(started.rollout_id, stage), SITES_SHOWN))
    document = {
        **outcome.document,
        "network": stage.address_of(NETWORK),
        "sites": sites,
        "console": stage.directory.console_url,
        "demo_seconds": seconds,
    }
    return Answer(document=document, lines=_summary(outcome, document, everywhere.stage), failed=outcome.failed)


def _order(nations: int, people: int, everywhere: Everywhere, here: Surroundings) -> Order:
    """Return the order for the sample of this size, which is made once."""
    folder = here.home(everywhere.stage).folder / "samples" / f"{nations}-{people}"
    order = Order(
        roster=folder / "roster.csv",
        people=folder / "people.csv",
        name=f"demo {nations} nations {people} people",
        consent="Banneret; 2027-05-01; invented people, who agree to anything",
    )
    if not _is_whole(folder):
        sample(nations=nations, people=people, out=folder, seed=DEFAULT_SEED, everywhere=everywhere, here=here)
        (folder / "whole").touch()
    return order


def _is_whole(folder: Path) -> bool:
    """Tell whether the sample was written to its end: a demo may be interrupted in the middle of it."""
    return (folder / "whole").exists()


def _sites(rollout_id: str, stage: Stage) -> Any:
    ready = (entry for entry in stage.rollouts.entries(rollout_id) if entry.state is EntryState.READY)
    return (stage.address_of(entry.slug) for entry in ready)


def _summary(outcome: Answer, document: dict[str, Any], stage: str) -> tuple[str, ...]:
    return (
        *outcome.lines,
        f"all of it took {duration(document['demo_seconds'])}",
        f"network   {document['network']}",
        *(f"open      {site}" for site in document["sites"]),
        f"console   {document['console']}",
        f"stop it   make down   (or banneret down --stage {stage})",
    )
