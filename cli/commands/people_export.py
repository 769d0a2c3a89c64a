"""`banneret people export`: people of a nation as a file, watermarked, told to the nation's log."""

from pathlib import Path
from typing import Any

from cli.answer import Answer
from cli.kept_segment import segment_called
from cli.moments import tell
from cli.options import EVERYWHERE, Everywhere
from cli.saving import saved
from cli.surroundings import Here
from cli.wording import count
from shared.access.grant import OPERATOR
from shared.access.looking_inside import said_why
from shared.people.segments.export import Export, read_export
from shared.people.segments.exporting import TAKEN, ExportWish, ask_for_export
from shared.people.segments.segment import Segment
from shared.people.table import PeopleTable
from shared.people.text import clean_text

EVERYBODY = "everybody"
"""What all people of a nation are called in its list of exports."""


def export(
    slug: str,
    /,
    *,
    out: Path,
    reason: str,
    segment: str = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Save people of a nation as a CSV file; its log tells that, and the reason, before anything is read.

    Each row bears a mark, the moment, and who gives the command as AWS knows them: a file that turns up somewhere leads
    back here. What stays in the bucket is gone after a day; the file is yours to delete.

    Parameters
    ----------
    slug
        The nation's name in its address.
    out
        The file.
    reason
        What for, in words that the nation reads.
    segment
        Only the people of this segment: its id or its name, as `people segments` lists them.
    """
    why = clean_text(said_why(reason))
    stage, clock = here.open_stage(everywhere.stage), here.patience
    nation, journal = stage.nations.get(slug).slug, stage.journal(clock)
    whom, name = _chosen(nation, segment, stage.people) if segment else (Segment(), EVERYBODY)
    wish = ExportWish(
        segment=whom,
        day=stage.today(clock),
        name=name,
        by=OPERATOR,
        who=here.account.caller(),
        reason=why,
    )
    with saved(out, option="--out") as output:
        ports: dict[str, Any] = {"people": stage.people, "journal": journal, "clock": clock}
        asked = ask_for_export(nation, wish, exports=stage.exports(clock), **ports)
        made = read_export(nation, asked.id, people=stage.people, now=clock.now())
        journal.record(nation, TAKEN, {"export": made.id, "mark": made.mark})
        output.writelines(stage.people_files.read(made.file_key))
    return _answer(made, out)


def _chosen(slug: str, wanted: str, people: PeopleTable) -> tuple[Segment, str]:
    """Return a segment by its id or its name, and what it is called; raises SegmentUnknown."""
    found = segment_called(slug, wanted, people=people)
    return found.segment, found.name


def _answer(made: Export, out: Path) -> Answer:
    document = {
        "nation": made.slug,
        "export": made.id,
        "mark": made.mark,
        "segment": made.name,
        "days": made.days,
        "people": made.people,
        "file": str(out),
        "until": made.until.isoformat(),
    }
    kept = f"the bucket keeps it until {tell(made.until)}; delete yours when it has served"
    days = f", with {made.days}" if made.days else ""
    return Answer(document=document, lines=(f"{count(made.people)} people in {out}, marked {made.mark}{days}", kept))
