"""How a nation is written down in the `network` table."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from shared.nations.nation import Nation, NationSeed, NationStatus

if TYPE_CHECKING:
    from shared.kernel.items import Item

KIND = "NATION"
"""Partition of the `by_kind` index that lists all nations by slug."""

PUBLISHED = "VERSION#"
"""How the sort keys of a nation's publications begin: they come behind all else that is the nation's."""


def nation_key(slug: str) -> str:
    """Return the partition key of all that is a nation's."""
    return f"NATION#{slug}"


def claim_key(zone: str) -> str:
    """Return the partition key of the claim on a zone."""
    return f"ZONE#{zone}"


def seed_to_item(seed: NationSeed) -> Item:
    """Return the seed as a mapping of plain values."""
    return {**asdict(seed), "zones": list(seed.zones), "facts": dict(seed.facts)}


def seed_from_item(item: Item) -> NationSeed:
    """Return the seed that `seed_to_item` wrote."""
    return NationSeed(
        slug=item["slug"],
        name=item["name"],
        candidate=item["candidate"],
        email=item["email"],
        zones=tuple(item["zones"]),
        facts=item["facts"],
    )


def unless_changed(nation: Nation) -> dict[str, Any]:
    """Return the condition of a put (see `put_request`) that the nation is still as it was read."""
    condition, values = "#status = :status AND attribute_not_exists(changed_at)", {"status": nation.status.value}
    if nation.changed_at:
        condition = "#status = :status AND changed_at = :changed_at"
        values["changed_at"] = nation.changed_at.isoformat()
    return {"condition": condition, "values": values, "names": {"#status": "status"}}


def nation_to_item(nation: Nation) -> Item:
    """Return the nation's item with its keys."""
    return {
        "pk": nation_key(nation.slug),
        "sk": KIND,
        "kind_pk": KIND,
        "kind_sk": nation.slug,
        "seed": seed_to_item(nation.seed),
        "status": nation.status.value,
        "banner": nation.banner,
        "rollout": nation.rollout,
        "founded_at": nation.founded_at.isoformat(),
        "changed_at": nation.changed_at.isoformat() if nation.changed_at else None,
        "kit_version": nation.kit_version,
        "people": nation.people,
        "own_people": nation.own_people or None,
        "reason": nation.reason,
        "last_day": nation.last_day.isoformat() if nation.last_day else None,
        "goes_at": nation.goes_at.isoformat() if nation.goes_at else None,
        "before": nation.before.value if nation.before else None,
    }


def nation_from_item(item: Item) -> Nation:
    """Return the nation that `nation_to_item` wrote."""
    changed_at, last_day, goes_at = (item.get(name) for name in ("changed_at", "last_day", "goes_at"))
    return Nation(
        seed=seed_from_item(item["seed"]),
        status=NationStatus(item["status"]),
        banner=item["banner"],
        rollout=item["rollout"],
        founded_at=datetime.fromisoformat(item["founded_at"]),
        changed_at=datetime.fromisoformat(changed_at) if changed_at else None,
        kit_version=item.get("kit_version"),
        people=item.get("people"),
        own_people=item.get("own_people", 0),
        reason=item.get("reason"),
        last_day=date.fromisoformat(last_day) if last_day else None,
        goes_at=datetime.fromisoformat(goes_at) if goes_at else None,
        before=NationStatus(item["before"]) if item.get("before") else None,
    )
