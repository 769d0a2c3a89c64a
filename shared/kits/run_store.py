"""Runs in DynamoDB, the `network` table.

A run is `{pk: KITRUN#<version>, sk: RUN, version, number, waves: [[slug, …], …], by, started_at, wave, stopped}`; how
it went with a nation is beside it, `{sk: NATION#<slug>, at, changed, waiting, site, failure}`.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from shared.kernel.table import ConditionFailed, Table
from shared.kits.errors import KitChanged
from shared.kits.keys import run_key
from shared.kits.run import KitRun, Settled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kernel.items import Item

RUN, NATION = "RUN", "NATION#"


class RunStore(Protocol):
    """Keeps runs, one for each edition, and how it went with their nations."""

    def get(self, version: str) -> KitRun | None:
        """Return the run to an edition, if there was one."""

    def begin(self, run: KitRun) -> None:
        """Keep a new run; raises KitChanged if there is one to this edition."""

    def save(self, run: KitRun, *, after: KitRun) -> None:
        """Keep how the run stands in the place of `after`; raises KitChanged if somebody moved it since."""

    def settle(self, version: str, settled: Settled) -> None:
        """Note how it went with a nation."""

    def settled(self, version: str) -> Mapping[str, Settled]:
        """Return how it went with all nations that have been at work, by slug."""


class DynamoRunStore:
    """Keeps runs in the `network` table; see `RunStore` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def get(self, version: str) -> KitRun | None:
        """Return the run to an edition, if there was one."""
        item = self._table.get(run_key(version), RUN)
        return _run_from(item) if item else None

    def begin(self, run: KitRun) -> None:
        """Keep a new run; raises KitChanged if there is one to this edition."""
        try:
            self._table.put(_run_item(run), condition="attribute_not_exists(pk)")
        except ConditionFailed as error:
            raise KitChanged from error

    def save(self, run: KitRun, *, after: KitRun) -> None:
        """Keep how the run stands in the place of `after`; raises KitChanged if somebody moved it since."""
        as_read = {"wave": after.wave, "stopped": after.stopped}
        try:
            self._table.put(_run_item(run), condition="wave = :wave AND stopped = :stopped", values=as_read)
        except ConditionFailed as error:
            raise KitChanged from error

    def settle(self, version: str, settled: Settled) -> None:
        """Note how it went with a nation."""
        self._table.put(
            {
                "pk": run_key(version),
                "sk": f"{NATION}{settled.slug}",
                "at": settled.at.isoformat(),
                "changed": settled.changed,
                "waiting": settled.waiting,
                "site": settled.site,
                "failure": settled.failure,
            }
        )

    def settled(self, version: str) -> Mapping[str, Settled]:
        """Return how it went with all nations that have been at work, by slug."""
        return {each.slug: each for each in map(_settled_from, self._table.query(run_key(version), NATION))}


def _run_item(run: KitRun) -> Item:
    return {
        "pk": run_key(run.version),
        "sk": RUN,
        "version": run.version,
        "number": run.number,
        "waves": [list(wave) for wave in run.waves],
        "by": run.by,
        "started_at": run.started_at.isoformat(),
        "wave": run.wave,
        "stopped": run.stopped,
    }


def _run_from(item: Item) -> KitRun:
    return KitRun(
        version=item["version"],
        number=item["number"],
        waves=tuple(tuple(wave) for wave in item["waves"]),
        by=item["by"],
        started_at=datetime.fromisoformat(item["started_at"]),
        wave=item["wave"],
        stopped=item["stopped"],
    )


def _settled_from(item: Item) -> Settled:
    return Settled(
        slug=item["sk"].removeprefix(NATION),
        at=datetime.fromisoformat(item["at"]),
        changed=item["changed"],
        waiting=item["waiting"],
        site=item["site"],
        failure=item["failure"],
    )
