"""Where a stage's functions are made: what they share, and one way to make each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from constructs import Construct

from infra.constructs.function import Layer, PythonFunction
from infra.constructs.grants import LOG_WRITERS, allow_key, keep_log

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_

    from infra.assets import RuntimeAssets
    from infra.config import StageConfig
    from infra.stacks.data import DataStack
    from infra.stacks.sites import SitesStack
    from shared.kernel.settings import Settings


class Workshop(Construct):
    """Makes functions that share a layer and reach the stage's data; keeps them by name, in the order made."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: StageConfig,
        assets: RuntimeAssets,
        data: DataStack,
        sites: SitesStack,
    ) -> None:
        super().__init__(scope, id_)
        self.stage, self.data, self.sites = stage, data, sites
        self.functions: dict[str, lambda_.Function] = {}
        self._assets = assets
        self._layer = Layer(self, "Packages", assets=assets)

    def make(
        self, name: str, told: Settings, *, through: tuple[str, ...], reserved: int | None = None
    ) -> lambda_.Function:
        """Make the function that is told these settings, and let it use the key `through` the named services.

        `reserved` of the account's functions at once are kept for it, and it never runs more often than that.
        """
        made = PythonFunction(
            self,
            name,
            stage=self.stage,
            assets=self._assets,
            layer=self._layer,
            settings=told,
            key=self.data.key,
            reserved=reserved,
        )
        keep_log(made.function, self.data.network, adds=name in LOG_WRITERS)
        if through:
            allow_key(made.function, self.data.key, through=through)
        self.functions[name] = made.function
        return made.function
