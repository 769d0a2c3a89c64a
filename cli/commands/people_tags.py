"""`banneret people tag|undo`: tags of people of one nation, given, taken, and all of that undone."""

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.surroundings import Here
from cli.whom import person_called
from cli.wording import count
from shared.access.grant import OPERATOR
from shared.people.change import KEPT, ChangeKind
from shared.people.tagging import Tagging, tag_people
from shared.people.undoing import undo_change


def tag(
    slug: str,
    name: str,
    /,
    *contacts: str,
    remove: Flag = False,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Give people of a nation a tag, or take it from them; the nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    name
        The tag.
    contacts
        Whom: e-mail addresses, phone numbers of those known without one, or ids from a list.
    remove
        Take the tag from them.
    """
    stage = here.open_stage(everywhere.stage)
    whom = [person_called(contact, country=stage.country) for contact in contacts]
    kind = ChangeKind.UNTAG if remove else ChangeKind.TAG
    wish = Tagging(slug=stage.nations.get(slug).slug, tag=name, kind=kind, by=OPERATOR)
    done = tag_people(wish, whom, people=stage.people, journal=stage.journal(here.patience), clock=here.patience)
    document = {"nation": slug, "change": done.change.id, "changed": done.changed, "asked": done.asked}
    lines = (
        f"{count(done.changed)} of {count(done.asked)} people changed",
        f"undo within {KEPT.days} days: banneret people undo {slug} {done.change.id}",
    )
    return Answer(document=document, lines=lines)


def undo(slug: str, change: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Take a change of tags back: those whom it made different have their tags as before.

    Parameters
    ----------
    slug
        The nation's name in its address.
    change
        The change's id, as `people tag` says it.
    """
    stage = here.open_stage(everywhere.stage)
    nation, journal = stage.nations.get(slug), stage.journal(here.patience)
    restored = undo_change(nation.slug, change, people=stage.people, journal=journal, clock=here.patience)
    document = {"nation": slug, "change": change, "restored": restored}
    return Answer(document=document, lines=(f"{count(restored)} people are as before",))
