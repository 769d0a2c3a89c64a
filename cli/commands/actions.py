"""`banneret actions …`: what visitors sent and nobody could record."""

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.wording import count


def status(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show how many actions wait to be recorded, and how many could not be: numbers, and nothing of what they hold."""
    directory = here.open_stage(everywhere.stage).directory
    waiting = here.account.messages_in(directory.actions_queue)
    dead = here.account.messages_in(directory.actions_dead_letter_queue)
    lines = (f"waiting   {count(waiting)}", f"dead      {count(dead)}")
    return Answer(document={"stage": everywhere.stage, "waiting": waiting, "dead": dead}, lines=lines)


def redrive(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Send actions that could not be recorded back to their queue, once the cause is mended.

    None is recorded twice, and nothing of what they hold is shown.
    """
    sent = here.open_stage(everywhere.stage).dead_actions.redrive()
    said = f"{count(sent)} actions sent back to their queue" if sent else "no action waits among the dead letters"
    return Answer(document={"sent": sent}, lines=(said,))
