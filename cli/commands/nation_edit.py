"""`banneret nation edit`: change what a nation's pages say of it, and publish them."""

from pathlib import Path
from typing import Any

from cli.answer import Answer
from cli.nation_facts import NOTHING, NationFacts, facts_of
from cli.options import EVERYWHERE, Everywhere
from cli.portraits import portrait_in
from cli.stage import Stage
from cli.surroundings import Here
from shared.nations.nation import Nation, NationStatus
from shared.rollouts.outfit import Outfit
from shared.sites.editing import EDITED_FACTS, changed_facts, edit_facts
from shared.sites.publication import publish_nation


def edit(
    slug: str,
    changes: NationFacts = NOTHING,
    *,
    override: str = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Change a nation's facts and publish its pages; what is left out stays as it is.

    During the electoral silence of the nation's zones the facts are kept and publishing is held.

    Parameters
    ----------
    slug
        The nation's name in its address.
    override
        Publish during the electoral silence, and why; the reason is kept with the nation.
    """
    stage = here.open_stage(everywhere.stage)
    nation = _edited(slug, changes, stage, here)
    published = None
    if nation.status is NationStatus.READY:
        press = stage.press(here.patience)
        published = publish_nation(slug, by=here.account.caller(), override=override, press=press, journal=None).version
    return _answer(nation, published, stage.address_of(slug))


def _edited(slug: str, changes: NationFacts, stage: Stage, here: Here) -> Nation:
    before = stage.nations.get(slug)
    facts = facts_of(changes, dict(before.seed.facts))
    if changes.portrait is not None:
        facts["portrait"] = _portrait(slug, changes.portrait, stage)
    edition = stage.kits.edition(before.kit_version or "") or stage.kits.current()
    outfit = Outfit(maker=stage.site_maker(), edition=edition)
    colours = len(outfit.maker.banner.palette)

    def tell(known: Nation, edited: Nation) -> None:
        about = {"facts": " ".join(changed_facts(known, edited))}
        stage.journal(here.patience).record(slug, EDITED_FACTS, about)

    nation = edit_facts(
        slug,
        facts,
        country=stage.country,
        colours=colours,
        nations=stage.nations,
        clock=here.patience,
        tell=tell,
        known=before if "goals" in facts else None,
    )
    if nation.seed.facts.get("language") != before.seed.facts.get("language"):
        stage.nations.replace_unedited(slug, outfit.words(nation.seed))
    return nation


def _portrait(slug: str, path: str, stage: Stage) -> str:
    """Return what the pages show: the picture at the path on this machine, or none where that is empty."""
    if not path:
        return ""
    portrait = portrait_in(Path(path))
    # The picture before the fact: a page never names what is not there.
    stage.sites.publish(slug, [portrait])
    return portrait.path


def _answer(nation: Nation, published: int | None, address: str) -> Answer:
    facts: dict[str, Any] = {**dict(sorted(nation.seed.facts.items()))}
    said = f"version {published} is public" if published else f"not published: the nation is {nation.status}"
    lines = (*(f"{name:<16} {fact}" for name, fact in facts.items()), f"{said}: {address}")
    return Answer(document={"nation": nation.slug, "facts": facts, "version": published}, lines=lines)
