"""The ready-made roles: a name for what somebody is, and what comes with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from shared.access.permission import Permission

if TYPE_CHECKING:
    from collections.abc import Mapping


class RoleName(StrEnum):
    """What somebody is to the network or to a nation."""

    OWNER = "network-owner"
    ORGANISER = "hq-organiser"
    HQ_READER = "hq-reader"
    CANDIDATE = "candidate"
    DIRECTOR = "campaign-director"
    COMMUNICATIONS = "communications"
    FIELD = "field-organiser"
    FINANCE = "financial-agent"
    READER = "reader"


class Scope(StrEnum):
    """How far a role reaches: over the whole network, or within one nation."""

    NETWORK = "network"
    NATION = "nation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What comes with a role, within its scope."""

    name: RoleName
    scope: Scope
    permissions: frozenset[Permission]


_P = Permission
_HQ_READS = frozenset({_P.READ_FIGURES, _P.READ_NATIONS, _P.READ_LOG})
_HQ_RUNS = _HQ_READS | {_P.MANAGE_TEAM, _P.RUN_ROLLOUTS, _P.EDIT_KIT, _P.RUN_NATIONS, _P.LOOK_INSIDE}
_PUBLISHES = frozenset({_P.READ_FIGURES, _P.EDIT_PAGES, _P.PUBLISH, _P.EDIT_EVENTS})
_CAMPAIGNS = _PUBLISHES | {_P.READ_PEOPLE, _P.EDIT_PEOPLE, _P.EXPORT_PEOPLE, _P.EDIT_FACTS, _P.MANAGE_TEAM, _P.READ_LOG}

_PERMISSIONS = {
    (RoleName.OWNER, Scope.NETWORK): _HQ_RUNS | {_P.INVITE_HQ},
    (RoleName.ORGANISER, Scope.NETWORK): _HQ_RUNS,
    (RoleName.HQ_READER, Scope.NETWORK): _HQ_READS,
    (RoleName.CANDIDATE, Scope.NATION): _CAMPAIGNS,
    (RoleName.DIRECTOR, Scope.NATION): _CAMPAIGNS,
    (RoleName.COMMUNICATIONS, Scope.NATION): _PUBLISHES,
    (RoleName.FIELD, Scope.NATION): frozenset({_P.READ_FIGURES, _P.READ_PEOPLE, _P.EDIT_PEOPLE, _P.EDIT_EVENTS}),
    (RoleName.FINANCE, Scope.NATION): frozenset({_P.READ_FIGURES, _P.EDIT_FACTS, _P.READ_LOG}),
    (RoleName.READER, Scope.NATION): frozenset({_P.READ_FIGURES, _P.READ_PEOPLE, _P.READ_LOG}),
}

ROLES: Mapping[RoleName, Role] = MappingProxyType(
    {name: Role(name=name, scope=scope, permissions=permissions) for (name, scope), permissions in _PERMISSIONS.items()}
)
"""All roles. Those of the network reach into every nation, and none of them reads people."""
