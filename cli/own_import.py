"""A nation's own import as the command carries it out: asked for, taken up again, its rejected rows saved."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from shared.kernel.errors import InputError
from shared.people import layout
from shared.people.imports.orders import ask_to_check, ask_to_load
from shared.people.imports.record import ImportState, ImportUnknown, find_import, imports_of
from shared.people.imports.working import checked
from shared.people.memory import InMemoryPeopleFiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cli.stage import Stage
    from shared.people.imports.record import NationImport
    from shared.people.journal import Journal
    from shared.people.ports import PeopleFiles

CSV = "text/csv"
PIECE = 1 << 20
"""Bytes of a file that are sent at a time."""

UNFINISHED = frozenset({ImportState.CHECKING, ImportState.CHECKED, ImportState.LOADING})
"""How an import stands that was broken off."""


def upload_name(file: Path) -> str:
    """Return what a file is called where it arrives: after its content. Raises OSError."""
    with file.open("rb") as content:
        return f"{file_digest(content, 'sha256').hexdigest()}.csv"


def checked_here(asked: NationImport, file: Path, stage: Stage) -> tuple[NationImport, PeopleFiles]:
    """Return an import as its check would leave it, and the files that it wrote: in memory, kept by nobody.

    Raises InputError for a file that cannot be read.
    """
    files = InMemoryPeopleFiles({asked.upload: file.read_bytes()})
    return _without_faults(checked(asked, yard=stage.yard(files))), files


def carried_out(asked: NationImport, file: Path, *, stage: Stage, journal: Journal) -> NationImport:
    """Check an import and load it; of one with the same words that was broken off, do the rest.

    Raises InputError for a file that cannot be read.
    """
    made = next((each for each in imports_of(asked.slug, people=stage.people) if _is_begun(each, asked)), asked)
    ports: dict[str, Any] = {"people": stage.people, "journal": journal, "orders": stage.imports()}
    if made.state is ImportState.CHECKING:
        _upload(made.upload, file, stage.people_files)
        ask_to_check(made, **ports)
    _without_faults(_standing(made, stage))
    ask_to_load(made.slug, made.id, **ports)
    return _standing(made, stage)


def write_rejects(made: NationImport, output: IO[bytes], *, files: PeopleFiles) -> None:
    """Write the rows that an import rejects under one header, in their order."""
    for position, number in enumerate(made.rejects):
        lines = files.get(layout.rejects_key(made.run, number)).splitlines(keepends=True)
        output.writelines(lines[1:] if position else lines)


def _is_begun(made: NationImport, asked: NationImport) -> bool:
    """Tell whether an import is the one that is asked for, and was broken off: the same content to be read alike."""
    content = PurePosixPath(made.upload).name, PurePosixPath(asked.upload).name
    words = (made.by, made.source, made.mapping, made.consent)
    is_same = content[0] == content[1] and words == (asked.by, asked.source, asked.mapping, asked.consent)
    return is_same and made.state in UNFINISHED


def _upload(key: str, file: Path, files: PeopleFiles) -> None:
    for _ in files.store_passing(key, _pieces(file), content_type=CSV):
        pass


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while piece := content.read(PIECE):
            yield piece


def _standing(made: NationImport, stage: Stage) -> NationImport:
    found = find_import(made.slug, made.id, people=stage.people)
    if found is None:
        raise ImportUnknown(f"nation {made.slug} has no import {made.id} any more")
    return found


def _without_faults(made: NationImport) -> NationImport:
    if made.state is ImportState.FAILED:
        raise InputError(made.faults)
    return made
