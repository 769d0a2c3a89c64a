"""The rows that were not imported, of all ranges together in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cli.intake import Intake


def save_rows(rollout_id: str, kind: str, path: Path, *, intake: Intake) -> int:
    """Write the rows of a kind (`rejects`, `unassigned`) under one header; return how many files they were in.

    The ranges come in the order of the people file. Raises InputError if the file cannot be written.
    """
    keys = sorted(intake.keys(f"rollouts/{rollout_id}/{kind}/"), key=_number)
    try:
        with path.open("wb") as output:
            output.writelines(_together(keys, intake))
    except OSError as error:
        remedy = "Name a file in a folder that exists and may be written to"
        reason = f"{path} cannot be written ({error.strerror})"
        raise InputError([Fault(place=f"--{kind}", reason=reason, remedy=remedy)]) from error
    return len(keys)


def _together(keys: list[str], intake: Intake) -> Iterator[bytes]:
    for position, key in enumerate(keys):
        lines = intake.lines(key)
        header = next(lines, b"")
        if position == 0:
            yield header
        yield from lines


def _number(key: str) -> tuple[int, str]:
    """Order range-10 behind range-9."""
    digits = "".join(filter(str.isdecimal, key.rpartition("/")[2]))
    return int(digits or 0), key
