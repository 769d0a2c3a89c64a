"""How a rollout is written down in the `network` table."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shared.nations.items import seed_from_item, seed_to_item
from shared.people.consent import ConsentStatement
from shared.rollouts.request import InputFile, RolloutRequest
from shared.rollouts.rollout import Entry, EntryState, Milestones, Rollout, RolloutState, WaveRecord
from shared.rollouts.sums import KIND, rollout_key
from shared.rollouts.waves import Tolerance, WavePlan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.items import Item


def entry_sort(slug: str) -> str:
    """Return the sort key of a nation's entry."""
    return f"NATION#{slug}"


def request_to_item(request: RolloutRequest) -> Item:
    """Return the request as a mapping of plain values."""
    return {
        "name": request.name,
        "roster": asdict(request.roster),
        "people": asdict(request.people) if request.people else None,
        "waves": str(request.waves),
        "tolerance": str(request.tolerance),
        "deadline": _written(request.deadline),
        "consent": asdict(request.consent) if request.consent else None,
        "mapping": dict(request.mapping),
    }


def request_from_item(item: Mapping[str, Any]) -> RolloutRequest:
    """Return the request that `request_to_item` wrote."""
    return RolloutRequest(
        name=item["name"],
        roster=InputFile(**item["roster"]),
        people=InputFile(**item["people"]) if item.get("people") else None,
        waves=WavePlan.parse(item["waves"]),
        tolerance=Tolerance.parse(item["tolerance"]),
        deadline=_read(item.get("deadline")),
        consent=ConsentStatement(**item["consent"]) if item.get("consent") else None,
        mapping=item["mapping"],
    )


def rollout_to_item(rollout: Rollout) -> Item:
    """Return the rollout's item with its keys."""
    return {
        "pk": rollout_key(rollout.id),
        "sk": KIND,
        "kind_pk": KIND,
        "kind_sk": f"{rollout.created_at.isoformat()}#{rollout.id}",
        "id": rollout.id,
        "request": request_to_item(rollout.request),
        "state": rollout.state.value,
        "attempt": rollout.attempt,
        "created_at": rollout.created_at.isoformat(),
        "reason": rollout.reason,
        "people_rows": rollout.people_rows,
        "straggle_seconds": rollout.straggle_seconds,
        **milestones_to_item(rollout.milestones),
    }


def rollout_from_item(item: Item) -> Rollout:
    """Return the rollout that `rollout_to_item` wrote."""
    return Rollout(
        id=item["id"],
        request=request_from_item(item["request"]),
        state=RolloutState(item["state"]),
        attempt=item["attempt"],
        created_at=datetime.fromisoformat(item["created_at"]),
        reason=item.get("reason"),
        people_rows=item.get("people_rows"),
        straggle_seconds=item.get("straggle_seconds"),
        milestones=Milestones(
            started_at=datetime.fromisoformat(item["started_at"]),
            import_started_at=_read(item.get("import_started_at")),
            import_finished_at=_read(item.get("import_finished_at")),
            finished_at=_read(item.get("finished_at")),
        ),
    )


def milestones_to_item(milestones: Milestones) -> Item:
    """Return the moments as attributes of the rollout's item."""
    return {name: _written(moment) for name, moment in asdict(milestones).items()}


def entry_to_item(rollout_id: str, entry: Entry) -> Item:
    """Return the entry's item with its keys."""
    facts = {name: value for name, value in asdict(entry).items() if name not in {"seed", "state"}}
    return {
        "pk": rollout_key(rollout_id),
        "sk": entry_sort(entry.slug),
        "seed": seed_to_item(entry.seed),
        "state": entry.state.value,
        **facts,
    }


def entry_from_item(item: Item) -> Entry:
    """Return the entry that `entry_to_item` wrote."""
    return Entry(
        seed=seed_from_item(item["seed"]),
        state=EntryState(item["state"]),
        attempt=item["attempt"],
        wave=item["wave"],
        reason=item.get("reason"),
        last_error=item.get("last_error"),
        seconds=item.get("seconds"),
        people=item.get("people"),
    )


def wave_to_item(rollout_id: str, record: WaveRecord) -> Item:
    """Return the wave's item with its keys."""
    return {"pk": rollout_key(rollout_id), "sk": f"WAVE#{record.wave:03}", **asdict(record)}


def wave_from_item(item: Item) -> WaveRecord:
    """Return the record that `wave_to_item` wrote."""
    return WaveRecord(**{name: item[name] for name in ("wave", "nations", "failed", "verdict", "reason")})


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
