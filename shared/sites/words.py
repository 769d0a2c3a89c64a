"""The interface's words in the voice of one nation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from shared.sites.placeholders import names_no_fact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.sites.placeholders import Wording


def constant_words(messages: Mapping[str, str]) -> dict[str, Markup]:
    """Return, as HTML, the messages that say the same in every nation's voice."""
    return {key: escape(text) for key, text in messages.items() if names_no_fact(text)}


class Words:
    """Messages by key, with the nation's facts in them; each is made when it is first named, once for all pages."""

    def __init__(self, messages: Mapping[str, str], constants: Mapping[str, Markup], wording: Wording) -> None:
        """Take the catalogue of the nation's language, and what of it is the same for every nation."""
        self.__dict__.update(constants)
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
