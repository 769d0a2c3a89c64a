"""`banneret people messages`: what people wrote to one nation, the latest first."""

from collections.abc import Iterator
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.reading_people import Reason, tell_reading
from cli.surroundings import Here
from shared.actions.messages import MOST, Message, latest_messages
from shared.actions.telling import told_by
from shared.people.full_name import full_name

PAGE = 20
"""Messages on one page, unless another number is asked for."""

Limit = Annotated[int, Parameter(validator=Number(gte=1, lte=MOST))]


def messages(
    slug: str,
    *,
    limit: Limit = PAGE,
    after: str = "",
    reason: Reason = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """List what people wrote to a nation by its contact form, the latest first; its log tells that they were read.

    Parameters
    ----------
    slug
        The nation's name in its address.
    limit
        How many at most.
    after
        Where the page before ended, as it says at its end.
    """
    stage, now = here.open_stage(everywhere.stage), here.patience.now().timestamp()
    nation = stage.nations.get(slug)
    tell_reading("people messages", nation.slug, reason=reason, stage=stage, here=here)
    page = latest_messages(nation.slug, people=stage.people, now=now, limit=limit, after=after)
    lines = tuple(line for message in page.elements for line in _lines(message)) or ("nobody wrote",)
    more = (f"more: --after {page.cursor}",) if page.cursor else ()
    document = {"nation": slug, "messages": list(map(_described, page.elements)), "cursor": page.cursor}
    return Answer(document=document, lines=(*lines, *more))


def _lines(message: Message) -> Iterator[str]:
    person, activity = message.person, message.activity
    yield f"{activity.at:%Y-%m-%d %H:%M} {full_name(person)} {person.person_id}"
    for told in told_by(activity, person, language="en", matters=None):
        for line in f"{told.asked}: {told.answer}".splitlines():
            yield f"    {line}"


def _described(message: Message) -> dict[str, Any]:
    activity = message.activity
    return {"person_id": message.person.person_id, "at": activity.at.isoformat(), "said": dict(activity.said)}
