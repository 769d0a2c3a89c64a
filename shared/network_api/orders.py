"""From the API's bodies to the requests of the domain."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people.consent import ConsentStatement
from shared.rollouts.request import InputFile, RolloutRequest
from shared.rollouts.waves import Tolerance, WavePlan

if TYPE_CHECKING:
    from datetime import datetime

    from shared.network_api.models.rollouts import RolloutOrder
    from shared.network_api.models.uploads import File
    from shared.rollouts.ports import RolloutFiles


def file_of(file: File) -> InputFile:
    """Return the input file that a body names."""
    return InputFile(sha256=file.sha256, file_name=file.file_name, size=file.size)


def request_of(order: RolloutOrder, files: RolloutFiles) -> RolloutRequest:
    """Return the request that an order stands for; raises InputError for a file that was not uploaded."""
    consent = order.consent
    request = RolloutRequest(
        name=order.name,
        roster=file_of(order.roster),
        people=file_of(order.people) if order.people else None,
        waves=WavePlan.parse(order.waves),
        tolerance=Tolerance.parse(order.tolerate),
        deadline=_aware(order.deadline),
        consent=ConsentStatement(**consent.model_dump()) if consent else None,
        mapping=order.mapping,
    )
    _require_uploads(request, files)
    return request


def _require_uploads(request: RolloutRequest, files: RolloutFiles) -> None:
    named = {"roster": request.roster, "people": request.people}
    missing = [place for place, file in named.items() if file and not files.exists(file.key)]
    if missing:
        remedy = "PUT it where POST /uploads says, then order again"
        raise InputError([Fault(place=place, reason="it was not uploaded", remedy=remedy) for place in missing])


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
