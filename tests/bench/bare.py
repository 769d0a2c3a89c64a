"""The least that a function can do for a visitor: a line into the log, and an answer; on the same API as our own."""

from __future__ import annotations

import io
from inspect import getsource
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

if TYPE_CHECKING:
    from tests.bench.stage import BenchStage

NAME = "bare"
ROUTE = "POST /{slug}/bare"


def lambda_handler(event: dict[str, object], context: object) -> dict[str, object]:
    """Answer as an accepted form is answered. The line is ours, too: the emulator waits 50 ms for a first one."""
    print("answered")  # noqa: T201 - what a function logs with
    return {"statusCode": 303, "headers": {"Location": "../thanks/#join"}, "body": ""}


def open_beside(function: str, *, stage: BenchStage) -> None:
    """Give the API of a function the bare one, with the function's runtime, role, memory and time."""
    functions, api = stage.client("lambda"), stage.client("apigatewayv2")
    like = functions.get_function_configuration(FunctionName=function)
    kept = {name: like[name] for name in ("Runtime", "Role", "MemorySize", "Timeout")}
    made = functions.create_function(
        FunctionName=NAME, Handler=f"{NAME}.lambda_handler", Code={"ZipFile": code()}, **kept
    )
    api_id = actions_api(stage)
    integration = api.create_integration(
        ApiId=api_id, IntegrationType="AWS_PROXY", IntegrationUri=made["FunctionArn"], PayloadFormatVersion="2.0"
    )
    api.create_route(ApiId=api_id, RouteKey=ROUTE, Target=f"integrations/{integration['IntegrationId']}")
    functions.add_permission(
        FunctionName=NAME, StatementId="api", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com"
    )


def code() -> bytes:
    """Return the function, zipped as Lambda wants it."""
    zipped = io.BytesIO()
    with ZipFile(zipped, "w") as archive:
        archive.writestr(f"{NAME}.py", f"from __future__ import annotations\n\n{getsource(lambda_handler)}")
    return zipped.getvalue()


def actions_api(stage: BenchStage) -> str:
    """Return the id of the API that forms are sent to."""
    host = stage.directory().actions_api_url.split("//")[1]
    apis: list[dict[str, Any]] = stage.client("apigatewayv2").get_apis()["Items"]
    return next(str(api["ApiId"]) for api in apis if host.startswith(api["ApiId"]))
