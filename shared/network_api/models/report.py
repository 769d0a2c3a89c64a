"""The report of a rollout as a pydantic model; docs/data-formats.md describes each field."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from shared.network_api.models.examples import shown_as
from shared.rollouts.rollout import RolloutState

Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
"""A moment spelled as the report in the intake bucket spells it."""


class NationCounts(BaseModel):
    """Nations of the rollout: planned = ready + failed + pending."""

    planned: int
    ready: int
    failed: int
    pending: int


class FailedNation(BaseModel):
    """A nation that failed, and why."""

    slug: str
    reason: str


class PeopleCounts(BaseModel):
    """Rows of the people file: `rows` is the sum of all outcomes so far, `expected` what the file holds."""

    rows: int
    created: int
    merged: int
    unchanged: int
    rejected: int
    unassigned: int
    expected: int | None


class Seconds(BaseModel):
    """How long the latest attempt took; null for what has not begun."""

    total: float
    import_: Annotated[float | None, Field(alias="import")]
    provision: float | None


class Wave(BaseModel):
    """How one wave of the latest attempt was judged."""

    wave: int
    nations: int
    failed: int
    verdict: str
    reason: str


class Report(BaseModel):
    """A rollout in numbers, live or final."""

    model_config = shown_as(
        rollout="legislatives-2027",
        state="done",
        reason=None,
        attempt=1,
        nations={"planned": 400, "ready": 399, "failed": 1, "pending": 0},
        failed=[{"slug": "paris-6", "reason": "page home: has no blocks"}],
        people={
            "rows": 100000,
            "created": 80088,
            "merged": 1731,
            "unchanged": 1540,
            "rejected": 1245,
            "unassigned": 15396,
            "expected": 100000,
        },
        seconds={"total": 70.2, "import": 41.9, "provision": 27.1},
        waves=[
            {"wave": 0, "nations": 5, "failed": 0, "verdict": "advance", "reason": "0 of 5 nations failed, 0 tolerated"}
        ],
        deadline="2027-05-24T18:00:00+00:00",
    )

    rollout: str
    state: RolloutState
    reason: str | None
    attempt: int
    nations: NationCounts
    failed: list[FailedNation]
    people: PeopleCounts
    seconds: Seconds
    waves: list[Wave]
    deadline: Moment | None
