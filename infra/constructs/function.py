"""A Lambda function of ours: one folder, one settings class, one role that starts with nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.capacity import STEADY_MEMORY
from infra.constructs.grants import role_of
from infra.constructs.log_group import log_group
from infra.constructs.retention import duration
from infra.nag import acknowledge

if TYPE_CHECKING:
    from pathlib import Path

    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_logs as logs

    from infra.assets import RuntimeAssets
    from infra.config import StageConfig
    from shared.kernel.settings import Settings

RUNTIME = lambda_.Runtime.PYTHON_3_14
ARCHITECTURE = lambda_.Architecture.ARM_64


class Layer(Construct):
    """The third-party packages that all functions of a stack share."""

    def __init__(self, scope: Construct, id_: str, *, assets: RuntimeAssets) -> None:
        super().__init__(scope, id_)
        self.version = lambda_.LayerVersion(
            self,
            "Version",
            layer_version_name=f"{Stack.of(self).stack_name}-packages",
            code=lambda_.Code.from_asset(str(assets.layer)),
            compatible_runtimes=[RUNTIME],
            compatible_architectures=[ARCHITECTURE],
            description="Locked third-party packages.",
        )


class PythonFunction(Construct):
    """The function in `functions/<name>`, sized by the stage and told its settings; its role may only log and trace."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: StageConfig,
        assets: RuntimeAssets,
        layer: Layer,
        settings: Settings,
        key: kms.IKey,
        reserved: int | None = None,
    ) -> None:
        super().__init__(scope, "".join(word.capitalize() for word in name.split("_")))
        size = getattr(stage.functions, name)
        lines = log_group(self, "Logs", stage=stage, key=key)
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=stage.called(name.replace("_", "-")),
            runtime=RUNTIME,
            architecture=ARCHITECTURE,
            code=lambda_.Code.from_asset(str(assets.code_of(name))),
            handler=f"functions.{name}.handler.lambda_handler",
            layers=[layer.version],
            environment={**settings.to_env(), **powertools(stage), **STEADY_MEMORY, **way_to(*assets.here)},
            memory_size=size.memory,
            timeout=duration(size.timeout),
            reserved_concurrent_executions=reserved,
            tracing=lambda_.Tracing.ACTIVE,
            role=self._role(lines),
            log_group=lines,
            logging_format=lambda_.LoggingFormat.JSON,
        )
        acknowledge(
            role_of(self.function),
            "AwsSolutions-IAM5[Resource::*]",
            reason="X-Ray knows no resources: xray:PutTraceSegments is granted on all of them or on none.",
        )

    def _role(self, lines: logs.LogGroup) -> iam.Role:
        role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        lines.grant(role, "logs:CreateLogStream", "logs:PutLogEvents")
        return role


def way_to(*folders: Path) -> dict[str, str]:
    """Return what leads Python to code that lies on this machine."""
    return {"PYTHONPATH": ":".join(map(str, folders))} if folders else {}


def powertools(stage: StageConfig) -> dict[str, str]:
    """Return what powertools reads from the environment by itself."""
    return {"POWERTOOLS_LOG_LEVEL": stage.log_level, "POWERTOOLS_METRICS_NAMESPACE": stage.metrics_namespace}
