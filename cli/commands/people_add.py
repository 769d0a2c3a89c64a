"""`banneret people add`: somebody whom a nation's team met, written down by hand."""

from secrets import token_hex

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from shared.actions.adding import add_person, read_newcomer
from shared.actions.ground import Ground
from shared.kernel.errors import Fault, InputError


def add(slug: str, /, *facts: str, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Add a person to a nation; whom it knows already stays as they are. The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    facts
        What is known: `email=marie@example.org`, `given_name=Marie`, and `source="market, 3 May"`. Who agreed to
        e-mails has `collected_by=`, `collected_at=2027-05-03` and `wording=`.
    """
    stage = here.open_stage(everywhere.stage)
    seed = stage.nations.get(slug).seed
    person = add_person(
        seed,
        read_newcomer(dict(map(_read, facts)), country=stage.country),
        ground=Ground(stage.atlas, country=stage.country, timezone=stage.timezone),
        people=stage.people,
        erasures=stage.erasures,
        journal=stage.journal(here.patience),
        clock=here.patience,
        draw=token_hex,
    )
    document = {"nation": slug, "person_id": person.person_id, "mailable": person.mailable}
    mail = "may be sent mailings" if person.mailable else "agreed to no mailing"
    return Answer(document=document, lines=(f"{person.person_id} is added: {mail}",))


def _read(fact: str) -> tuple[str, str]:
    name, sign, text = fact.partition("=")
    if not sign:
        remedy = "Write it as email=marie@example.org"
        raise InputError([Fault(place="FACTS", reason="one of them has no equals sign", remedy=remedy)])
    return name, text
