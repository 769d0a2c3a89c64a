"""Steps of a state machine: each with a timeout, with repetitions, and with what to do when they are used up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks

from infra.constructs.retention import duration
from shared.kernel.errors import InputError
from shared.kernel.settings import SettingsError
from shared.people.outcomes import SumsDiffer
from shared.rollouts.errors import NetworkBusy, RolloutUnknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_lambda as lambda_
    from constructs import Construct

    from infra.capacity import Patience
    from infra.config import StageConfig

ANSWER_MARGIN = timedelta(seconds=5)
"""A function that times out is to say so itself: the step waits this much longer than it."""

BEYOND_REPETITION = (InputError, NetworkBusy, RolloutUnknown, SettingsError, SumsDiffer)
"""Errors that come again however often the step is tried. Lambda reports an error by its class's own name."""

REST_GROWTH = 2
"""How much longer each rest before a further try is."""

DONE = {"done": True}
"""What a child of a map answers: the answers of thousands must fit into 256 KiB together."""


def lambda_step(
    scope: Construct,
    id_: str,
    function: lambda_.Function,
    *,
    stage: StageConfig,
    payload: sfn.TaskInput,
    **properties: Any,
) -> tasks.LambdaInvoke:
    """Return the step that calls the function; `properties` say what becomes of its answer."""
    assert function.timeout, "every function of ours has a timeout"  # noqa: S101 - tells mypy what PythonFunction sees to
    step = tasks.LambdaInvoke(
        scope,
        id_,
        lambda_function=function,
        payload=payload,
        task_timeout=sfn.Timeout.duration(function.timeout.plus(duration(ANSWER_MARGIN))),
        retry_on_service_exceptions=False,
        **properties,
    )
    repeat(step, patience=stage.patience)
    return step


def repeat(step: sfn.TaskStateBase, *, patience: Patience, answers: Sequence[str] = ()) -> None:
    """Try the step again unless its error is one of ours that no repetition mends.

    `answers` are the errors that a step's token is answered with: what was decided is not asked again.
    """
    step.add_retry(errors=[*(error.__name__ for error in BEYOND_REPETITION), *answers], max_attempts=0)
    step.add_retry(
        errors=[sfn.Errors.ALL],
        max_attempts=patience.tries - 1,
        interval=duration(patience.rest),
        backoff_rate=REST_GROWTH,
        jitter_strategy=sfn.JitterType.FULL,
    )


def carried(*names: str, **more: str) -> sfn.TaskInput:
    """Return the named parts of what the machine carries along, and whatever is added to them."""
    return sfn.TaskInput.from_object({name: sfn.JsonPath.object_at(f"$.{name}") for name in names} | more)
