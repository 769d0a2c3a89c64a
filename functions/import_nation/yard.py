"""What carrying out an import, or a change of many people, needs of AWS."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from shared.actions.own_imports import carry_out_import
from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.nations.store import DynamoNationStore
from shared.people.again import Patience
from shared.people.bucket import S3PeopleFiles
from shared.people.carrying import carry_on
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.erasures import DynamoErasures
from shared.people.imports.settings import ImportNationSettings
from shared.people.imports.working import Yard
from shared.people.planning import PlanLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shared.people.change import Change
    from shared.people.imports.record import NationImport


def connect() -> Callable[[str, str], NationImport]:
    """Return what does the next step of a nation's import, as the environment tells."""
    settings = ImportNationSettings.from_env(os.environ)
    dynamodb = client("dynamodb", checked=False)
    nations = DynamoNationStore(dynamodb, settings.network_table)

    def zones_of(slug: str) -> Sequence[str]:
        return nations.get(slug).seed.zones

    yard = Yard(
        people=DynamoPeopleTable(dynamodb, settings.people_table),
        files=S3PeopleFiles(client("s3"), settings.intake_bucket),
        erasures=DynamoErasures(dynamodb, settings.network_table),
        zones_of=zones_of,
        atlas=partial(atlas_of, settings.country),
        country=settings.country,
        limits=PlanLimits(range_bytes=settings.range_bytes, shard_bytes=settings.shard_bytes),
    )
    return partial(carry_out_import, yard=yard, nations=nations)


def connect_changes() -> Callable[[str, str], Change]:
    """Return what does all that is left of a change of many people, at the pace of the table."""
    settings = ImportNationSettings.from_env(os.environ)
    people = DynamoPeopleTable(client("dynamodb", checked=False), settings.people_table)
    return partial(carry_on, people=people, clock=SystemClock(), patiently=Patience())
