"""`banneret people segment|segments|resegment|forget|index`: people of one nation by what is known of them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from secrets import token_hex
from typing import Annotated, Any

from cyclopts import Parameter, Token
from cyclopts.validators import Number

from cli.answer import Answer
from cli.kept_segment import segment_called
from cli.options import EVERYWHERE, Everywhere
from cli.reading_people import Reason, tell_reading
from cli.stage import Stage
from cli.surroundings import Here
from cli.wording import count, table
from shared.access.grant import OPERATOR
from shared.actions.dating import date_deeds as date_deeds_of
from shared.actions.ground import Ground
from shared.kernel.errors import Fault, InputError
from shared.people.segments.building import build_index
from shared.people.segments.index import read_head
from shared.people.segments.last_days import MOST_DAYS, LastDays
from shared.people.segments.listing import page_of
from shared.people.segments.period import ANY, Period
from shared.people.segments.saved import (
    Draft,
    change_segment,
    remove_segment,
    save_segment,
    saved_segment,
    saved_segments,
)
from shared.people.segments.segment import Segment, segment_of
from shared.people.segments.selecting import Selection, select_all

Facets = Annotated[tuple[str, ...], Parameter(negative=())]
"""Facets, each with the option once more."""


@Parameter(name="*", group="Filters")
@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Whom to find."""

    have: Facets = ()
    """What all of them have."""
    either: Facets = ()
    """Of these they have at least one."""
    lack: Facets = ()
    """What none of them has."""


NO_FILTERS = Filters()

Day = Annotated[date | None, Parameter(negative=())]
"""A day, `2027-05-11`."""


def _whole_days(_: object, tokens: Sequence[Token]) -> int:
    """Return a number of days as it was typed; half a day is none, where the parser of numbers would round it."""
    (token,) = tokens
    if not token.value.isdecimal() or not 1 <= int(token.value) <= MOST_DAYS:
        raise ValueError(f"write a whole number of days, from 1 to {MOST_DAYS}")
    return int(token.value)


DayCount = Annotated[int | None, Parameter(negative=(), converter=_whole_days)]
"""So many of the last days, of which today is the last."""


@Parameter(name="*", group="Filters")
@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """On which days people did something, or did nothing."""

    did: str = ANY
    """What they did: `join`, `sign`, `attend`, …; whatever it was unless said."""
    active_since: Day = None
    """They did it on this day or later."""
    active_until: Day = None
    """They did it on this day or earlier; with `--active-since`, between the two."""
    inactive_since: Day = None
    """They have not done it since, that day included."""
    active_within: DayCount = None
    """They did it in the last so many days, today included; kept under a name, these go on with each day."""
    inactive_for: DayCount = None
    """They have not done it in the last so many days; likewise."""

    @property
    def did_then(self) -> tuple[str, ...]:
        """What all of them have, as facets."""
        period = Period(what=self.did, first=self.active_since, last=self.active_until)
        then = (period.facet,) if self.active_since or self.active_until else ()
        return (*then, *self._last(self.active_within))

    @property
    def silent_then(self) -> tuple[str, ...]:
        """What none of them has."""
        then = (Period(what=self.did, first=self.inactive_since).facet,) if self.inactive_since else ()
        return (*then, *self._last(self.inactive_for))

    def _last(self, days: int | None) -> tuple[str, ...]:
        return (LastDays(what=self.did, days=days).facet,) if days else ()


ALWAYS = Days()

Shown = Annotated[int, Parameter(validator=Number(gte=0, lte=500))]
"""How many people at most; none unless asked for."""


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Whom to list of those who are found."""

    limit: Shown = 0
    """How many people to list; the nation's log tells that they were read."""
    after: str = ""
    """Where the page before ended, as it says at its end."""
    reason: Reason = ""


NOBODY = Listing()
"""They are counted, and nobody is listed."""


def segment(
    slug: str,
    *,
    filters: Filters = NO_FILTERS,
    days: Days = ALWAYS,
    save: str = "",
    listing: Listing = NOBODY,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Count the people of a nation that filters find, list some of them, keep the filters under a name.

    Filters are facets: `tag:velo`, `geo:commune:75106`, `deed:join`, `deed:sign:climat`, `consent:email`, `mailable`,
    `support:1`, `volunteer`, `active`, `confirmed`, `has:email`, `has:phone`, `assigned`, `language:fr`,
    `did:sign:2027-05-01/2027-05-08` with `..` for an open end, and `did:sign:last-30-days`.

    Parameters
    ----------
    slug
        The nation's name in its address.
    save
        Keep the filters under this name; the nation's log tells it.
    """
    stage = here.open_stage(everywhere.stage)
    nation, found = stage.nations.get(slug).slug, _asked(filters, days)
    today = stage.today(here.patience)
    limit = listing.limit
    if limit:
        tell_reading("people segment", nation, reason=listing.reason, stage=stage, here=here)
    (selection,) = _selections([found.on(today)], nation, stage, here)
    page = page_of(selection, people=stage.people, now=here.patience.now(), limit=limit, after=listing.after or None)
    document = {
        **_counted(selection),
        "segment": asdict(found),
        "days": _days(found, today),
        "people": [person.person_id for person in page.elements] if limit else [],
        "cursor": page.cursor if limit else None,
    }
    told = [f"{asked} is {those} today" for asked, those in document["days"].items()]
    lines = [f"{count(selection.count)} people", *told, *document["people"]]
    if limit and page.cursor:
        lines.append(f"more: --after {page.cursor}")
    if save:
        document["saved"] = _save(nation, save, found, stage, here)
        lines.append(f"kept as {document['saved']}")
    return Answer(document=document, lines=tuple(lines))


def segments(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List the segments that a nation keeps, with how many people each has.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug).slug
    kept = saved_segments(nation, people=stage.people)
    today = stage.today(here.patience)
    counts = _selections([each.segment.on(today) for each in kept], nation, stage, here) if kept else []
    told = list(zip(kept, counts, strict=True))
    document = [
        {
            "id": each.id,
            "name": each.name,
            **asdict(each.segment),
            "days": _days(each.segment, today),
            **_counted(found),
        }
        for each, found in told
    ]
    rows = [[each.name, count(found.count), each.id] for each, found in told]
    lines = table(["name", "people", "id"], rows) if rows else ("no segment is kept",)
    return Answer(document={"nation": slug, "segments": document}, lines=tuple(lines))


def resegment(
    slug: str,
    segment: str,
    *,
    filters: Filters = NO_FILTERS,
    days: Days = ALWAYS,
    name: str = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Keep a segment under another name, or with other filters in place of all it has. The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    segment
        The segment: its id or its name, as `people segments` lists them.
    name
        What it is called from now on.
    """
    stage = here.open_stage(everywhere.stage)
    kept = segment_called(stage.nations.get(slug).slug, segment, people=stage.people)
    asked = _asked(filters, days)
    if not name and not asked.facets:
        remedy = "Give --name, or filters as for `people segment`"
        raise InputError([Fault(place="--name", reason="there must be another name or filters", remedy=remedy)])
    draft = Draft(name=name or kept.name, segment=asked if asked.facets else kept.segment, by=OPERATOR)
    journal = stage.journal(here.patience)
    changed = change_segment(kept, draft, people=stage.people, journal=journal, clock=here.patience)
    document = {"nation": slug, "id": changed.id, "name": changed.name, **asdict(changed.segment)}
    return Answer(document=document, lines=(f"{changed.name} is kept",))


def forget(slug: str, segment: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Keep a segment no longer; its people stay. The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    segment
        The segment's id, as `people segments` lists it.
    """
    stage = here.open_stage(everywhere.stage)
    kept = saved_segment(stage.nations.get(slug).slug, segment, people=stage.people)
    remove_segment(kept, people=stage.people, journal=stage.journal(here.patience))
    return Answer(document={"nation": slug, "forgotten": segment}, lines=(f"{kept.name} is kept no longer",))


def index(slug: str, *, date_deeds: bool = False, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Build the index anew by which a nation's people are counted: where it is missing, or its queue failed.

    Parameters
    ----------
    slug
        The nation's name in its address.
    date_deeds
        First give what was done before days were kept its days: once, after an upgrade.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug).slug
    dated = _date_deeds(nation, stage) if date_deeds else 0
    head = build_index(nation, people=stage.people, now=here.patience.now(), draw=token_hex)
    people = head.people if head else None
    told = f"{count(people)} people are indexed" if people is not None else "somebody else built it meanwhile"
    lines = (f"{count(dated)} people have days now", told) if date_deeds else (told,)
    return Answer(document={"nation": slug, "people": people, "dated": dated}, lines=lines)


def _asked(filters: Filters, days: Days) -> Segment:
    """Return the segment that filters and days are; raises InputError."""
    return segment_of(
        all_of=(*filters.have, *days.did_then), any_of=filters.either, none_of=(*filters.lack, *days.silent_then)
    )


def _date_deeds(slug: str, stage: Stage) -> int:
    ground = Ground(stage.atlas, country=stage.country, timezone=stage.timezone)
    return date_deeds_of(slug, people=stage.people, ground=ground)


def _selections(asked: list[Segment], slug: str, stage: Stage, here: Here) -> list[Selection]:
    """Return who is in each segment, on its days; an index that is missing is built first."""
    if read_head(slug, people=stage.people) is None:
        build_index(slug, people=stage.people, now=here.patience.now(), draw=token_hex)
    return select_all(asked, slug, people=stage.people, now=here.patience.now(), looking_at=None)


def _days(asked: Segment, today: date) -> dict[str, str]:
    """Return which days a segment's last days are, by the facets that ask about them."""
    return {facet: period.days for facet, period in asked.days_on(today).items()}


def _save(slug: str, name: str, found: Segment, stage: Stage, here: Here) -> str:
    draft = Draft(name=name, segment=found, by=OPERATOR)
    journal = stage.journal(here.patience)
    return save_segment(slug, draft, people=stage.people, journal=journal, clock=here.patience).id


def _counted(selection: Selection) -> dict[str, Any]:
    return {"count": selection.count, "of": selection.head.people, "built_at": selection.head.built_at.isoformat()}
