"""`banneret nation publish | versions | rollback`: what the public reads of a nation."""

from typing import Annotated, Any

from cyclopts import Parameter

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.stage import Stage
from cli.surroundings import Here
from cli.wording import table
from shared.sites.publication import Published, publish_nation, roll_back
from shared.sites.versions import Version


def publish(slug: str, *, override: str = "", everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Publish a nation's pages as they are now; only what changed is written.

    During the electoral silence of the nation's zones this is held. The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    override
        Publish during the electoral silence, and why; the reason is kept with the nation.
    """
    stage = here.open_stage(everywhere.stage)
    published = publish_nation(slug, by=here.account.caller(), override=override, **_ports(stage, here))
    return _answer(slug, published, stage.address_of(slug))


def versions(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List a nation's publications, the latest first: when, by whom, and why where somebody said so.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    stage.nations.get(slug)  # A nation that nobody knows is said to be unknown, not unpublished.
    history = [_describe(version) for version in stage.versions.history(slug)]
    rows = [[str(each["version"]), each["at"], each["by"], str(each["files"]), each["reason"]] for each in history]
    lines = table(["version", "at", "by", "files", "reason"], rows) if rows else (f"nation {slug} was never published",)
    return Answer(document={"nation": slug, "versions": history}, lines=lines)


def rollback(
    slug: str,
    *,
    to: Annotated[int, Parameter(name="--to")],
    override: str = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Put an earlier version of a nation's pages back; that is a new version, so that it can be undone alike.

    The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    to
        The number of the version, as `banneret nation versions` lists it.
    override
        Do so during the electoral silence, and why; the reason is kept with the nation.
    """
    stage = here.open_stage(everywhere.stage)
    published = roll_back(slug, to, by=here.account.caller(), override=override, **_ports(stage, here))
    return _answer(slug, published, stage.address_of(slug))


def _ports(stage: Stage, here: Here) -> dict[str, Any]:
    return {"press": stage.press(here.patience), "journal": stage.journal(here.patience)}


def _answer(slug: str, published: Published, address: str) -> Answer:
    facts = {
        "nation": slug,
        "version": published.version,
        "written": published.written,
        "unchanged": published.unchanged,
        "address": address,
    }
    files = f"{published.written} files written, {published.unchanged} as they were"
    return Answer(document=facts, lines=(f"version {published.version} of {slug} is public: {files}", address))


def _describe(version: Version) -> dict[str, Any]:
    return {
        "version": version.number,
        "at": version.at.isoformat(),
        "by": version.by,
        "reason": version.reason,
        "kit_version": version.kit_version,
        "files": len(version.files),
    }
