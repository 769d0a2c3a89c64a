"""Rollouts, their files, their machine and its tokens in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shared.kernel.errors import Conflict, NotFound
from shared.kernel.page import Page, read_cursor, write_cursor
from shared.rollouts.errors import RolloutUnknown
from shared.rollouts.rollout import Entry, EntryState, PeopleSums, Progress
from tests.builders import NOON

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from shared.people.consent import ConsentStatement
    from shared.rollouts.opening import Opening
    from shared.rollouts.rollout import Rollout, RolloutState, Scope, WaveRecord
    from tests.fakes.nations import InMemoryNationStore
    from tests.fakes.sites import InMemoryVersionStore


class InMemoryRolloutStore:
    """Keeps rollouts in dictionaries, with the promises of `RolloutStore`."""

    def __init__(self) -> None:
        self.rollouts: dict[str, Rollout] = {}
        self.kept: dict[tuple[str, str], Entry] = {}
        self.ranges: dict[tuple[str, int], dict[str, int]] = {}
        self.shards: dict[tuple[str, int], dict[str, int]] = {}
        self.waves: dict[tuple[str, int], WaveRecord] = {}
        self.tokens: dict[str, str] = {}
        self.statements: dict[str, ConsentStatement] = {}
        self.running: str | None = None

    def create(self, rollout: Rollout) -> None:
        if rollout.id in self.rollouts:
            raise Conflict(f"rollout {rollout.id} is being started by somebody else")
        self.rollouts[rollout.id] = rollout

    def get(self, rollout_id: str) -> Rollout:
        if rollout_id not in self.rollouts:
            raise RolloutUnknown(rollout_id)
        return self.rollouts[rollout_id]

    def save(self, rollout: Rollout) -> None:
        self.rollouts[rollout.id] = rollout

    def page(self, *, limit: int, cursor: str | None = None) -> Page[Rollout]:
        start = int((read_cursor(cursor) or {"at": "0"})["at"])
        latest = sorted(self.rollouts.values(), key=lambda rollout: rollout.created_at, reverse=True)
        more = len(latest) > start + limit
        return Page(
            elements=tuple(latest[start : start + limit]),
            cursor=write_cursor({"at": str(start + limit)}) if more else None,
        )

    def progress(self, rollout_id: str) -> Progress:
        return Progress(
            rollout=self.get(rollout_id),
            entries=self.entries(rollout_id),
            people=self.people(rollout_id),
            waves=tuple(record for (owner, _), record in sorted(self.waves.items()) if owner == rollout_id),
        )

    def advance(self, rollout_id: str, state: RolloutState, **facts: Any) -> None:
        rollout = self.get(rollout_id)
        if rollout.state.is_final:
            return
        moments = {name: value for name, value in facts.items() if name.endswith("_at")}
        others = {name: value for name, value in facts.items() if name not in moments}
        milestones = replace(rollout.milestones, **moments)
        self.rollouts[rollout_id] = replace(rollout, state=state, milestones=milestones, **others)

    def occupy_network(self, rollout_id: str) -> str:
        self.running = self.running or rollout_id
        return self.running

    def network_holder(self) -> str | None:
        return self.running

    def free_network(self, rollout_id: str) -> None:
        if self.running == rollout_id:
            self.running = None

    def add_entries(self, rollout_id: str, entries: Iterable[Entry]) -> None:
        self.kept |= {(rollout_id, entry.slug): entry for entry in entries}

    def entries(self, rollout_id: str) -> tuple[Entry, ...]:
        return tuple(entry for (owner, _), entry in sorted(self.kept.items()) if owner == rollout_id)

    def entry(self, rollout_id: str, slug: str) -> Entry:
        if (rollout_id, slug) not in self.kept:
            raise RolloutUnknown(rollout_id)
        return self.kept[rollout_id, slug]

    def settle(self, rollout_id: str, slug: str, state: EntryState, **facts: Any) -> bool:
        entry = self.kept.get((rollout_id, slug))
        if entry is None or (state is EntryState.FAILED and entry.state is not EntryState.PENDING):
            return False
        self.kept[rollout_id, slug] = replace(entry, state=state, **facts)
        return True

    def note_error(self, rollout_id: str, slug: str, error: str) -> None:
        self.kept[rollout_id, slug] = replace(self.kept[rollout_id, slug], last_error=error)

    def goes_on(self, rollout_id: str, *, attempt: int) -> bool:
        rollout = self.rollouts.get(rollout_id)
        return rollout is not None and rollout.attempt == attempt and not rollout.state.is_final

    def add_range(self, rollout_id: str, number: int, *, rows: int, rejected: int, unassigned: int) -> None:
        self.ranges[rollout_id, number] = {"rows": rows, "rejected": rejected, "unassigned": unassigned}

    def add_shard(self, rollout_id: str, number: int, *, created: int, merged: int, unchanged: int) -> None:
        self.shards[rollout_id, number] = {"created": created, "merged": merged, "unchanged": unchanged}

    def people(self, rollout_id: str) -> PeopleSums:
        sums = [*self.ranges.items(), *self.shards.items()]
        mine = [counts for (owner, _), counts in sums if owner == rollout_id]
        names = ("rows", "created", "merged", "unchanged", "rejected", "unassigned")
        return PeopleSums(**{name: sum(counts.get(name, 0) for counts in mine) for name in names})

    def add_wave(self, rollout_id: str, record: WaveRecord) -> None:
        self.waves[rollout_id, record.wave] = record

    def keep_statement(self, statement: ConsentStatement) -> None:
        self.statements[statement.hash] = statement

    def keep_approval(self, rollout_id: str, token: str) -> None:
        self.tokens[rollout_id] = token

    def approval(self, rollout_id: str) -> str | None:
        return self.tokens.get(rollout_id)

    def drop_approval(self, rollout_id: str) -> None:
        self.tokens.pop(rollout_id, None)


class InMemoryOpenings:
    """Records in the dictionaries of the others, with the promises of `Openings`."""

    def __init__(
        self, rollouts: InMemoryRolloutStore, nations: InMemoryNationStore, versions: InMemoryVersionStore
    ) -> None:
        self.rollouts, self.nations, self.versions = rollouts, nations, versions

    def open(self, opening: Opening) -> None:
        slug, version = opening.nation.slug, opening.version
        taken = version is not None and version.number in self.versions.versions.get(slug, {})
        if self.nations.nations.get(slug) != opening.before or taken:
            raise Conflict(f"nation {slug} was changed by somebody else meanwhile: look again")
        self.nations.nations[slug] = opening.nation
        if version:
            self.versions.add(slug, version)
        facts = {"seconds": opening.seconds, "people": opening.nation.people, "reason": ""}
        self.rollouts.settle(opening.rollout_id, slug, EntryState.READY, **facts)


class InMemoryFiles:
    """Objects in a dictionary, with the promises of `RolloutFiles`."""

    def __init__(self, objects: Mapping[str, bytes] | None = None) -> None:
        self.objects = dict(objects or {})

    def read(self, key: str) -> bytes:
        if key not in self.objects:
            raise NotFound(f"there is no file {key}")
        return self.objects[key]

    def write(self, key: str, content: bytes, *, content_type: str = "application/json") -> None:
        self.objects[key] = content

    def exists(self, key: str) -> bool:
        return key in self.objects

    def keys(self, prefix: str) -> tuple[str, ...]:
        return tuple(sorted(key for key in self.objects if key.startswith(prefix)))


class FakeMachine:
    """A machine whose attempts run until a test ends them: at `stops_at` where it is stopped."""

    def __init__(self, stops_at: datetime = NOON) -> None:
        self.stops_at = stops_at
        self.ended: dict[tuple[str, int], datetime] = {}
        self.started: list[tuple[str, int, str]] = []
        self.running: set[tuple[str, int]] = set()

    def start(self, rollout_id: str, *, attempt: int, scope: Scope) -> None:
        self.started.append((rollout_id, attempt, scope.value))
        self.running.add((rollout_id, attempt))

    def is_running(self, rollout_id: str, *, attempt: int) -> bool:
        return (rollout_id, attempt) in self.running

    def stop(self, rollout_id: str, *, attempt: int, reason: str) -> None:
        if self.is_running(rollout_id, attempt=attempt):
            self.running.discard((rollout_id, attempt))
            self.ended[rollout_id, attempt] = self.stops_at

    def ended_at(self, rollout_id: str, *, attempt: int) -> datetime | None:
        return self.ended.get((rollout_id, attempt))


class FakeTokens:
    """Tokens that are remembered; those named `waiting` still count."""

    def __init__(self, *waiting: str) -> None:
        self.waiting = set(waiting)
        self.answers: list[tuple[str, str]] = []

    def succeed(self, token: str, output: Mapping[str, object]) -> bool:
        return self._answer(token, "success")

    def fail(self, token: str, *, error: str, cause: str) -> bool:
        return self._answer(token, error)

    def _answer(self, token: str, answer: str) -> bool:
        self.answers.append((token, answer))
        waited = token in self.waiting
        self.waiting.discard(token)
        return waited
