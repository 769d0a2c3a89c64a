"""What openapi.json says of a route's answers, and how an error becomes one."""

from __future__ import annotations

import traceback
from http import HTTPStatus
from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestUnsupportedContentType

from shared.network_api.models.problem import Problem
from shared.network_api.problems import problem_of

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger
    from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
    from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse
    from pydantic import BaseModel

PROBLEM = "application/problem+json"

RETRY_SECONDS = "5"
"""How long a client does well to wait: throttles of a table pass within seconds."""

ALWAYS = (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE)
"""Problems that any route may answer."""


def answering(
    model: type[BaseModel], *problems: HTTPStatus, on: tuple[HTTPStatus, ...] = (HTTPStatus.OK,)
) -> dict[int, OpenAPIResponse]:
    """Return the answers of a route: the model when all is well, else one of these problems or of ALWAYS."""
    well: dict[int, OpenAPIResponse] = {
        status.value: {"description": status.phrase, "content": {"application/json": {"model": model}}} for status in on
    }
    return well | _ill((*problems, *ALWAYS))


def answering_file(kind: str) -> dict[int, OpenAPIResponse]:
    """Return the answers of a route that gives a file, or one of ALWAYS."""
    well: dict[int, OpenAPIResponse] = {
        HTTPStatus.OK.value: {"description": HTTPStatus.OK.phrase, "content": {kind: {"schema": {"type": "string"}}}}
    }
    return well | _ill(ALWAYS)


def _ill(problems: tuple[HTTPStatus, ...]) -> dict[int, OpenAPIResponse]:
    return {
        status.value: {"description": status.phrase, "content": {PROBLEM: {"model": Problem}}} for status in problems
    }


def answer_problems(app: APIGatewayHttpResolver, logger: Logger) -> None:
    """Let every error reach the client as problem details, and none with more than it may tell."""

    @app.exception_handler([Exception, NotFoundError])
    def answer(error: Exception) -> Response[str]:
        error = _understood(error, kind=app.current_event.headers.get("content-type", ""))
        problem = problem_of(error, instance=f"urn:request:{app.current_event.request_context.request_id}")
        if problem.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            logger.error("request failed", error=type(error).__name__, passed=_way_of(error))
        waiting = {"Retry-After": RETRY_SECONDS} if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
        return Response(
            status_code=problem.status, content_type=PROBLEM, body=problem.model_dump_json(), headers=waiting
        )


def _understood(error: Exception, *, kind: str) -> Exception:
    # The framework reads forms, too, and fails with a plain ValueError on one that does not tell its boundary.
    if type(error) is ValueError and kind.startswith("multipart/"):
        return RequestUnsupportedContentType("a form without boundary", errors=[])
    return error


def _way_of(error: Exception) -> list[str]:
    # An ordinary traceback would end in the error's message, which may hold somebody's name.
    return [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
