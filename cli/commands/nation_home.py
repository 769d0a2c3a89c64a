"""`banneret nation home`: where a nation stands, and what it does next."""

from datetime import date
from itertools import islice
from typing import Any

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.wording import count, table
from shared.console.checklist import Task, checklist, team_size
from shared.console.figures import Figure, figures_of
from shared.console.words import words_of
from shared.counters.showing import shown_counts
from shared.people.noting import COUNTED, due_notes
from shared.sites.banner import TEMPLATES


def home(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Tell a nation's figures beside its goals, what is to be done by which day, and how many follow-ups are due.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage, now = here.open_stage(everywhere.stage), here.patience.now()
    nation, calendar = stage.nations.get(slug), stage.gate(here.patience).calendar
    today, vote = now.astimezone(calendar.timezone(nation.seed.zones)).date(), calendar.election_end(nation.seed.zones)
    events = [event for event in stage.events.of_nation(nation.slug) if not event.is_cancelled]
    figures = figures_of(shown_counts(nation, stage.counters.read(nation.slug)), nation.seed.facts)
    team = team_size(stage.members.team(nation.slug), now=now)
    tasks = checklist(nation, events=len(events), team=team, vote=vote, today=today)
    due = sum(1 for _ in islice(due_notes(nation.slug, until=today, people=stage.people), COUNTED))
    document = {
        "nation": slug,
        "figures": {each.name: {"count": each.count, "goal": each.goal} for each in figures},
        "tasks": [{"task": each.key, "done": each.is_done, "by": _day(each.by)} for each in tasks],
        "days_to_vote": (vote - today).days if vote else None,
        "follow_ups_due": due,
        "events_to_come": sum(event.ends_at >= now for event in events),
    }
    return Answer(document=document, lines=_lines(figures, tasks, document))


def _lines(figures: tuple[Figure, ...], tasks: tuple[Task, ...], document: dict[str, Any]) -> tuple[str, ...]:
    words = words_of("en", TEMPLATES)
    numbers = [
        [words.say(f"figure_{each.name}"), count(each.count), count(each.goal) if each.goal else ""] for each in figures
    ]
    to_do = [[words.say(f"task_{each.key}"), _day(each.by) or "", "done" if each.is_done else ""] for each in tasks]
    return (
        *table(["figure", "now", "goal"], numbers),
        "",
        *table(["task", "by", "state"], to_do),
        "",
        f"{count(document['follow_ups_due'])} follow-ups are due, {count(document['events_to_come'])} events to come",
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
