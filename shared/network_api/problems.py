"""What a client may know of an error, as problem details: RFC 9457."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)
from botocore.exceptions import ClientError, ConnectionError, HTTPClientError  # noqa: A004 - botocore's own name for it

from shared.kernel.aws import error_code
from shared.kernel.errors import Conflict, Fault, InputError, NotFound, TransientError
from shared.kernel.table import THROTTLES
from shared.network_api.models.problem import FaultTold, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SEE_DOCUMENT = "GET /openapi.json describes every route and body"


def problem_of(error: Exception, *, instance: str) -> Problem:
    """Return what a client may know of an error; of one that is none of ours, nothing but that it happened."""
    status = status_of(error)
    return Problem(
        type="about:blank",
        title=status.phrase,
        status=status,
        detail=_detail(error, status),
        instance=instance,
        faults=[_told(fault) for fault in _faults(error)],
    )


def status_of(error: Exception) -> HTTPStatus:
    """Return the status that stands for an error."""
    match error:
        case InputError() | RequestValidationError() | UnicodeDecodeError():
            return HTTPStatus.UNPROCESSABLE_ENTITY
        case RequestUnsupportedContentType():
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        case NotFound():
            return HTTPStatus.NOT_FOUND
        case Conflict():
            return HTTPStatus.CONFLICT
        case ServiceError():
            return HTTPStatus(error.status_code)
        case _:
            return HTTPStatus.SERVICE_UNAVAILABLE if _passes(error) else HTTPStatus.INTERNAL_SERVER_ERROR


def _passes(error: Exception) -> bool:
    if isinstance(error, ClientError):
        return error_code(error) in THROTTLES
    return isinstance(error, TransientError | ConnectionError | HTTPClientError)


def _detail(error: Exception, status: HTTPStatus) -> str:
    match error:
        case InputError() | RequestValidationError():
            return "what was sent is wrong"
        case NotFound() | Conflict() | TransientError():
            return str(error)
        case _:
            return _DETAILS[status]


def _faults(error: Exception) -> Sequence[Fault]:
    match error:
        case InputError():
            return error.faults
        case RequestValidationError():
            return [_misfit(misfit) for misfit in error.errors()]
        case _:
            return []


def _misfit(misfit: Mapping[str, object]) -> Fault:
    # The value itself is left out: it may be somebody's name.
    place = ".".join(map(str, misfit["loc"])) if isinstance(misfit["loc"], tuple) else "body"
    return Fault(place=place, reason=str(misfit["msg"]), remedy=SEE_DOCUMENT)


def _told(fault: Fault) -> FaultTold:
    # The domain names its places for the command line, whose options are the fields of our bodies.
    return FaultTold(place=fault.place.removeprefix("--"), reason=fault.reason, remedy=fault.remedy)


_DETAILS = {
    HTTPStatus.NOT_FOUND: f"no route has this path and method: {SEE_DOCUMENT}",
    HTTPStatus.UNPROCESSABLE_ENTITY: "the body is no text in UTF-8",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "bodies are JSON: send them as application/json",
    HTTPStatus.SERVICE_UNAVAILABLE: "too much at once: the same request will do in a moment",
    HTTPStatus.INTERNAL_SERVER_ERROR: "a fault of ours; the log knows this request by its instance",
}
