"""From the words of `rollout plan` and `rollout start` to a request."""

# Annotations of this module are read at run time, by the command line's parser.
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cyclopts import Parameter

from cli.intake import describe
from shared.kernel.errors import Fault, InputError
from shared.people.consent import ConsentStatement
from shared.rollouts.request import DEFAULT_TOLERANCE, DEFAULT_WAVES, InputFile, RolloutRequest
from shared.rollouts.waves import Tolerance, WavePlan

CONSENT_PARTS = 3
"""Who collected the consents, when, in which words."""


@Parameter(name="*", group="What to roll out")
@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be rolled out, in the user's words."""

    roster: Path
    """The roster of nations, a CSV file."""
    people: Path | None = None
    """The file of people, CSV, also gzipped; without it only the nations are rolled out."""
    waves: str = DEFAULT_WAVES
    """How many nations each wave takes."""
    tolerate: str = DEFAULT_TOLERANCE
    """How many nations of a wave may fail, as a share (2%) or a number (3), before somebody is asked."""
    deadline: str | None = None
    """When all nations ought to be ready: 2027-05-24T20:00, by this machine's clock unless it says +02:00."""
    name: str = ""
    """The rollout's name; the same name with the same files resumes it."""
    consent: str | None = None
    """Who collected the people's consents; when; in which words: as text with semicolons, or a file of three lines."""
    mapping: Path | None = None
    """A JSON file {"column": "field"} for columns that do not tell by their names what they are."""


def request_of(order: Order) -> RolloutRequest:
    """Return the request; raises InputError."""
    return RolloutRequest(
        name=order.name,
        roster=_file("--roster", order.roster),
        people=_file("--people", order.people) if order.people else None,
        waves=WavePlan.parse(order.waves),
        tolerance=Tolerance.parse(order.tolerate),
        deadline=_moment(order.deadline) if order.deadline else None,
        consent=consent_statement(order.consent) if order.consent else None,
        mapping=mapping_in(order.mapping) if order.mapping else {},
    )


def consent_statement(words: str) -> ConsentStatement:
    """Read `who; when; words`, or a file with a line for each; raises InputError."""
    path = Path(words)
    is_file = len(words) < 256 and path.is_file()  # noqa: PLR2004 - no file name is longer
    parts = _text("--consent", path).splitlines() if is_file else words.split(";", CONSENT_PARTS - 1)
    parts = [part.strip() for part in parts if part.strip()]
    if len(parts) < CONSENT_PARTS:
        raise _wrong(
            "--consent", "it does not say who, when and in which words", 'Write "HQ; 2027-04-02; I agree to …"'
        )
    collected_by, collected_at, *wording = parts
    return ConsentStatement(
        collected_by=collected_by, collected_at=_day(collected_at).isoformat(), wording=" ".join(wording)
    )


def mapping_in(path: Path) -> dict[str, str]:
    """Read a JSON file {"column": "field"}; raises InputError."""
    try:
        mapping = json.loads(_text("--mapping", path))
    except json.JSONDecodeError as error:
        raise _wrong("--mapping", f"{path}, line {error.lineno} is no JSON", 'Write {"Column": "field"}') from error
    if not isinstance(mapping, dict) or not all(isinstance(field, str) for field in mapping.values()):
        raise _wrong("--mapping", f"{path} does not map columns to fields", 'Write {"Column": "field"}')
    return mapping


def unreadable(option: str, path: Path, error: OSError) -> InputError:
    """Return what to say of a file that cannot be read."""
    return _wrong(option, f"{path} cannot be read ({error.strerror or 'unknown reason'})", "Check the file's name")


def _file(option: str, path: Path) -> InputFile:
    try:
        return describe(path)
    except OSError as error:
        raise unreadable(option, path, error) from error


def _text(option: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise unreadable(option, path, error) from error
    except UnicodeDecodeError as error:
        raise _wrong(option, f"{path} is no text in UTF-8", "Save it as UTF-8") from error


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError as error:
        raise _wrong("--deadline", f"“{text}” is no date and time", "Write 2027-05-24T20:00") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _wrong("--consent", f"“{text}” is no date", "Write 2027-04-02") from error


def _wrong(place: str, reason: str, remedy: str) -> InputError:
    return InputError([Fault(place=place, reason=reason, remedy=remedy)])
