"""The last stack: where everything is, for whoever works with the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
from aws_cdk import aws_ssm as ssm

from shared.kernel.stage import directory_parameter

if TYPE_CHECKING:
    from constructs import Construct

    from infra.config import StageConfig
    from shared.kernel.stage import StageDirectory


class DirectoryStack(cdk.Stack):
    """One parameter that is there only when all other stacks are."""

    def __init__(
        self, scope: Construct, id_: str, *, stage: StageConfig, directory: StageDirectory, **kwargs: Any
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        ssm.StringParameter(
            self,
            "Directory",
            parameter_name=directory_parameter(stage.name),
            description=f"Names and addresses of Banneret's {stage.name} stage.",
            string_value=self.to_json_string(directory.to_env()),
        )
