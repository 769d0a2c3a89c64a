"""How the kit's editions, runs and offers read on a terminal, and what programs get of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.wording import table
from shared.kits.run import Progress, Standing

if TYPE_CHECKING:
    from shared.kits.drift import Drift
    from shared.kits.edition import EditionHead
    from shared.kits.holdings import Holdings
    from shared.kits.run import KitRun


def describe_head(head: EditionHead) -> dict[str, Any]:
    """Return an edition for programs."""
    return {
        "number": head.number,
        "version": head.version,
        "at": head.at.isoformat() if head.at else None,
        "by": head.by,
        "note": head.note,
        "bundled": head.bundled,
    }


def rows_of_heads(heads: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return editions for people, a line each."""
    rows = [
        [str(head["number"]), head["version"], head["at"] or "–", head["note"] or "came with the software"]
        for head in heads
    ]
    return table(["number", "version", "at", "note"], rows)


def lines_of_head(head: EditionHead) -> tuple[str, ...]:
    """Return an edition that was just made, for people."""
    return (f"version {head.number} is the network's kit: {head.version}", "nations follow: banneret kit push")


def describe_run(run: KitRun, progress: Progress) -> dict[str, Any]:
    """Return a run for programs."""
    return {
        "version": run.version,
        "state": progress.standing.value,
        "wave": run.wave + 1,
        "waves": [{"done": done, "nations": total} for done, total in progress.waves],
        "nations": {
            "planned": progress.total,
            "done": progress.done,
            "failed": len(progress.failed),
            "pending": progress.pending,
        },
        "changed": progress.changed,
        "waiting": progress.waiting,
        "failed": [{"slug": each.slug, "reason": each.failure} for each in progress.failed],
    }


def lines_of_run(run: KitRun, progress: Progress) -> tuple[str, ...]:
    """Return a run for people."""
    waves = ", ".join(f"{done}/{total}" for done, total in progress.waves)
    ways = {
        Standing.WAITING: ("go on all the same: banneret kit go-on; try again: banneret kit push",),
        Standing.STOPPED: ("go on: banneret kit push",),
    }
    return (
        f"push of {run.version}: {progress.standing}, {progress.done} of {progress.total} nations, waves {waves}",
        f"{progress.changed} pages and e-mails changed, {progress.waiting} decisions left to nations",
        *(f"failed  {each.slug}: {each.failure}" for each in progress.failed),
        *ways.get(progress.standing, ()),
    )


def describe_drift(drift: Drift) -> dict[str, Any]:
    """Return how far a nation is from the kit, for programs."""
    return {
        "nation": drift.nation.slug,
        "status": drift.nation.status.value,
        "version": drift.nation.kit_version,
        "current": drift.is_current,
        "own": drift.own,
        "known": drift.is_known,
        "waiting": drift.waiting,
        "missing": list(drift.missing),
    }


def rows_of_drift(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return the same for people, a line a nation."""
    cells = [
        [
            row["nation"],
            f"{row['version'] or '–'}{'' if row['current'] else ' (behind)'}",
            str(sum(row["own"].values())),
            str(row["waiting"]),
            ", ".join(row["missing"]) or "–",
        ]
        for row in rows
    ]
    return table(["nation", "version", "own blocks", "to decide", "missing"], cells)


def describe_offers(held: Holdings) -> list[dict[str, Any]]:
    """Return what a nation has to decide, for programs."""
    return [
        {"document": document, "block": offer.block, "reason": offer.reason.value, "version": offer.version}
        for document, offers in held.offers.items()
        for offer in offers
    ]
