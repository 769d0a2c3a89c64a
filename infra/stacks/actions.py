"""What visitors do on the sites: taken at the door, kept in a queue, recorded and counted behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk

from infra.constructs.door_functions import take_action
from infra.constructs.queue import WorkQueue
from infra.constructs.workshop import Workshop

if TYPE_CHECKING:
    from constructs import Construct

    from infra.assets import RuntimeAssets
    from infra.config import StageConfig
    from infra.stacks.data import DataStack
    from infra.stacks.sites import SitesStack


class ActionsStack(cdk.Stack):
    """The actions' queue, and the functions before and behind it with what each may do."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: StageConfig,
        assets: RuntimeAssets,
        data: DataStack,
        sites: SitesStack,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        workshop = Workshop(self, "Functions", stage=stage, assets=assets, data=data, sites=sites)
        self.functions, self.api = workshop.functions, sites.actions_api
        self.actions = WorkQueue(
            self,
            "Actions",
            stage=stage,
            key=data.key,
            name="actions",
            visibility=stage.actions.visibility,
            receives=stage.actions.receives,
        )
        take_action(workshop, self.actions.queue)
