"""`banneret tag …`: a nation's own tags, and those of headquarters."""

from dataclasses import asdict
from secrets import token_hex
from typing import Any

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.stage import Stage
from cli.surroundings import Here
from cli.whose import NOBODYS, Whose, team_named
from cli.wording import count, table
from shared.access.audit import entry
from shared.access.grant import OPERATOR
from shared.nations.hq_tags import (
    HqTag,
    HqTagDesk,
    describe_hq_tag,
    make_hq_tag,
    retire_hq_tag,
    return_hq_tag,
)
from shared.people.change import KEPT, read_change
from shared.people.renaming import ask_to_rename
from shared.people.segments.building import build_index
from shared.people.segments.index import read_head
from shared.people.tag_book import (
    LocalTag,
    TagWish,
    describe_tag,
    make_tag,
    retire_tag,
    return_tag,
    tags_kept,
)

FACET = "tag:"
"""Before a tag: what people who have it are found by."""


def list_tags(whose: Whose = NOBODYS, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List the tags of a nation with how many people have them, or those of headquarters."""
    stage = here.open_stage(everywhere.stage)
    slug = team_named(whose, stage)
    if slug is None:
        return _listed([_told(tag) for tag in stage.hq_tags.all()], {})
    head, kept = read_head(slug, people=stage.people), tags_kept(slug, people=stage.people)
    facets = head.facets if head else {}
    counts = {name.removeprefix(FACET): number for name, number in facets.items() if name.startswith(FACET)}
    return _listed([_told(kept[tag]) if tag in kept else {"tag": tag} for tag in sorted({*kept, *counts})], counts)


def make(
    name: str, whose: Whose = NOBODYS, *, about: str = "", everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Make a tag; made again it is the same one. The log tells it.

    Parameters
    ----------
    name
        The tag. One of headquarters begins with `hq:`, said or not.
    about
        What it is for.
    """
    return _done(name, whose, about, (make_tag, make_hq_tag), everywhere, here)


def describe(
    name: str, about: str, whose: Whose = NOBODYS, *, everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Say what a tag is for.

    Parameters
    ----------
    name
        The tag.
    about
        What it is for.
    """
    return _done(name, whose, about, (describe_tag, describe_hq_tag), everywhere, here)


def retire(name: str, whose: Whose = NOBODYS, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Offer a tag no longer; whoever has it keeps it.

    Parameters
    ----------
    name
        The tag.
    """
    return _done(name, whose, None, (retire_tag, retire_hq_tag), everywhere, here)


def take_up(name: str, whose: Whose = NOBODYS, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Offer a tag again that was retired.

    Parameters
    ----------
    name
        The tag.
    """
    return _done(name, whose, None, (return_tag, return_hq_tag), everywhere, here)


def rename(slug: str, name: str, to: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Give a nation's tag another name, for everybody who has it; two tags of one name become one.

    Parameters
    ----------
    slug
        The nation's name in its address.
    name
        The tag.
    to
        What it is called from now on.
    """
    stage = here.open_stage(everywhere.stage)
    wish = TagWish(slug=stage.nations.get(slug).slug, tag=name, by=OPERATOR)
    if read_head(wish.slug, people=stage.people) is None:
        build_index(wish.slug, people=stage.people, now=here.patience.now(), draw=token_hex)
    ports: dict[str, Any] = {"people": stage.people, "journal": stage.journal(here.patience), "clock": here.patience}
    asked = ask_to_rename(wish, to, orders=stage.changes(here.patience), **ports)
    change = read_change(wish.slug, asked.id, people=stage.people)
    document = {"nation": slug, "tag": change.to, "people": change.changed, "change": change.id}
    lines = (
        f"{count(change.changed)} people have {change.to} now",
        f"undo within {KEPT.days} days: banneret people undo {slug} {change.id}",
    )
    return Answer(document=document, lines=lines)


def _done(name: str, whose: Whose, about: str | None, acts: Any, everywhere: Everywhere, here: Here) -> Answer:
    """Do what a command says to a nation's tag, or to one of headquarters: `acts` are the two ways."""
    stage = here.open_stage(everywhere.stage)
    slug, (of_nation, of_hq) = team_named(whose, stage), acts
    if slug is None:
        said = () if about is None else (about,)
        return _answer(of_hq(name, *said, desk=_hq_desk(stage, here)))
    wish = TagWish(slug=slug, tag=name, by=OPERATOR, about=about or "")
    return _answer(of_nation(wish, people=stage.people, journal=stage.journal(here.patience), clock=here.patience))


def _hq_desk(stage: Stage, here: Here) -> HqTagDesk:
    def note(what: str, tag: str) -> None:
        stage.audit.record(entry(what, by=None, nation=None, about={"tag": tag}, now=here.patience.now()))

    return HqTagDesk(tags=stage.hq_tags, note=note, clock=here.patience, by=OPERATOR)


def _told(tag: HqTag | LocalTag) -> dict[str, Any]:
    facts = asdict(tag)
    retired_at = tag.retired_at.isoformat() if tag.retired_at else None
    return {"tag": tag.tag, "about": tag.about, "retired_at": retired_at, "became": facts.get("became", "")}


def _answer(tag: HqTag | LocalTag) -> Answer:
    facts = _told(tag)
    return Answer(document=facts, lines=tuple(f"{name:<10} {value}" for name, value in facts.items() if value))


def _listed(tags: list[dict[str, Any]], counts: dict[str, int]) -> Answer:
    told = [{**tag, "people": counts.get(tag["tag"])} for tag in tags]
    rows = [
        [
            tag["tag"],
            count(tag["people"]) if tag["people"] is not None else "",
            "retired" if tag.get("retired_at") else "",
            tag.get("about", ""),
        ]
        for tag in told
    ]
    lines = table(["tag", "people", "state", "about"], rows) if rows else ("there are no tags",)
    return Answer(document={"tags": told}, lines=lines)
