"""The network's kit: its editions, how nations follow them, and how far each is from them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.kits.publishing import LONGEST_NOTE
from shared.kits.run import CANARIES, Standing
from shared.nations.nation import NationStatus
from shared.network_api.models.examples import shown_as, strict
from shared.network_api.models.report import FailedNation

LARGEST_WAVE = 1000
LAST_EDITION = 1_000_000
"""Far more than anybody publishes: a number beyond is a mistake."""

EDITION = {
    "number": 3,
    "version": "v3+8c1f03ab42de",
    "at": "2027-05-20T09:30:00Z",
    "by": "operator",
    "note": "New words for the volunteers",
    "bundled": False,
}


class Edition(BaseModel):
    """An edition of the kit: pages remember it by its `version`; a bundled one came with the software."""

    model_config = shown_as(**EDITION)

    number: int
    version: str
    at: datetime | None
    by: Annotated[str, Field(description="a member's id, `operator`, or empty for the bundled one")]
    note: str
    bundled: bool


class Editions(BaseModel):
    """All editions, the latest first: that is the network's, which nations follow when it is pushed."""

    model_config = shown_as(current="v3+8c1f03ab42de", editions=[EDITION])

    current: Annotated[str, Field(description="the version of the network's edition")]
    editions: list[Edition]


class KitRollback(BaseModel):
    """The edition whose words shall be the network's again, and why."""

    model_config = strict(to=2, note="The new words were too long")

    to: Annotated[int, Field(ge=1, le=LAST_EDITION)]
    note: Annotated[str, Field(min_length=1, max_length=LONGEST_NOTE)]


class PushOrder(BaseModel):
    """How many nations go first; the rest follow by themselves once all is well with those."""

    model_config = strict(canaries=CANARIES)

    canaries: Annotated[int, Field(ge=1, le=LARGEST_WAVE)] = CANARIES


class PushWave(BaseModel):
    """One wave: how many of its nations are done."""

    done: int
    nations: int


class PushCounts(BaseModel):
    """Nations of the push: planned = done + failed + pending."""

    planned: int
    done: int
    failed: int
    pending: int


class KitPush(BaseModel):
    """How far the push of the network's edition has come.

    `changed` counts pages and e-mails, `waiting` the decisions that nations have before them.
    """

    model_config = shown_as(
        version="v3+8c1f03ab42de",
        state="waiting",
        wave=1,
        waves=[{"done": 4, "nations": 5}, {"done": 0, "nations": 395}],
        nations={"planned": 400, "done": 4, "failed": 1, "pending": 395},
        changed=31,
        waiting=2,
        failed=[{"slug": "paris-6", "reason": "page home: has no blocks"}],
        started_at="2027-05-20T09:31:00Z",
    )

    version: str
    state: Standing
    wave: Annotated[int, Field(description="the wave that has begun, from 1")]
    waves: list[PushWave]
    nations: PushCounts
    changed: int
    waiting: int
    failed: list[FailedNation]
    started_at: datetime


DRIFT = {
    "nation": "paris-6",
    "status": "ready",
    "version": "v2+11c0ffee90ab",
    "current": False,
    "own": {"home": 2},
    "known": True,
    "waiting": 1,
    "missing": ["address"],
}


class Drift(BaseModel):
    """How far a nation is from the kit: blocks of its own by page, offers to decide about, facts that nobody gave.

    `known` is false where a page came from an edition that nobody kept: what is its own cannot be told then.
    """

    model_config = shown_as(**DRIFT)

    nation: str
    status: NationStatus
    version: str | None
    current: bool
    own: dict[str, int]
    known: bool
    waiting: int
    missing: list[str]


class Drifts(BaseModel):
    """A page of nations in the order of their slugs, but for those that were removed."""

    model_config = shown_as(version="v3+8c1f03ab42de", nations=[DRIFT], cursor=None)

    version: Annotated[str, Field(description="the version of the network's edition")]
    nations: list[Drift]
    cursor: str | None
