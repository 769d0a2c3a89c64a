"""What the use cases of rollouts need from the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from shared.kernel.page import Page
    from shared.people.consent import ConsentStatement
    from shared.rollouts.rollout import (
        Entry,
        EntryState,
        PeopleSums,
        Progress,
        Rollout,
        RolloutState,
        Scope,
        WaveRecord,
    )


class ImportSums(Protocol):
    """Keeps the sums of an import's ranges and shards while it goes on."""

    def goes_on(self, rollout_id: str, *, attempt: int) -> bool:
        """Tell whether the attempt is still the rollout's latest, and not over: else its workers stop."""

    def add_range(self, rollout_id: str, number: int, *, rows: int, rejected: int, unassigned: int) -> None:
        """Keep the sums of one range; writing them again changes nothing."""

    def add_shard(self, rollout_id: str, number: int, *, created: int, merged: int, unchanged: int) -> None:
        """Keep the sums of one shard; writing them again changes nothing."""


class RolloutStore(ImportSums, Protocol):
    """Keeps rollouts, what became of each of their nations, and the sums of their people."""

    def create(self, rollout: Rollout) -> None:
        """Add the rollout; raises Conflict if its id is there already."""

    def get(self, rollout_id: str) -> Rollout:
        """Return the rollout; raises RolloutUnknown."""

    def save(self, rollout: Rollout) -> None:
        """Replace what is known of the rollout itself."""

    def page(self, *, limit: int, cursor: str | None = None) -> Page[Rollout]:
        """Return rollouts, the latest first."""

    def progress(self, rollout_id: str) -> Progress:
        """Return all that is known of the rollout; raises RolloutUnknown."""

    def advance(self, rollout_id: str, state: RolloutState, **facts: object) -> None:
        """Set the state and some facts of the rollout; a final state is only left by `save`."""

    def occupy_network(self, rollout_id: str) -> str:
        """Take the network for this rollout unless another holds it; return the one that holds it then."""

    def network_holder(self) -> str | None:
        """Return the rollout that holds the network, if any does."""

    def free_network(self, rollout_id: str) -> None:
        """Let the next rollout begin; nothing happens if this one does not hold the network."""

    def add_entries(self, rollout_id: str, entries: Iterable[Entry]) -> None:
        """Write entries as they are given."""

    def entries(self, rollout_id: str) -> tuple[Entry, ...]:
        """Return all entries in the order of their slugs."""

    def entry(self, rollout_id: str, slug: str) -> Entry:
        """Return one entry; raises RolloutUnknown."""

    def settle(self, rollout_id: str, slug: str, state: EntryState, **facts: object) -> bool:
        """Settle an entry; a failure never replaces `ready`. Tell whether this call settled it."""

    def note_error(self, rollout_id: str, slug: str, error: str) -> None:
        """Keep what a worker said when it gave up, for the report of a dead letter."""

    def people(self, rollout_id: str) -> PeopleSums:
        """Return the sums over all ranges and shards so far."""

    def add_wave(self, rollout_id: str, record: WaveRecord) -> None:
        """Keep how a wave was judged."""

    def keep_statement(self, statement: ConsentStatement) -> None:
        """Keep a consent statement under its hash, for as long as somebody's consent rests on it."""

    def keep_approval(self, rollout_id: str, token: str) -> None:
        """Keep the token that a person's word will answer."""

    def approval(self, rollout_id: str) -> str | None:
        """Return the token that waits for a person's word, if any."""

    def drop_approval(self, rollout_id: str) -> None:
        """Forget the token: it was answered."""


class RolloutFiles(Protocol):
    """The intake bucket, as rollouts use it."""

    def read(self, key: str) -> bytes:
        """Return an object's content; raises NotFound."""

    def write(self, key: str, content: bytes, *, content_type: str = "application/json") -> None:
        """Write an object."""

    def exists(self, key: str) -> bool:
        """Tell whether an object is there."""

    def keys(self, prefix: str) -> tuple[str, ...]:
        """Return the keys of all objects below a prefix."""


class RolloutMachine(Protocol):
    """The state machine that carries a rollout through its steps."""

    def start(self, rollout_id: str, *, attempt: int, scope: Scope) -> None:
        """Start an attempt; starting the same attempt twice starts it once."""

    def is_running(self, rollout_id: str, *, attempt: int) -> bool:
        """Tell whether an attempt is under way."""

    def ended_at(self, rollout_id: str, *, attempt: int) -> datetime | None:
        """Return when an attempt ended; None while it is under way, and of one that never began."""

    def stop(self, rollout_id: str, *, attempt: int, reason: str) -> None:
        """Stop an attempt where it is."""


class TaskTokens(Protocol):
    """Answers to tasks that wait; an answer that comes too late, or twice, is told apart from one that counts."""

    def succeed(self, token: str, output: Mapping[str, object]) -> bool:
        """Answer with success; tell whether the task still waited."""

    def fail(self, token: str, *, error: str, cause: str) -> bool:
        """Answer with a failure; tell whether the task still waited."""
