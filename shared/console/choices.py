"""What somebody chooses for a rollout, as a form has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from shared.kernel.errors import InputError
from shared.kernel.numbers import whole_number
from shared.people.consent import ConsentStatement
from shared.people.fields import CUSTOM, HEADERS, IGNORE
from shared.rollouts.request import DEFAULT_TOLERANCE, DEFAULT_WAVES, InputFile, RolloutRequest, rollout_id_of
from shared.rollouts.waves import Tolerance, WavePlan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from zoneinfo import ZoneInfo

T = TypeVar("T")

FIELDS = ("name", "waves", "tolerate", "deadline", "collected_by", "collected_at", "wording")
DEFAULTS = {"waves": DEFAULT_WAVES, "tolerate": DEFAULT_TOLERANCE}
LONGEST = {"name": 100, "waves": 200, "tolerate": 10, "collected_by": 200, "wording": 2000}
"""Characters, as the API has it."""

COLUMN = "column-"
"""Before the number of a column in the name of its field."""

TARGETS = (*HEADERS, CUSTOM, IGNORE)
"""What a column may be; each has a word in the catalogue (`column_<name>`)."""

CONSENT = ("collected_by", "collected_at", "wording")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was chosen, and which fields cannot be understood; `typed` is the form as it came."""

    typed: Mapping[str, str]
    name: str
    waves: WavePlan
    tolerance: Tolerance
    deadline: datetime | None
    consent: ConsentStatement | None
    columns: Mapping[int, str]
    """What somebody says of columns of the people file, by their numbers from 0."""
    faulty: frozenset[str]

    def request(self, roster: InputFile, people: InputFile | None, *, mapping: Mapping[str, str]) -> RolloutRequest:
        """Return the request of a rollout of these files."""
        return RolloutRequest(
            name=self.name,
            roster=roster,
            people=people,
            waves=self.waves,
            tolerance=self.tolerance,
            deadline=self.deadline,
            consent=self.consent if people else None,
            mapping=mapping if people else {},
        )


def read_choices(form: Mapping[str, str], *, timezone: ZoneInfo) -> Choices:
    """Read a form; a field that was left out has its default. `timezone` is whose clock the deadline is told by."""
    typed = {name: form.get(name, DEFAULTS.get(name, "")).strip() for name in FIELDS}
    reader = _Reader(typed)
    waves = reader.read("waves", WavePlan.parse, WavePlan.parse(DEFAULT_WAVES))
    tolerance = reader.read("tolerate", Tolerance.parse, Tolerance.parse(DEFAULT_TOLERANCE))
    deadline = reader.read("deadline", lambda text: _moment(text, timezone), None)
    name = reader.read("name", _name, "")
    consent = reader.consent()
    return Choices(
        typed=typed,
        name=name,
        waves=waves,
        tolerance=tolerance,
        deadline=deadline,
        consent=consent,
        columns=_columns(form),
        faulty=frozenset(reader.faulty),
    )


class _Reader:
    """Reads the fields of one form, and keeps which of them it could not."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self._typed = typed
        self.faulty = {name for name, longest in LONGEST.items() if len(typed[name]) > longest}

    def read(self, name: str, meaning: Callable[[str], T], otherwise: T) -> T:
        try:
            return meaning(self._typed[name])
        except (InputError, ValueError):
            self.faulty.add(name)
            return otherwise

    def consent(self) -> ConsentStatement | None:
        """Return the statement, if one was begun: all three parts of it are kept with every person it covers."""
        blank = {name for name in CONSENT if not self._typed[name]}
        if len(blank) == len(CONSENT):
            return None
        self.faulty |= blank
        return ConsentStatement(
            collected_by=self._typed["collected_by"],
            collected_at=self.read("collected_at", _day, ""),
            wording=self._typed["wording"],
        )


def _columns(form: Mapping[str, str]) -> dict[int, str]:
    said = {name.removeprefix(COLUMN): field for name, field in form.items() if name.startswith(COLUMN)}
    numbered = {whole_number(number): field for number, field in said.items() if field in TARGETS}
    return {number: field for number, field in numbered.items() if number is not None}


def _name(text: str) -> str:
    if text:
        rollout_id_of(text)
    return text


def _moment(text: str, timezone: ZoneInfo) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=timezone) if text else None


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat() if text else ""
