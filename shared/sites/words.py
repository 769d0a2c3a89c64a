"""The interface's words in the voice of one nation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from shared.sites.placeholders import Wording


class Words:
    """Messages by key, with the nation's facts in them; each is made when it is first named, once for all pages."""

    def __init__(self, messages: Mapping[str, str], wording: Wording) -> None:
        """Take the catalogue of the nation's language."""
        self._messages = messages
        self._wording = wording

    def __getattr__(self, key: str) -> Markup:
        """Return a message as HTML; raises AttributeError for one that the catalogue lacks."""
        try:
            said = self._wording.text(self._messages[key])
        except KeyError:
            raise AttributeError(key) from None
        self.__dict__[key] = said
        return said
