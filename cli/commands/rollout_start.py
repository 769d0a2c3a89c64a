"""`banneret rollout plan` and `start`: what would happen, and making it happen."""

from cli.answer import Answer
from cli.commands.rollout import watched
from cli.network_log import note_in_network
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.order import Order, request_of
from cli.stage import Stage
from cli.surroundings import Here, Surroundings
from cli.wording import count
from shared.rollouts.preview import RolloutPreview, check_inputs, preview_rollout
from shared.rollouts.request import RolloutRequest
from shared.rollouts.start import Started, StartOutcome, require_room, start_rollout

SAID = {
    StartOutcome.STARTED: "is started",
    StartOutcome.RESUMED: "goes on where it stopped",
    StartOutcome.RUNNING: "is running already",
    StartOutcome.UNCHANGED: "is done already: nothing to change",
}


def plan(order: Order, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show what a rollout would do; nothing is written."""
    stage = here.open_stage(everywhere.stage)
    preview = preview_rollout(
        request_of(order),
        roster=order.roster,
        people=order.people,
        country=stage.country,
        atlas=stage.atlas(),
        claims=stage.nations.claims(),
        erased=stage.erasures.all(),
    )
    return Answer(document=preview.to_json(), lines=_told(preview))


def start(
    order: Order,
    *,
    watch: Flag = False,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Upload the files and start the rollout; prints its id. The log of headquarters tells it.

    The same name and files again resume it, or change nothing; the same name with other files is refused.

    Parameters
    ----------
    watch
        Stay until the rollout is over, and show how it gets on.
    """
    stage = here.open_stage(everywhere.stage)
    started = start_order(order, stage, here)
    if watch:
        return watched(started.rollout_id, stage, here)
    document = {"rollout": started.rollout_id, "outcome": started.outcome.value}
    here.say(f"rollout {started.rollout_id} {SAID[started.outcome]}")
    return Answer(document=document, lines=(started.rollout_id,))


def start_order(order: Order, stage: Stage, here: Surroundings) -> Started:
    """Check both files, upload what is missing, start.

    Raises InputError, and what a start is refused for, before anything is written: people's data would lie in the
    intake for nothing.
    """
    request = request_of(order)
    check_inputs(
        request,
        roster=order.roster,
        people=order.people,
        country=stage.country,
        atlas=stage.atlas(),
        claims=stage.nations.claims(),
    )
    require_room(request, rollouts=stage.rollouts, machine=stage.machine, clock=here.patience)
    _upload(order, request, stage, here)
    return start_rollout(
        request,
        rollouts=stage.rollouts,
        machine=stage.machine,
        clock=here.patience,
        tell=lambda outcome: note_in_network(f"{outcome}-rollout", stage=stage, here=here, rollout=request.rollout_id),
    )


def _upload(order: Order, request: RolloutRequest, stage: Stage, here: Surroundings) -> None:
    for path, file in ((order.roster, request.roster), (order.people, request.people)):
        if path and file and stage.intake.upload(path, file):
            here.say(f"uploaded {path.name} ({count(file.size)} bytes)")


def _told(preview: RolloutPreview) -> tuple[str, ...]:
    waves, tolerated = (" + ".join(map(count, numbers)) for numbers in (preview.waves, preview.tolerated))
    lines = [
        f"rollout {preview.rollout}: {count(preview.nations)} nations, in waves of {waves}",
        f"  {tolerated} of them may fail before somebody is asked ({preview.tolerate} of a wave)",
    ]
    if preview.deadline:
        lines.append(f"  all of them ready by {preview.deadline.isoformat(' ', 'minutes')}, if it is kept")
    if people := preview.people:
        lines += [
            f"people: {count(people.rows)} rows, {people.encoding}, separated by {people.delimiter!r}",
            f"  {count(people.assigned)} lead to a nation, {count(people.unassigned)} to none for certain",
            f"  {count(people.rejected)} would be rejected",
            *(f"  column {column} is {field}" for column, field in people.columns.items()),
        ]
    return (*lines, "nothing was written")
