"""What a person watches on the night, and what calls one: the dashboard and the alarms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aws_cdk as cdk

from infra.constructs.alarm_topic import AlarmTopic
from infra.constructs.alarms import Alarms
from infra.constructs.board import Board

if TYPE_CHECKING:
    from constructs import Construct

    from infra.config import StageConfig
    from infra.stacks.actions import ActionsStack
    from infra.stacks.api import ApiStack
    from infra.stacks.console import ConsoleStack
    from infra.stacks.data import DataStack
    from infra.stacks.rollout import RolloutStack
    from infra.stacks.sites import SitesStack


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """All that does something: what the watch looks at."""

    data: DataStack
    sites: SitesStack
    rollout: RolloutStack
    actions: ActionsStack
    api: ApiStack
    console: ConsoleStack


class WatchStack(cdk.Stack):
    """The stage's dashboard, its alarms, and the topic that they speak to."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: StageConfig,
        watched: Watched,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        data, rollout, actions, console = watched.data, watched.rollout, watched.actions, watched.console
        self.topic = AlarmTopic(self, "Topic", stage=stage, key=data.key).topic
        Alarms(self, "Alarms", stage=stage, topic=self.topic).watch(
            data=data, rollout=rollout, actions=actions, api=watched.api, console=console
        )
        board = Board(self, "Board", stage=stage)
        board.show_rollout(rollout)
        board.show_actions(actions)
        board.show_console(console)
        board.show_ground(data=data, sites=watched.sites, api=watched.api)
        self.dashboard = board.name
