"""The words of the network's own site: `templates/messages/network.<language>.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from babel.core import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from shared.sites.banner import Banner


class Words:
    """The catalogue of a language, spoken for one network."""

    def __init__(self, catalogue: Mapping[str, str], *, language: str, facts: Mapping[str, str]) -> None:
        """Take what `{network}` and the like stand for in every sentence."""
        self._catalogue = catalogue
        self._locale = Locale(language)
        self._facts = facts

    def say(self, key: str, **facts: object) -> str:
        """Return the sentence of a key, with the facts where it names them."""
        return self._catalogue[key].format(**self._facts, **facts)

    def count(self, key: str, number: int) -> str:
        """Return the sentence for a number of things: `<key>_one` or `<key>_many`, as the language counts."""
        form = "one" if self._locale.plural_form(number) == "one" else "many"
        return self.say(f"{key}_{form}", count=number)

    def day(self, day: date) -> str:
        """Return a day as `samedi 5 juin`."""
        from babel.dates import format_date  # noqa: PLC0415 - 50 ms, for the finder's function, which tells no dates

        number = "'1er'" if day.day == 1 and self._locale.language == "fr" else "d"
        return format_date(day, f"EEEE {number} MMMM", locale=self._locale)

    def time(self, moment: datetime) -> str:
        """Return a local moment's time of day as `18 h 30`."""
        from shared.sites.dates import spoken_time  # noqa: PLC0415 - as above

        return spoken_time(moment, self._locale.language)

    def share(self, share: float) -> str:
        """Return a share of 0 to 1 as `69 %`."""
        from babel.numbers import format_percent  # noqa: PLC0415 - as above

        return format_percent(share, locale=self._locale)

    def unsaid(self, *keys: str) -> dict[str, str]:
        """Return sentences as they are in the catalogue, for a script that fills them in by itself."""
        return {key: self._catalogue[key] for key in keys}


def network_words(banner: Banner, templates: Path) -> Words:
    """Return the words of a network, in its language."""
    facts = {"network": banner.name, "election": banner.election}
    return Words(_catalogue(banner.language, templates), language=banner.language, facts=facts)


@cache
def _catalogue(language: str, templates: Path) -> Mapping[str, str]:
    catalogue: dict[str, str] = tomllib.loads((templates / "messages" / f"network.{language}.toml").read_text("utf-8"))
    return catalogue
