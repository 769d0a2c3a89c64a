"""Reports and paces as people and programs read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.headline import headline, left
from cli.wording import count, duration, rate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rollouts.pace import Pace, Stretch

FAILURES_SHOWN = 20
"""Of a report on a terminal: whoever has more of them wants `--json`."""


def report_lines(report: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a report as a person reads it."""
    nations, people, seconds = report["nations"], report["people"], report["seconds"]
    failed, pending = report["failed"], nations["pending"]
    imported, provisioned = duration(seconds["import"]), duration(seconds["provision"])
    reason = f": {report['reason']}" if report["reason"] else ""
    lines = [
        f"rollout {report['rollout']} is {report['state'].replace('_', ' ')}{reason}",
        f"nations   {nations['ready']}/{nations['planned']} ready, {nations['failed']} failed, {pending} pending",
        f"people    {_sums(people)}",
        f"time      {duration(seconds['total'])}, import {imported}, nations {provisioned}",
        *(f"  {nation['slug']}: {nation['reason']}" for nation in failed[:FAILURES_SHOWN]),
    ]
    if len(failed) > FAILURES_SHOWN:
        lines.append(f"  and {len(failed) - FAILURES_SHOWN} more: --json has them all")
    return tuple(lines)


def _sums(people: Mapping[str, int]) -> str:
    parts = ("created", "merged", "unchanged", "rejected", "unassigned")
    return f"{count(people['rows'])} rows = " + " + ".join(f"{count(people[part])} {part}" for part in parts)


def describe_pace(pace: Pace) -> dict[str, Any]:
    """Return a pace as a program reads it; times in seconds, rates a second."""
    return {
        "rollout": pace.rollout_id,
        "state": pace.state.value,
        "nations": _stretch(pace.nations) | {"failed": pace.failed},
        "people": _stretch(pace.people),
        "wave": pace.wave,
        "waves": pace.waves,
        "seconds_left": pace.left.total_seconds() if pace.left is not None else None,
        "deadline": pace.deadline.isoformat() if pace.deadline else None,
        "timeliness": pace.timeliness.value if pace.timeliness else None,
    }


def read_lines(pace: Pace) -> tuple[str, ...]:
    """Return a pace as a person reads it."""
    return (
        headline(pace),
        f"people    {count(pace.people.done)} of {count(pace.people.total)}, {rate(pace.people.rate, 'people')}",
        f"nations   {count(pace.nations.done)} of {count(pace.nations.total)}, {rate(pace.nations.rate, 'nations')}",
        f"left      {left(pace)}",
    )


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {"done": stretch.done, "total": stretch.total, "rate": stretch.rate}
