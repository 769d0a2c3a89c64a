"""Record an action: one transaction, exactly once, whatever happens to the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from shared.actions.case import Case
from shared.actions.keys import marker_key
from shared.actions.newcomer import identity_of, values_typed
from shared.actions.proofs import prove
from shared.actions.record import record
from shared.actions.standing import find_standing, person_key
from shared.people.again import until_undisturbed

if TYPE_CHECKING:
    from datetime import datetime

    from shared.actions.ground import Ground
    from shared.actions.standing import Standing
    from shared.actions.taken import TakenAction
    from shared.consent.ports import WordingStore
    from shared.kernel.clock import Clock
    from shared.kits.banners import Banners
    from shared.nations.nation import Nation
    from shared.nations.remembered import Nations
    from shared.people.table import PeopleTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """What recording needs of the network: its nations, the texts that were shown, its names and its ground.

    `nations` may be as they were a moment ago, `latest` as they are: asked where a moment ago nobody said such words.
    """

    nations: Nations
    latest: Nations
    wordings: WordingStore
    ground: Ground
    banners: Banners


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What became of an action: `again` if it was recorded before; how many consents could not be proven."""

    again: bool
    unproven: int


def record_action(taken: TakenAction, *, registry: Registry, people: PeopleTable, clock: Clock) -> Recorded:
    """Write the person, the activity, the consents asked, the deed and what is to be confirmed: all or nothing.

    Raises TransientError for what another try may mend, NationUnknown.
    """
    case = _case(taken, registry)
    again = until_undisturbed(partial(_write_once, case, people, clock))
    return Recorded(again=again, unproven=len(taken.consents) - len(case.proven))


def _write_once(case: Case, people: PeopleTable, clock: Clock) -> bool:
    """Write the action; tell whether it was written before."""
    now = clock.now()
    standing = _standing(case, people, now)
    if standing.merged_into:
        case = replace(case, person_id=standing.merged_into)
        standing = _standing(case, people, now)
    if not standing.is_done:
        people.write(record(case, standing, now=now))
    return standing.is_done


def _standing(case: Case, people: PeopleTable, now: datetime) -> Standing:
    slug = case.taken.slug
    return find_standing(
        person_key(slug, case.person_id),
        marker=marker_key(slug, case.taken.action_id),
        deed=case.deed_key,
        ledger=bool(case.proven),
        people=people,
        now=now,
    )


def _case(taken: TakenAction, registry: Registry) -> Case:
    case = _case_of(taken, registry.nations.get(taken.slug), registry)
    if len(case.proven) == len(taken.consents):
        return case
    # Its pages may have had another name of candidate or network for some seconds.
    return _case_of(taken, registry.latest.get(taken.slug), registry)


def _case_of(taken: TakenAction, nation: Nation, registry: Registry) -> Case:
    seed = nation.seed
    facts = {"candidate": seed.candidate, "network": registry.banners.worn_by(nation).name}
    values = values_typed(taken.said, action=taken.action, language=taken.language, seed=seed, ground=registry.ground)
    return Case(
        taken=taken,
        person_id=identity_of(taken),
        values=values,
        proven=prove(taken.consents, facts=facts, wordings=registry.wordings),
        day=registry.ground.day(taken.at),
    )
