"""Errors as problem details: RFC 9457, `application/problem+json`."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError, ServiceError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError

from functions.serve_network_api.models import Problem
from shared.kernel.errors import Conflict, InputError, NotFound, TransientError

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger
    from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
    from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

PROBLEM = "application/problem+json"

RETRY_SECONDS = "5"
"""How long a client does well to wait: throttles of a table pass within seconds."""

DOCUMENTED: dict[int, OpenAPIResponse] = {
    status.value: {"description": status.phrase, "content": {PROBLEM: {"model": Problem}}}
    for status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.SERVICE_UNAVAILABLE)
}
"""For the OpenAPI document: what any route may answer instead."""

Explanation = tuple[HTTPStatus, str, list[dict[str, str]]]
"""Status, detail, faults."""


def answer_problems(app: APIGatewayHttpResolver, logger: Logger) -> None:
    """Let every error reach the client as problem details, and none with more than it may tell."""

    @app.exception_handler([Exception, NotFoundError])
    def answer(error: Exception) -> Response[str]:
        status, detail, faults = explained(error)
        if status is HTTPStatus.INTERNAL_SERVER_ERROR:
            logger.error("request failed", error=type(error).__name__)
        body = Problem(
            type="about:blank",
            title=status.phrase,
            status=status,
            detail=detail,
            instance=f"urn:request:{app.current_event.request_context.request_id}",
            faults=faults,
        )
        headers = {"retry-after": RETRY_SECONDS} if status is HTTPStatus.SERVICE_UNAVAILABLE else {}
        return Response(status_code=status, content_type=PROBLEM, body=body.model_dump_json(), headers=headers)


def explained(error: Exception) -> Explanation:
    """Return what a client may know of an error; of one that is none of ours, nothing but that it happened."""
    match error:
        case InputError():
            return HTTPStatus.BAD_REQUEST, "what was sent is wrong", [asdict(fault) for fault in error.faults]
        case RequestValidationError():
            return HTTPStatus.BAD_REQUEST, "the request does not fit openapi.json", _misfits(error)
        case NotFound() | Conflict() | TransientError():
            return _status_of(error), str(error), []
        case ServiceError():
            return HTTPStatus(error.status_code), "GET /openapi.json lists the routes and their methods", []
        case _:
            detail = "a fault of ours; the log knows this request by its instance"
            return HTTPStatus.INTERNAL_SERVER_ERROR, detail, []


def _status_of(error: NotFound | Conflict | TransientError) -> HTTPStatus:
    if isinstance(error, NotFound):
        return HTTPStatus.NOT_FOUND
    return HTTPStatus.CONFLICT if isinstance(error, Conflict) else HTTPStatus.SERVICE_UNAVAILABLE


def _misfits(error: RequestValidationError) -> list[dict[str, str]]:
    # The values themselves are left out: they may be somebody's name.
    return [{"place": ".".join(map(str, misfit["loc"])), "reason": misfit["msg"]} for misfit in error.errors()]
