"""Which tags a nation may give."""

from __future__ import annotations

from shared.geography.tags import is_shared
from shared.kernel.errors import Fault, InputError
from shared.people.text import clean_text
from shared.people.words import HQ_TAG

TAG_CHARACTERS = 60
SEPARATORS = ",;|"
"""What parts tags in a people file."""


def own_tag(text: str) -> str:
    """Return a tag as it is kept; raises InputError for one that a nation may not give."""
    tag = clean_text(text)
    if is_shared(tag.lower()):
        reason, remedy = "only headquarters gives geographic tags", "Choose another name"
    elif tag.lower().startswith(HQ_TAG):
        reason, remedy = f"only headquarters gives tags that begin with {HQ_TAG}", "Choose another name"
    elif not tag or len(tag) > TAG_CHARACTERS or any(sign in tag for sign in SEPARATORS):
        reason, remedy = "it cannot be a tag", f"Write 1 to {TAG_CHARACTERS} signs without comma, semicolon and bar"
    else:
        return tag
    raise InputError([Fault(place="tag", reason=reason, remedy=remedy)])
