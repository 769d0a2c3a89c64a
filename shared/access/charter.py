"""The charter: what everybody who uses the control panel has agreed to, in the version that they read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from shared.access.ports import MemberStore
    from shared.access.tokens import Draw

TEMPLATES = Path(__file__).parents[2] / "templates"

LANGUAGES = ("en", "fr")

VERSION = "1"
"""Of the text in all languages: a new one has everybody accept anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """The text, in Markdown."""

    version: str
    text: str


def charter(language: str, templates: Path = TEMPLATES) -> Charter:
    """Return the charter in a language (`fr`, `en`)."""
    text = (templates / "console" / f"charter.{language}.md").read_text(encoding="utf-8")
    return Charter(version=VERSION, text=text)


def has_accepted(member: Member) -> bool:
    """Tell whether a member accepted the charter as it now is."""
    return member.charter == VERSION


def accept_charter(
    member: Member, version: str, *, members: MemberStore, now: datetime, draw: Draw = token_hex
) -> Member:
    """Write down that a member accepts the version that they were shown, and return them as they now are.

    Raises Conflict if they were changed meanwhile.
    """
    agreed = replace(member, charter=version, charter_at=now)
    logged = entry(Deed.ACCEPTED_CHARTER, by=member, nation=None, about={"version": version}, now=now, draw=draw)
    members.save(agreed, after=member, entry=logged)
    return agreed
