"""`banneret people duplicates|merge|part`: one person twice, made one, and parted again."""

from functools import partial
from secrets import token_hex

from cli.answer import Answer
from cli.numbers import with_numbers
from cli.options import EVERYWHERE, Everywhere
from cli.reading_people import Reason, tell_reading
from cli.surroundings import Here
from cli.whom import person_standing
from cli.wording import table
from shared.access.grant import OPERATOR
from shared.actions.mergers import Wish, merge_people, undo_merger
from shared.people.change import KEPT
from shared.people.duplicates import Pair, find_duplicates
from shared.people.full_name import full_name


def duplicates(
    slug: str, *, after: str = "", reason: Reason = "", everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Tell who of a nation may be one person twice, a portion of its list at a time.

    An index of phone numbers that is missing is built first. The nation's log tells that its people were read.

    Parameters
    ----------
    slug
        The nation's name in its address.
    after
        Where the portion before ended, as it says at its end.
    """
    stage, now = here.open_stage(everywhere.stage), here.patience.now().timestamp()
    nation = stage.nations.get(slug).slug
    tell_reading("people duplicates", nation, reason=reason, stage=stage, here=here)
    look = partial(
        find_duplicates, nation, by_name=stage.people_by_name, people=stage.people, now=now, after=after or None
    )
    page = with_numbers(nation, look, stage=stage, here=here)
    rows = [[full_name(pair.kept), pair.likeness, pair.kept.person_id, pair.gone.person_id] for pair in page.elements]
    lines = table(["name", "the same", "keep", "merge"], rows) if rows else ("nobody twice here",)
    more = (f"more: --after {page.cursor}",) if page.cursor else ()
    document = {"nation": slug, "pairs": list(map(_described, page.elements)), "cursor": page.cursor}
    return Answer(document=document, lines=(*lines, *more))


def merge(
    slug: str, kept: str, gone: str, /, *preferring: str, everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Make two people of a nation one, with all that was done, said and noted of both; its log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    kept
        Who stays: e-mail address, phone number of somebody known without one, or id.
    gone
        Who is merged into them.
    preferring
        The fields of which what the other has is to stand: `email`, `support_level`.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug).slug
    wish = Wish(
        slug=nation,
        kept_id=person_standing(kept, nation, stage=stage),
        gone_id=person_standing(gone, nation, stage=stage),
        by=OPERATOR,
        preferring=frozenset(preferring),
    )
    journal = stage.journal(here.patience)
    done = merge_people(wish, people=stage.people, journal=journal, clock=here.patience, draw=token_hex)
    back = f"banneret people part {slug} {wish.kept_id} {done.id}"
    lines = (f"{wish.gone_id} is now {wish.kept_id}", f"undo within {KEPT.days} days: {back}")
    return Answer(document={"nation": slug, "person_id": wish.kept_id, "merger": done.id}, lines=lines)


def part(slug: str, kept: str, merger: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Take a merger back: both are as before, but for what was written since.

    Parameters
    ----------
    slug
        The nation's name in its address.
    kept
        Who stayed: e-mail address, phone number of somebody known without one, or id.
    merger
        The merger's id, as `people merge` says it.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug)
    whom = person_standing(kept, nation.slug, stage=stage)
    journal = stage.journal(here.patience)
    both = undo_merger(nation.slug, whom, merger, people=stage.people, journal=journal, clock=here.patience)
    ids = [person.person_id for person in both]
    return Answer(document={"nation": slug, "people": ids}, lines=(f"two people again: {' and '.join(ids)}",))


def _described(pair: Pair) -> dict[str, str]:
    return {"kept": pair.kept.person_id, "gone": pair.gone.person_id, "likeness": pair.likeness.value}
