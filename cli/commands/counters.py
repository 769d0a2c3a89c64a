"""`banneret nation recount`: counters that agree with what people did."""

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.wording import count, table
from shared.counters.recount import recount_nation


def recount(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Make a nation's counters agree with the deeds on record; safe while others go on being counted.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    done = recount_nation(slug, counters=stage.counters, board=stage.board, nations=stage.nations)
    names = sorted({*done.before, *done.after})
    rows = [[name, count(done.before.get(name, 0)), count(done.after.get(name, 0))] for name in names]
    said = f"{count(done.missed)} deeds had been missed, {count(done.surplus)} counted too much"
    lines = (said, *(table(["counter", "before", "now"], rows) if rows else ()))
    document = {
        "nation": slug,
        "missed": done.missed,
        "surplus": done.surplus,
        "before": dict(done.before),
        "after": dict(done.after),
    }
    return Answer(document=document, lines=lines)
