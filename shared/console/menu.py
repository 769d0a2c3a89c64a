"""What somebody finds in the menu: the pages that they may open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.permission import Permission

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member

HQ = (
    ("menu_board", "hq", Permission.READ_NATIONS),
    ("menu_nations", "hq/nations", Permission.READ_NATIONS),
    ("menu_figures", "hq/figures", Permission.READ_NATIONS),
    ("menu_kit", "hq/kit", Permission.READ_NATIONS),
    ("menu_tags", "hq/tags", Permission.READ_NATIONS),
    ("menu_team", "hq/team", Permission.INVITE_HQ),
    ("menu_log", "hq/log", Permission.READ_LOG),
)
NATION = (
    ("menu_home", "nation/{slug}", Permission.READ_FIGURES),
    ("menu_people", "nation/{slug}/people", Permission.READ_PEOPLE),
    ("menu_segments", "nation/{slug}/segments", Permission.READ_PEOPLE),
    ("menu_pages", "nation/{slug}/pages", Permission.EDIT_PAGES),
    ("menu_updates", "nation/{slug}/updates", Permission.EDIT_PAGES),
    ("menu_events", "nation/{slug}/events", Permission.READ_FIGURES),
    ("menu_tags", "nation/{slug}/tags", Permission.READ_PEOPLE),
    ("menu_team", "nation/{slug}/team", Permission.MANAGE_TEAM),
    ("menu_settings", "nation/{slug}/settings", Permission.EDIT_FACTS),
    ("menu_log", "nation/{slug}/log", Permission.READ_LOG),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: the key of its word in the catalogue, and the path below the console's root."""

    word: str
    path: str


def menu_of(member: Member, *, nation: str | None, now: datetime) -> tuple[Entry, ...]:
    """Return the menu within a nation, or within HQ where `nation` is None."""
    return tuple(
        Entry(word=word, path=path.format(slug=nation))
        for word, path, permission in (HQ if nation is None else NATION)
        if may(member, permission, nation=nation, now=now)
    )


def homes_of(member: Member, *, now: datetime) -> tuple[str, ...]:
    """Return the paths of all places that are somebody's: HQ, and each of their nations."""
    hq = ("hq",) if member.is_hq(now) else ()
    return (*hq, *(f"nation/{slug}" for slug in member.nations(now)))
