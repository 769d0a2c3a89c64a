"""In which language the console speaks to a member."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry
from shared.access.charter import LANGUAGES
from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from shared.access.ports import MemberStore
    from shared.access.tokens import Draw


def speak(member: Member, language: str, *, members: MemberStore, now: datetime, draw: Draw = token_hex) -> None:
    """Speak a language (`fr`, `en`) to a member from now on.

    Raises InputError, and Conflict if they were changed meanwhile.
    """
    if language not in LANGUAGES:
        remedy = f"Choose one of {', '.join(LANGUAGES)}"
        raise InputError([Fault(place="language", reason="not one that the console speaks", remedy=remedy)])
    if language == member.language:
        return
    about = {"language": language}
    logged = entry(Deed.CHANGED_LANGUAGE, by=member, nation=None, about=about, now=now, draw=draw)
    members.save(replace(member, language=language), after=member, entry=logged)
