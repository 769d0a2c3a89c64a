"""An election as `templates/elections/<country>.toml` spells it; docs/elections.md explains it to HQ's people."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shared.elections.area import Area
from shared.elections.calendar import Calendar, Round
from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

_KNOWN = {
    "calendar": {"title", "official", "polls_close", "areas", "rounds"},
    "area": {"zones", "timezones"},
    "round": {"name", "votes", "polls_close", "elsewhere"},
}


def read_calendar(text: str, *, file_name: str) -> Calendar:
    """Return the calendar a TOML text spells; raises InputError naming the place of the first thing wrong.

    Keys: `title`, `official`, `polls_close` (a time), `areas` (by name: `zones` and `timezones`; one area has
    no zones) and `rounds` (each with `name`, `votes`, and, if need be, its own `polls_close` and `elsewhere`,
    days by area). Without rounds there is no election.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(file_name, f"it is no TOML ({error})", "Mend the line it names") from error
    _require_known(document, "calendar", file_name)
    areas = [_area(name, data, file_name) for name, data in _table(document, "areas", file_name).items()]
    rounds = tuple(_round(data, document, areas, file_name) for data in _rounds(document, file_name))
    return Calendar(
        title=_typed(document, "title", str, file_name),
        official=_typed(document, "official", bool, file_name),
        mainland=_mainland(areas, file_name),
        areas=tuple(area for area in areas if area.zones),
        rounds=rounds,
    )


def _area(name: str, data: Any, file_name: str) -> Area:
    place = f"{file_name}, areas.{name}"
    if not isinstance(data, dict):
        raise _fault(place, "it is no table", "Give it zones and timezones")
    _require_known(data, "area", place)
    zones = _texts(data, "zones", place) if "zones" in data else ()
    names = _texts(data, "timezones", place)
    if not names:
        raise _fault(f"{place}.timezones", "there is none", "Name one, such as Europe/Paris")
    return Area(name=name, zones=zones, timezones=tuple(_timezone(each, place) for each in names))


def _round(data: Mapping[str, Any], document: Mapping[str, Any], areas: list[Area], file_name: str) -> Round:
    place = f"{file_name}, round {data.get('name', '?')}"
    _require_known(data, "round", place)
    elsewhere = _table(data, "elsewhere", place) if "elsewhere" in data else {}
    unknown = sorted(set(elsewhere) - {area.name for area in areas})
    if unknown:
        raise _fault(f"{place}, elsewhere", f"there is no area {unknown[0]}", "Name one of [areas]")
    return Round(
        name=_typed(data, "name", str, place),
        votes=_day(data, "votes", place),
        polls_close=_typed(data if "polls_close" in data else document, "polls_close", time, place),
        elsewhere={name: _day(elsewhere, name, f"{place}, elsewhere") for name in elsewhere},
    )


def _rounds(document: Mapping[str, Any], file_name: str) -> list[Mapping[str, Any]]:
    rounds = document.get("rounds", [])
    if not isinstance(rounds, list) or not all(isinstance(each, dict) for each in rounds):
        raise _fault(f"{file_name}, rounds", "it is no list of tables", "Write each round as [[rounds]]")
    names = [each.get("name") for each in rounds]
    if len(set(names)) < len(names):
        raise _fault(f"{file_name}, rounds", "two have the same name", "Give each round a name of its own")
    return rounds


def _mainland(areas: list[Area], file_name: str) -> Area:
    without = [area for area in areas if not area.zones]
    if len(without) != 1:
        reason = f"{len(without)} areas have no zones"
        raise _fault(f"{file_name}, areas", reason, "Let exactly one have none: what no other holds belongs to it")
    return without[0]


def _timezone(name: str, place: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        reason = f"there is no time zone {name}"
        raise _fault(f"{place}.timezones", reason, "Use a name of the IANA database, such as Europe/Paris") from error


def _table(data: Mapping[str, Any], key: str, place: str) -> dict[str, Any]:
    table: dict[str, Any] = _typed(data, key, dict, place)
    return table


def _texts(data: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    texts = _typed(data, key, list, place)
    if not all(isinstance(text, str) for text in texts):
        raise _fault(f"{place}.{key}", "not all of it is text", 'Write it as ["…", "…"]')
    return tuple(texts)


def _day(data: Mapping[str, Any], key: str, place: str) -> date:
    if isinstance(data.get(key), datetime):
        raise _fault(f"{place}.{key}", "it is a moment, not a day", "Write a day, such as 2027-06-13")
    day: date = _typed(data, key, date, place)
    return day


def _typed(data: Mapping[str, Any], key: str, kind: type[Any], place: str) -> Any:
    if key not in data:
        raise _fault(f"{place}.{key}", "it is missing", f"Add it, {_KINDS[kind]}")
    if not isinstance(data[key], kind):
        raise _fault(f"{place}.{key}", f"it is not {_KINDS[kind]}", f"Write it as {_KINDS[kind]}")
    return data[key]


def _require_known(data: Mapping[str, Any], kind: str, place: str) -> None:
    unknown = sorted(set(data) - _KNOWN[kind])
    if unknown:
        raise _fault(f"{place}.{unknown[0]}", "nobody knows this key", "Use " + ", ".join(sorted(_KNOWN[kind])))


def _fault(place: str, reason: str, remedy: str) -> InputError:
    return InputError([Fault(place=place, reason=reason, remedy=remedy)])


_KINDS: dict[type[Any], str] = {
    str: "a text",
    bool: "true or false",
    time: "a time, such as 20:00:00",
    date: "a day, such as 2027-06-13",
    dict: "a table",
    list: "a list",
}
