"""A map over the pieces of a people file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_stepfunctions as sfn

from infra.constructs.steps import DONE, lambda_step

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

    from infra.config import StageConfig


def people_map(
    scope: Construct,
    id_: str,
    worker: lambda_.Function,
    *,
    stage: StageConfig,
    intake: s3.IBucket,
    number: str,
    workers: int,
) -> sfn.DistributedMap:
    """Return the map over `<number>s.json` of the rollout: `[{"<number>": 0}, …]`.

    Its children are Express executions: a thousand of them start in a second, and
    one that runs twice changes nothing.
    """
    mapping = sfn.DistributedMap(
        scope,
        id_,
        label=id_,
        map_execution_type=sfn.StateMachineType.EXPRESS,
        item_reader=sfn.S3JsonItemReader(bucket=intake, key=listing_key(number)),
        item_selector={
            "rollout_id": sfn.JsonPath.string_at("$.rollout_id"),
            "attempt": sfn.JsonPath.number_at("$.attempt"),
            number: sfn.JsonPath.number_at(f"$$.Map.Item.Value.{number}"),
        },
        max_concurrency=workers,
        result_path=sfn.JsonPath.DISCARD,
    )
    everything = sfn.TaskInput.from_json_path_at("$")
    piece = lambda_step(scope, f"{id_}Piece", worker, stage=stage, payload=everything, result_selector=DONE)
    return mapping.item_processor(piece)


def listing_key(number: str) -> str:
    """Return where the list of the pieces lies."""
    return sfn.JsonPath.format(f"rollouts/{{}}/{number}s.json", sfn.JsonPath.string_at("$.rollout_id"))
