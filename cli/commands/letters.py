"""`banneret letters …`: mails that could not be sent, to members and to whoever must confirm."""

from cli.answer import Answer
from cli.letter_queues import letter_queues
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.wording import count


def status(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show how many letters wait for their next try, and how many no try could send: numbers, and nobody's address."""
    queues = letter_queues(here.open_stage(everywhere.stage).directory)
    told = {
        kind: {"waiting": here.account.messages_in(each.waiting), "dead": here.account.messages_in(each.dead)}
        for kind, each in queues.items()
    }
    lines = [f"{kind:<15}{count(n['waiting'])} waiting, {count(n['dead'])} dead" for kind, n in told.items()]
    return Answer(document={"stage": everywhere.stage, **told}, lines=tuple(lines))


def redrive(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Send letters that no try could send back to their queues, once the cause is mended.

    Whoever has theirs gets no second one, and one whose link is no longer good is not sent any more.
    """
    sent = {kind: dead.redrive() for kind, dead in here.open_stage(everywhere.stage).dead_letters.items()}
    total = sum(sent.values())
    said = f"{count(total)} letters sent back to their queues" if total else "no letter waits among the dead letters"
    return Answer(document={"sent": sent}, lines=(said,))
