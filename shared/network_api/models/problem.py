"""Problem details, RFC 9457: what every error looks like to a client."""

from __future__ import annotations

from pydantic import BaseModel

from shared.network_api.models.examples import shown_as


class FaultTold(BaseModel):
    """One thing wrong with a request: where, why, and what mends it."""

    place: str
    reason: str
    remedy: str


class Problem(BaseModel):
    """What went wrong; `faults` names every fault of a wrong input, `instance` is how the log knows the request."""

    model_config = shown_as(
        type="about:blank",
        title="Unprocessable Entity",
        status=422,
        detail="what was sent is wrong",
        instance="urn:request:JKJaXmPLvHcESHA=",
        faults=[
            {
                "place": "roster",
                "reason": "it was not uploaded",
                "remedy": "PUT it where POST /uploads says, then order again",
            }
        ],
    )

    type: str
    title: str
    status: int
    detail: str
    instance: str
    faults: list[FaultTold]
