"""`banneret people import`: a nation's own file of people, checked first and then loaded."""

# Annotations of this module are read at run time, by the command line's parser.
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from cyclopts import Parameter

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.order import consent_statement, mapping_in, unreadable
from cli.own_import import carried_out, checked_here, upload_name, write_rejects
from cli.saving import saved
from cli.surroundings import Here
from cli.wording import count
from shared.access.grant import OPERATOR
from shared.people.columns import Column
from shared.people.imports.record import NationImport
from shared.people.imports.working import survey
from shared.people.text import clean_text
from shared.rollouts.arrivals import PLACE_BYTES, arrival_key
from shared.rollouts.preview_files import PreviewFiles

SAVED = "saved-import-rejects"

WHEN_CHECKED = ("new", "known", "repeated", "rejected")
WHEN_LOADED = ("created", "merged", "unchanged", "rejected")
"""What the rows add up of; nobody in a nation's own file goes to headquarters' list."""


@Parameter(name="*", group="How to read the file")
@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a file is read, in the user's words."""

    mapping: Path | None = None
    """A JSON file {"column": "field"} for columns that do not tell by their names what they are."""
    consent: str | None = None
    """Who collected the people's consents; when; in which words: as text with semicolons, or a file of three lines."""
    source: str = ""
    """Where the people come from, as their profiles will say; the file's name without it."""


AS_IT_IS = Reading()


def import_people(
    slug: str,
    file: Path,
    /,
    *,
    reading: Reading = AS_IT_IS,
    check: Flag = False,
    rejects: Path | None = None,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Import a nation's own list of people: whom it knows is merged, who was erased stays out, all others are its own.

    A file that cannot be read changes nothing. What was broken off goes on where it stopped, by the same words once
    more. The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    file
        The people: a CSV file, also gzipped.
    check
        Say what would become of the rows, and write nothing.
    rejects
        Save the rows that are rejected in this file, each with its line and the reason.
    """
    stage = here.open_stage(everywhere.stage)
    asked = _asked(stage.nations.get(slug).slug, file, reading, here)
    journal = stage.journal(here.patience)
    with PreviewFiles(asked.upload, file) as previewed:
        plan = survey(asked, yard=stage.yard(previewed))
    with saved(rejects, option="--rejects") if rejects else nullcontext() as output:
        if check:
            made, files = checked_here(asked, file, stage)
        else:
            made, files = carried_out(asked, file, stage=stage, journal=journal), stage.people_files
        if output:
            write_rejects(made, output, files=files)
    if rejects and made.rejects and not check:
        journal.record(made.slug, SAVED, {"import": made.id})
    return _answer(made, plan.survey.columns, parts=WHEN_CHECKED if check else WHEN_LOADED, is_written=not check)


def _asked(slug: str, file: Path, reading: Reading, here: Here) -> NationImport:
    """Return the import that the words ask for; raises InputError."""
    place = token_hex(PLACE_BYTES)
    try:
        upload = arrival_key(place, upload_name(file))
    except OSError as error:
        raise unreadable("FILE", file, error) from error
    return NationImport(
        id=place,
        slug=slug,
        by=OPERATOR,
        at=here.patience.now(),
        upload=upload,
        source=clean_text(reading.source) or file.name,
        mapping=mapping_in(reading.mapping) if reading.mapping else {},
        consent=consent_statement(reading.consent) if reading.consent else None,
    )


def _answer(made: NationImport, columns: tuple[Column, ...], *, parts: tuple[str, ...], is_written: bool) -> Answer:
    counts: dict[str, int] = asdict(made.counts)
    sums = {name: counts[name] for name in ("rows", *parts)}
    fields = {column.name: column.field for column in columns}
    document: dict[str, Any] = {"nation": made.slug, "import": made.id if is_written else None}
    lines = [f"{count(sums['rows'])} rows = " + " + ".join(f"{count(sums[part])} {part}" for part in parts)]
    if not is_written:
        lines += [f"  column {name} is {field}" for name, field in fields.items()]
        lines.append("nothing was written")
    return Answer(document={**document, "source": made.source, **sums, "columns": fields}, lines=tuple(lines))
