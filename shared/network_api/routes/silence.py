"""Routes of electoral silence: when it is, and what may happen during it all the same."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.elections import overrides as domain
from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk, Desk
from shared.network_api.models.silence import NationSilences, Override, OverrideOrder, Silence, Silences
from shared.network_api.responses import answering
from shared.network_api.routes.nations import Slug

router = APIGatewayHttpRouter()


@router.get(
    "/silence",
    summary="List the country's silences",
    operation_id="listSilences",
    tags=["silence"],
    responses=answering(Silences),
)
def list_silences(at: AtDesk) -> Silences:
    """List the silences that are to come in each area of the country."""
    calendar = at.events.gate.calendar
    areas = [(area.name, area.zones) for area in calendar.every_area()]
    return Silences(election=calendar.title, official=calendar.official, silences=_to_come(areas, at))


@router.get(
    "/nations/<slug>/silence",
    summary="Read a nation's silences",
    operation_id="readSilence",
    tags=["silence"],
    responses=answering(NationSilences, HTTPStatus.NOT_FOUND),
)
def read_silence(slug: Slug, at: AtDesk) -> NationSilences:
    """Read the silences of a nation that are to come, and what was let through all the same, by whom and why."""
    gate = at.events.gate
    return NationSilences(
        election=gate.calendar.title,
        official=gate.calendar.official,
        silences=_to_come([(slug, at.nations.get(slug).seed.zones)], at),
        overrides=[_told(override) for override in gate.overrides.of_nation(slug)],
    )


@router.post(
    "/nations/<slug>/silence/override",
    summary="Override a nation's silence",
    operation_id="overrideSilence",
    tags=["silence"],
    responses=answering(Override, HTTPStatus.NOT_FOUND),
)
def override(slug: Slug, order: OverrideOrder, at: AtDesk, by: Caller) -> Override:
    """Let a nation publish and change its events during silence; its forms stay closed. The reason is kept for ever."""
    nation, gate = at.nations.get(slug), at.events.gate
    own_clock = gate.calendar.timezone(nation.seed.zones)
    until = order.until if order.until.tzinfo else order.until.replace(tzinfo=own_clock)
    return _told(gate.open_until(nation, until, by=by, reason=order.reason, journal=at.journal))


def _to_come(zones: Iterable[tuple[str, Sequence[str]]], at: Desk) -> list[Silence]:
    now, calendar = at.clock.now(), at.events.gate.calendar
    return [
        Silence(of=who, round=silence.round, starts=silence.starts, ends=silence.ends)
        for who, zone_ids in zones
        for silence in calendar.silences(zone_ids)
        if silence.ends > now
    ]


def _told(override: domain.Override) -> Override:
    return Override(at=override.at, until=override.until, by=override.by, what=override.what, reason=override.reason)
