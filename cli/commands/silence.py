"""`banneret silence …`: when campaigns must be silent, and what may happen all the same."""

from datetime import UTC
from typing import Any

from cli.answer import Answer
from cli.moments import read_moment, tell
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.wording import table
from shared.elections.calendar import Calendar
from shared.elections.overrides import Override
from shared.elections.silence import Silence
from shared.geography.zone_ids import UnknownZoneKind, parse_zone_ids
from shared.kernel.errors import Fault, InputError

ASSUMED = "these dates are assumed: no decree has called this election yet"


def show(slug: str = "", *, zone: str = "", everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List the silences that are to come: of a nation, of a zone, or of all areas of the country.

    Parameters
    ----------
    slug
        The nation's name in its address; its overrides are listed as well.
    zone
        A zone as a roster names it: 974-02, departement:987.
    """
    stage = here.open_stage(everywhere.stage)
    gate = stage.gate(here.patience)
    if slug:
        zones = {slug: stage.nations.get(slug).seed.zones}
    elif zone:
        zones = {zone: _zone_ids(zone)}
    else:
        zones = {area.name: area.zones for area in gate.calendar.every_area()}
    now = here.patience.now()
    windows = [
        _describe(who, silence)
        for who, zone_ids in zones.items()
        for silence in gate.calendar.silences(zone_ids)
        if silence.ends > now
    ]
    overrides = [_described(override) for override in gate.overrides.of_nation(slug)] if slug else []
    document = {"election": gate.calendar.title, "official": gate.calendar.official, "silences": windows}
    return Answer(
        document={**document, "overrides": overrides}, lines=(*_lines(gate.calendar, windows), *_log(overrides))
    )


def override(slug: str, *, until: str, reason: str, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Let a nation publish and change its events during silence; the reason is kept for ever.

    Its forms stay closed, and its pages keep the notice.

    Parameters
    ----------
    slug
        The nation's name in its address.
    until
        When that ends: 2027-06-12T18:00, by the nation's clock unless an offset is given.
    reason
        Why it must be, for whoever answers for the campaign.
    """
    stage = here.open_stage(everywhere.stage)
    nation, gate = stage.nations.get(slug), stage.gate(here.patience)
    end = read_moment(until, gate.calendar.timezone(nation.seed.zones), option="--until")
    by, journal = here.account.caller(), stage.journal(here.patience)
    made = gate.open_until(nation, end, by=by, reason=reason, journal=journal)
    return Answer(
        document=_described(made),
        lines=(f"nation {slug} may publish and change its events until {tell(end)}: {made.reason}",),
    )


def _zone_ids(words: str) -> tuple[str, ...]:
    try:
        return parse_zone_ids(words)
    except UnknownZoneKind as error:
        fault = Fault(place="--zone", reason=str(error), remedy="Name it as a roster does: 974-02")
        raise InputError([fault]) from error


def _lines(calendar: Calendar, windows: list[dict[str, Any]]) -> tuple[str, ...]:
    if not windows:
        return ("no electoral silence is to come",)
    rows = [[each["of"], each["round"], each["starts_local"], each["ends_local"], each["utc"]] for each in windows]
    title = calendar.title if calendar.official else f"{calendar.title}: {ASSUMED}"
    return (title, *table(["silence of", "round", "begins", "ends", "in UTC"], rows))


def _log(overrides: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(
        f"overridden {each['at']} to {each['until']} by {each['by']}: {each['what']}, {each['reason']}"
        for each in overrides
    )


def _describe(who: str, silence: Silence) -> dict[str, Any]:
    begins, ends = (moment.astimezone(UTC) for moment in (silence.starts, silence.ends))
    return {
        "of": who,
        "round": silence.round,
        "starts": silence.starts.isoformat(),
        "ends": silence.ends.isoformat(),
        "starts_local": tell(silence.starts),
        "ends_local": tell(silence.ends),
        "utc": f"{begins:%Y-%m-%d %H:%M} to {ends:%Y-%m-%d %H:%M}",
    }


def _described(override: Override) -> dict[str, Any]:
    return {
        "nation": override.slug,
        "at": override.at.isoformat(),
        "until": override.until.isoformat(),
        "by": override.by,
        "what": override.what,
        "reason": override.reason,
    }
