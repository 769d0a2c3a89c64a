"""`banneret people …`: what people agreed to, and their rights."""

from collections.abc import Mapping

from cli.answer import Answer
from cli.confirm import confirm
from cli.network_log import note_in_network
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.proof import proof_document, proof_lines
from cli.reading_people import Reason, tell_reading
from cli.stage import Stage
from cli.surroundings import Here
from cli.whom import person_called
from shared.actions.erasing import erase as erase_person
from shared.actions.everywhere import known_everywhere
from shared.actions.hearing import ERASED, WITHDREW
from shared.consent.dossier import Dossier
from shared.consent.ledger import Method
from shared.consent.purposes import Purpose
from shared.consent.retention import concerns_party
from shared.consent.withdrawing import Word
from shared.consent.withdrawing import withdraw as withdraw_consents
from shared.consent.wording import languages, wordings
from shared.people.consent import ConsentStatement
from shared.people.person import slug_of
from shared.people.statements import statements_of
from shared.rollouts.rollout import RolloutState

BEFORE_PEOPLE_ARE_IN = {RolloutState.PLANNING, RolloutState.IMPORTING}
"""While a rollout is there, its import may still bring in whom its plan did not know to be erased."""

ROLLOUTS = 100
"""Rollouts that are looked at: more than a campaign has."""


def consent(
    email: str, *, nation: str = "", reason: Reason = "", everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Show what proves somebody's consents: every nation that knows the address, each entry in its exact words.

    The log of each of them tells that it was read.

    Parameters
    ----------
    email
        The person's e-mail address; the phone number of somebody known without one.
    nation
        Only this nation.
    """
    stage, now = here.open_stage(everywhere.stage), here.patience.now()
    statements = _statements(stage)
    found = list(_dossiers(email, nation, stage, here))
    for dossier in found:
        slug, whom = slug_of(dossier.person.holder), dossier.person.person_id
        tell_reading("people consent", slug or "", reason=reason, stage=stage, here=here, person=whom)
    proofs = [
        proof_document(dossier, wordings=stage.wordings, statements={**statements, **_own(dossier, stage)}, now=now)
        for dossier in found
    ]
    lines = tuple(line for proof in proofs for line in proof_lines(proof))
    return Answer(document={"known_by": proofs}, lines=lines or ("nobody knows this address",))


def withdraw(
    email: str,
    *,
    purpose: Purpose,
    reason: str,
    nation: str = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Write down that somebody withdraws a consent, of the candidate and of the party, in every nation.

    The log of each nation that knows them tells it, and headquarters' own of its list.

    Parameters
    ----------
    email
        The person's e-mail address; the phone number of somebody known without one.
    purpose
        What for.
    reason
        How the person said so, for whoever must prove it later.
    nation
        Only in this nation.
    """
    stage = here.open_stage(everywhere.stage)
    word = Word(method=Method.COMMAND, reason=reason)
    done = [
        {"nation": _name(dossier), "withdrawn": _withdraw(dossier, purpose, word, stage=stage, here=here)}
        for dossier in _dossiers(email, nation, stage, here)
    ]
    lines = tuple(f"{each['nation']}: {', '.join(each['withdrawn']) or 'withdrawn before'}" for each in done)
    return Answer(document={"known_by": done}, lines=lines or ("nobody knows this address",))


def erase(
    email: str,
    *,
    nation: str = "",
    yes: Flag = False,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Erase a person everywhere: person, activity, consents, what they did. It cannot be undone.

    The log of each nation that knows them tells it, and headquarters' own. No file of the party's brings them back, nor
    brings in an address that nobody knows yet: only they can, by signing up again. What stays is the hash of the
    address and the day, which prove that it was done. Asks for the address to be typed once more, unless `--yes` is
    given.

    Parameters
    ----------
    email
        The person's e-mail address; the phone number of somebody known without one.
    nation
        Only from this nation, into which no file brings them again.
    yes
        Do not ask.
    """
    stage = here.open_stage(everywhere.stage)
    found = list(_dossiers(email, nation, stage, here))
    confirm(f"{len(found)} records of a person will be erased", email, given=email if yes else None, here=here)
    whom = person_called(email, country=stage.country)
    if not nation:
        note_in_network(ERASED, stage=stage, here=here, person=whom)
    stage.erasures.keep(whom, at=here.patience.now(), within=nation)
    erased = [{"nation": _name(dossier), "items": _erase(dossier, nation, stage, here)} for dossier in found]
    lines = tuple(f"{each['nation']}: {each['items']} items erased" for each in erased) or (
        "nobody knows this address",
    )
    where = f"into {nation}" if nation else "in"
    return Answer(
        document={"erased": erased},
        lines=(*lines, f"no file brings this address {where} from now on", *_again(stage)),
    )


def _dossiers(email: str, nation: str, stage: Stage, here: Here) -> list[Dossier]:
    person = person_called(email, country=stage.country)
    now = here.patience.now()
    return list(known_everywhere(person, nations=stage.nations, people=stage.people, now=now, slug=nation))


def _erase(dossier: Dossier, nation: str, stage: Stage, here: Here) -> int:
    key = dossier.person.key
    _note(ERASED, dossier, stage, here)
    return erase_person(key, people=stage.people, erasures=stage.erasures, clock=here.patience, within=nation)


def _again(stage: Stage) -> tuple[str, ...]:
    """An import that is under way knows who was erased before its plan, and nobody since."""
    latest = stage.rollouts.page(limit=ROLLOUTS).elements
    importing = (each.id for each in latest if each.state in BEFORE_PEOPLE_ARE_IN)
    return tuple(f"rollout {name} is importing: erase once more when it is done" for name in importing)


def _withdraw(dossier: Dossier, purpose: Purpose, word: Word, *, stage: Stage, here: Here) -> list[str]:
    person = dossier.person
    _note(WITHDREW, dossier, stage, here, purposes=str(purpose))
    worded = {asked for language in languages() for asked in wordings(language) if asked[0] is purpose}
    asked = [each for each in worded if slug_of(person.holder) or concerns_party(*each)]
    done = withdraw_consents(person.key, asked, word=word, people=stage.people, clock=here.patience)
    return [f"{purpose} of the {controller}" for purpose, controller in done]


def _note(what: str, dossier: Dossier, stage: Stage, here: Here, **about: str) -> None:
    """Write what is done to somebody into the log of whose list they are on."""
    slug, person = slug_of(dossier.person.holder), dossier.person.person_id
    if slug:
        stage.journal(here.patience).record(slug, what, {"person": person, **about})
    else:
        note_in_network(what, stage=stage, here=here, person=person, **about)


def _name(dossier: Dossier) -> str:
    return slug_of(dossier.person.holder) or "headquarters"


def _own(dossier: Dossier, stage: Stage) -> Mapping[str, ConsentStatement]:
    """What the nation's own team recorded."""
    slug = slug_of(dossier.person.holder)
    return statements_of(slug, people=stage.people) if slug else {}


def _statements(stage: Stage) -> dict[str, ConsentStatement]:
    requests = (rollout.request for rollout in stage.rollouts.page(limit=ROLLOUTS).elements)
    return {request.consent.hash: request.consent for request in requests if request.consent}
