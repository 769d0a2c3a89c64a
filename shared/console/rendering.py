"""The console's pages: our templates, filled in for one visit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from markupsafe import Markup

from shared.console.csrf import FIELD
from shared.console.phrases import phrase_book
from shared.console.words import words_of
from shared.sites.banner import TEMPLATES, default_banner
from shared.sites.environment import site_environment
from shared.sites.palette import palette_of
from shared.sites.typeface import TYPESETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shared.console.visit import Visit
    from shared.console.words import Words
    from shared.sites.banner import Banner

SCRIPT = "text/javascript; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that pages load; its name changes with its content."""

    name: str
    body: str
    content_type: str


def asset(name: str, body: str, *, content_type: str) -> Asset:
    """Return the file under a name with its hash: `console.css` becomes `console.0f3a….css`."""
    stem, _, kind = name.rpartition(".")
    return Asset(name=f"{stem}.{sha256(body.encode()).hexdigest()[:12]}.{kind}", body=body, content_type=content_type)


class Pages:
    """Renders pages; templates are compiled once, the banner is dressed once."""

    def __init__(self, templates: Path = TEMPLATES, banner: Banner | None = None) -> None:
        """Take the banner whose colours and logo the console wears; without one, that of the bundled network."""
        self._templates = templates
        self._environment = site_environment(templates)
        self._banner = banner or default_banner(templates)

    @property
    def network(self) -> str:
        """The network's name."""
        return self._banner.name

    def words(self, language: str) -> Words:
        """Return the words of a language."""
        return words_of(language, self._templates)

    def show(self, template: str, visit: Visit, **facts: object) -> str:
        """Return a page, or a part of one: `templates/console/<template>.html.j2`."""
        words = self.words(visit.language)
        return self._environment.get_template(f"console/{template}.html.j2").render(
            banner=self._banner,
            assets={kind: file.name for kind, file in self._by_kind.items()},
            logo=self._logo,
            root=visit.request.root,
            here=visit.request.path,
            say=words.say,
            number=words.number,
            deed=words.deed,
            tell=phrase_book(visit.language, self._templates).tell,
            language=visit.language,
            csrf_name=FIELD,
            csrf=visit.csrf,
            **facts,
        )

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """The files that pages load, by name."""
        return {file.name: file for file in self._by_kind.values()}

    @cached_property
    def _by_kind(self) -> dict[str, Asset]:
        palette, typesetting = palette_of(self._banner), TYPESETTINGS[self._banner.typeface]
        sheet = self._environment.get_template("assets/console.css.j2")
        drawn = self._environment.get_template("assets/favicon.svg.j2")
        style = sheet.render(banner=self._banner, palette=palette, type=typesetting)
        ink, sun = str(palette.primary.text), str(palette.hero_action.background)
        icon = drawn.render(palette=palette, logo=self._drawing(ink, sun))
        return {
            "style": asset("console.css", style, content_type="text/css; charset=utf-8"),
            "icon": asset("favicon.svg", icon, content_type="image/svg+xml"),
            "script": asset("htmx.js", self._script("htmx.min.js"), content_type=SCRIPT),
            "upload": asset("upload.js", self._script("upload.js"), content_type=SCRIPT),
            "door": asset("door.js", self._script("door.js"), content_type=SCRIPT),
            "typed": asset("typed.js", self._script("typed.js"), content_type=SCRIPT),
        }

    def _script(self, name: str) -> str:
        return (self._templates / "console" / name).read_text("utf-8")

    @cached_property
    def _logo(self) -> Markup:
        return self._drawing("currentColor", "var(--sun)")

    def _drawing(self, ink: str, sun: str) -> Markup:
        drawing = self._environment.get_template(f"logos/{self._banner.logo}.svg.j2").render(ink=ink, sun=sun)
        return Markup(drawing)  # noqa: S704 - rendered by our own escaping template
