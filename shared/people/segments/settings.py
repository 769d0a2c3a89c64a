"""What the functions of the index must be told by their environment."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPeopleSettings(Settings):
    """`index_people`: builds the indexes of nations that somebody asked for."""

    people_table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepIndexesSettings(Settings):
    """`keep_indexes`: asks for the indexes that too much has happened to."""

    network_table: str
    people_table: str
    indexes_queue: str
    """URL of the queue of indexes to build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPeopleSettings(Settings):
    """`export_people`: writes the files of exports."""

    people_table: str
    intake_bucket: str
    tries: int
    """How often an order is given before it is a dead letter."""
