"""What all nations under one banner share: the stylesheet, the pictures and the words of the interface."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING

from markupsafe import Markup

from shared.sites.files import NETWORK, asset_file
from shared.sites.messages import load_messages
from shared.sites.palette import palette_of
from shared.sites.share_image import draw_share_image
from shared.sites.typeface import TYPESETTINGS
from shared.sites.words import constant_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2 import Environment

    from shared.sites.banner import Banner
    from shared.sites.files import SiteFile
    from shared.sites.palette import Palette


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What pages show of a banner, made once for all its nations."""

    palette: Palette
    logo: Markup
    messages: Mapping[str, str]
    constants: Mapping[str, Markup]
    words: SimpleNamespace
    stylesheet: SiteFile
    favicon: SiteFile
    share_image: SiteFile
    script: SiteFile

    @property
    def root(self) -> str:
        """Where the files lie, on every host: the folder of the network, so that no nation need have its own."""
        return f"/{NETWORK}/"

    @property
    def assets(self) -> tuple[SiteFile, ...]:
        """The files that go with the pages."""
        return (self.stylesheet, self.favicon, self.share_image, self.script)


def dress(environment: Environment, templates: Path, banner: Banner) -> Look:
    """Return the look of a banner."""
    palette = palette_of(banner)
    messages = load_messages(banner.language, templates)
    typesetting = TYPESETTINGS[banner.typeface]
    stylesheet = environment.get_template("assets/site.css.j2").render(banner=banner, palette=palette, type=typesetting)
    return Look(
        palette=palette,
        logo=_logo(environment, banner, ink="currentColor", sun="var(--logo-sun)"),
        messages=messages,
        constants=constant_words(messages),
        words=SimpleNamespace(**messages),
        stylesheet=asset_file("site.css", stylesheet.encode(), content_type="text/css; charset=utf-8"),
        favicon=_favicon(environment, banner, palette),
        share_image=asset_file("share.png", draw_share_image(palette), content_type="image/png"),
        script=asset_file("site.js", _script(templates), content_type="text/javascript; charset=utf-8"),
    )


def _script(templates: Path) -> bytes:
    return (templates / "assets" / "site.js").read_bytes()


def _logo(environment: Environment, banner: Banner, *, ink: str, sun: str) -> Markup:
    drawing = environment.get_template(f"logos/{banner.logo}.svg.j2").render(ink=ink, sun=sun)
    return Markup(drawing)  # noqa: S704 - rendered by our own escaping template


def _favicon(environment: Environment, banner: Banner, palette: Palette) -> SiteFile:
    logo = _logo(environment, banner, ink=str(palette.primary.text), sun=str(palette.hero_action.background))
    drawing = environment.get_template("assets/favicon.svg.j2").render(palette=palette, logo=logo)
    return asset_file("favicon.svg", drawing.encode(), content_type="image/svg+xml")
