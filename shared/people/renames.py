"""What tags of a nation are called today: an old file's word becomes the nation's own when it is imported.

The book of tags remembers each renaming (`became`), and a tag that is offered again under its old name is renamed no
longer. HQ's tags, zones' and the site's own are renamed nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.people.fields import Field
from shared.people.tag_book import tags_kept

if TYPE_CHECKING:
    from shared.people.rowline import Contribution
    from shared.people.table import PeopleTable
    from shared.people.tag_book import LocalTag

Names = Mapping[str, str]
"""Former tags of one nation, with what each is called today."""

Renames = Mapping[str, Names]
"""The same for many: by slug."""

MOST_REMEMBERED = 500
"""Renamings of one nation that an import follows, the latest: what a loader has in hand of hundreds of nations stays a
few megabytes."""


def names_of_today(slug: str, *, people: PeopleTable) -> Names:
    """Return the former tags of a nation, each with its name of today, however often it was renamed."""
    kept = tags_kept(slug, people=people)
    renamed = [tag for tag in kept.values() if tag.became]
    latest = sorted(renamed, key=lambda tag: (tag.at, tag.tag), reverse=True)[:MOST_REMEMBERED]
    return {tag.tag: name for tag in latest if (name := _today(tag, kept)) != tag.tag}


def renamed(row: Contribution, names: Names) -> Contribution:
    """Return what a row says, with tags as the nation calls them today."""
    tags = row.values.get(Field.TAGS)
    if not isinstance(tags, list) or names.keys().isdisjoint(tags):
        return row
    today = sorted({names.get(tag, tag) for tag in tags})
    return row._replace(values={**row.values, Field.TAGS: today})


def _today(tag: LocalTag, kept: Mapping[str, LocalTag]) -> str:
    """Follow a tag's names; a circle, which no renaming makes, is left where it closes."""
    passed = {tag.tag}
    while tag.became and tag.became not in passed:
        passed.add(tag.became)
        if tag.became not in kept:
            return tag.became
        tag = kept[tag.became]
    return tag.tag
