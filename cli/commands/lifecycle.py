"""`banneret up`, `down` and `status`: a stage's life."""

from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.bring_up import BroughtUp, EmulatorWish
from cli.errors import CommandFailed, StageNotDeployed
from cli.local_stage.emulator import DEFAULT_PORT
from cli.options import EVERYWHERE, Everywhere
from cli.stage import Stage
from cli.stages import runs_here, stage_called
from cli.surroundings import Here, Surroundings
from cli.wording import duration
from shared.sites.files import NETWORK

Port = Annotated[int, Parameter(env_var="BANNERET_PORT", validator=Number(gte=1, lte=65535))]

YES_NO = {True: "yes", False: "no"}


def up(
    *,
    port: Port = DEFAULT_PORT,
    iam: bool = True,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Bring a stage up: start its cloud if that is this machine, and deploy the stacks into it.

    Running it again is harmless, quick where nothing changed, and mends what was interrupted.

    Parameters
    ----------
    port
        The port of 127.0.0.1 that the cloud on this machine takes.
    iam
        Let the cloud on this machine enforce permissions, as AWS does.
    """
    begun = here.patience.now()
    brought_up = bring_up(everywhere.stage, here, port=port, iam=iam)
    seconds = (here.patience.now() - begun).total_seconds()
    done = f"deployed in {duration(seconds)}" if brought_up.deployed else "is up to date"
    return Answer(
        document={
            "stage": everywhere.stage,
            "endpoint": brought_up.cloud.endpoint,
            "region": brought_up.cloud.region,
            "deployed": brought_up.deployed,
            "seconds": seconds,
        },
        lines=(f"stage {everywhere.stage} {done}",),
    )


def bring_up(stage: str, here: Surroundings, *, port: int, iam: bool) -> BroughtUp:
    """Bring the stage up, saying each step; raises CommandFailed, InputError."""
    wish = EmulatorWish(port=port, enforce_iam=iam)
    brought_up = here.builder().bring_up(stage_called(stage), wish)
    if brought_up.deployed:
        publish_network(here.open_stage(stage), here)
    return brought_up


def publish_network(stage: Stage, here: Surroundings) -> None:
    """Publish the network's own site, and put its page for what does not exist where CloudFront looks for it."""
    stage.sites.publish(NETWORK, stage.site_maker().missing_page())
    stage.publish_network(here.patience)


def down(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Stop the cloud on this machine, with every process it started; what is in it is gone.

    A stage on AWS is not touched: deleting one is left to `npx cdk destroy`.
    """
    stage = everywhere.stage
    if not runs_here(stage_called(stage)):
        raise CommandFailed(
            f"stage {stage} is on AWS and keeps running: `npx cdk destroy --all -c stage={stage}` deletes it"
        )
    home = here.home(stage)
    with home.locked():
        here.workshop(home).clear()
        stopped = here.emulator(home).stop()
    line = f"stage {stage} is stopped" if stopped else f"stage {stage} was not running"
    return Answer(document={"stage": stage, "stopped": stopped}, lines=(line,))


def status(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show whether a stage runs and stands, and its latest rollout."""
    facts = _facts(everywhere.stage, here)
    said = {name: YES_NO.get(value, value) if isinstance(value, bool) else value for name, value in facts.items()}
    lines = tuple(f"{name:<9} {value}" for name, value in said.items() if value is not None)
    return Answer(document=facts, lines=lines)


def _facts(name: str, here: Surroundings) -> dict[str, Any]:
    config = stage_called(name)
    running = here.emulator(here.home(name)).running() if runs_here(config) else None
    facts: dict[str, Any] = {
        "stage": name,
        "region": config.region,
        "running": running is not None if runs_here(config) else None,
        "endpoint": running.endpoint if running else None,
    }
    try:
        stage = here.open_stage(name)
    except StageNotDeployed as error:
        return facts | {"deployed": False, "finding": str(error)}
    latest = next(iter(stage.rollouts.page(limit=1).elements), None)
    return facts | {
        "deployed": True,
        "dashboard": stage.directory.dashboard,
        "console": stage.directory.console_url,
        "api": stage.directory.api_url,
        "rollout": latest.id if latest else None,
        "state": latest.state.value if latest else None,
    }
