"""The pages behind the links of mails, in the look of the nation's site."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, partial
from types import SimpleNamespace
from typing import TYPE_CHECKING

from shared.sites.banner import TEMPLATES
from shared.sites.environment import site_environment
from shared.sites.facts import colour_of, local_colour
from shared.sites.look import dress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shared.nations.nation import NationSeed
    from shared.sites.banner import Banner
    from shared.sites.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A consent that stands: its key in the form, what it is for and of whom, and the text that was agreed to."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An event that somebody said to come to."""

    event_id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentPage:
    """What a page shows; `kind` names its sentences in `[pages]` of the catalogue.

    `token` goes on with its form; `way_back` is the token of a link to where everything can be taken back.
    """

    kind: str
    language: str
    seed: NationSeed | None = None
    token: str = ""
    way_back: str = ""
    sentences: tuple[str, ...] = ()
    stands: tuple[Stand, ...] = ()
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWords:
    """A language's words: parts of pages, what purposes are for, how controllers are called."""

    pages: Mapping[str, str]
    purposes: Mapping[str, str]
    controllers: Mapping[str, str]


@cache
def consent_words(language: str, templates: Path = TEMPLATES) -> ConsentWords:
    """Return the words of a language that has a catalogue."""
    return ConsentWords(**tomllib.loads((templates / "messages" / f"consent.{language}.toml").read_text("utf-8")))


class ConsentPages:
    """Renders the pages; templates are compiled once, each banner is dressed once."""

    def __init__(self, templates: Path = TEMPLATES) -> None:
        """Compile the layout."""
        environment = site_environment(templates)
        self._layout = environment.get_template("layouts/consent.html.j2")
        self._look = cache(partial(dress, environment, templates))

    def show(self, page: ConsentPage, banner: Banner) -> str:
        """Return a page as HTML, under a banner."""
        look: Look = self._look(banner)
        words = consent_words(page.language).pages
        bare = page.kind == "waiting" and not page.sentences
        return self._layout.render(
            banner=banner,
            look=look,
            language=page.language,
            words=SimpleNamespace(**words),
            name=page.seed.candidate if page.seed else banner.name,
            is_known=page.seed is not None,
            local_colour=_colour(page.seed, banner),
            outcome=page.kind,
            title=words[f"{page.kind}_title"],
            message=words["waiting_bare_message" if bare else f"{page.kind}_message"],
            back="../",
            page=page,
        )


def _colour(seed: NationSeed | None, banner: Banner) -> int:
    if seed is None:
        return 0
    return local_colour(seed.slug, colour_of(seed.facts), banner)
