"""Plan an attempt: read the roster, cut the people file, order the nations into waves."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from shared.rollouts.errors import NetworkBusy
from shared.rollouts.paths import people_key, wave_key
from shared.rollouts.rollout import Entry, EntryState, RolloutState, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.kernel.clock import Clock
    from shared.nations.nation import NationSeed
    from shared.nations.ports import NationStore
    from shared.rollouts.ports import RolloutFiles, RolloutStore
    from shared.rollouts.rollout import Rollout


class RosterReading(Protocol):
    """Reads a roster: `parse_roster`, told of the network's country and its zones."""

    def __call__(self, content: bytes, *, file_name: str, claims: Mapping[str, str]) -> tuple[NationSeed, ...]:
        """Return the nations of the roster; raises InputError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedImport:
    """The rows of a people file, and how long one of its workers may go on once nobody waits for it."""

    rows: int
    straggle_seconds: int


class PeoplePlanner(Protocol):
    """Cuts a people file into the ranges and shards that the import works off."""

    def __call__(self, rollout: Rollout, *, claims: Mapping[str, str], open_nations: frozenset[str]) -> PlannedImport:
        """Write the plan of the import of a rollout that has people; raises InputError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloutPlan:
    """What the state machine needs to know of the plan: how many waves, and whether people are to be imported."""

    waves: int
    import_people: bool


def plan_rollout(
    rollout_id: str,
    *,
    scope: Scope,
    rollouts: RolloutStore,
    nations: NationStore,
    files: RolloutFiles,
    read_roster: RosterReading,
    plan_people: PeoplePlanner,
    clock: Clock,
) -> RolloutPlan:
    """Plan the rollout's present attempt; raises InputError with every fault, before anything is written.

    Planning twice comes to the same plan: what is ready stays ready.
    """
    holder = rollouts.occupy_network(rollout_id)
    if holder != rollout_id:
        raise NetworkBusy(holder)
    rollout = rollouts.get(rollout_id)
    roster = rollout.request.roster
    claims = nations.claims()
    seeds = read_roster(files.read(roster.key), file_name=roster.file_name, claims=claims)
    import_people = rollout.request.people is not None and not files.exists(people_key(rollout_id))
    planned: dict[str, int] = {}
    if import_people:
        everybodys = {**claims, **claims_of(seeds)}
        cut = plan_people(rollout, claims=everybodys, open_nations=nations.open_slugs())
        planned = {"people_rows": cut.rows, "straggle_seconds": cut.straggle_seconds}
    if not rollouts.goes_on(rollout_id, attempt=rollout.attempt):
        # Aborted while the file was read: nobody hears this answer, and a next attempt may have been planned.
        return RolloutPlan(waves=0, import_people=False)
    if rollout.request.consent:
        rollouts.keep_statement(rollout.request.consent)
    waves = _write_waves(rollout, seeds, scope, rollouts=rollouts, files=files)
    rollouts.advance(rollout_id, RolloutState.IMPORTING, import_started_at=clock.now(), **planned)
    return RolloutPlan(waves=waves, import_people=import_people)


def claims_of(seeds: Sequence[NationSeed]) -> dict[str, str]:
    """Return which zones the seeds claim: zone id to slug."""
    return {zone: seed.slug for seed in seeds for zone in seed.zones}


def _write_waves(
    rollout: Rollout, seeds: Sequence[NationSeed], scope: Scope, *, rollouts: RolloutStore, files: RolloutFiles
) -> int:
    known = {entry.slug: entry for entry in rollouts.entries(rollout.id)}
    entries = [known.get(seed.slug, Entry(seed=seed)) for seed in seeds]
    waves = rollout.request.waves.cut([entry for entry in entries if _is_taken_up(entry, scope, rollout.attempt)])
    for number, wave in enumerate(waves):
        rollouts.add_entries(rollout.id, [_pending(entry, rollout.attempt, number) for entry in wave])
        listing = json.dumps([{"slug": entry.slug} for entry in wave])
        files.write(wave_key(rollout.id, attempt=rollout.attempt, wave=number), listing.encode())
    return len(waves)


def _is_taken_up(entry: Entry, scope: Scope, attempt: int) -> bool:
    if entry.state is EntryState.READY:
        return False
    # Its own attempt's number on an entry: this plan was written before, at least half, and is being repeated.
    return scope is Scope.UNFINISHED or entry.state is EntryState.FAILED or entry.attempt == attempt


def _pending(entry: Entry, attempt: int, wave: int) -> Entry:
    return replace(entry, state=EntryState.PENDING, attempt=attempt, wave=wave, reason=None, last_error=None)
