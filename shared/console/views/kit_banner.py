"""The network's banner in the kit's next edition: name, colours, logo, typeface, shapes, footer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shared.access.permission import Permission
from shared.console.kit_desk import kit_sheet
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.console.views.kit_page import write
from shared.sites.banner import Banner, Corners, Edge, Language, Logo, read_banner, write_banner
from shared.sites.errors import ContentError
from shared.sites.typeface import Typeface

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.kits.edition import KitContent

WORDS = ("tagline", "election", "legal_footer")
"""What a banner says in each language."""
LINES = ("name", "host", "address")
COLOURS = ("primary", "accent")
CHOICES: dict[str, list[str]] = {
    "logo": list(Logo),
    "typeface": list(Typeface),
    "corners": list(Corners),
    "edge": list(Edge),
}
LONGEST = 300
MOST_COLOURS = 12


def show(visit: Visit, desk: Desk) -> Response:
    """Show the banner."""
    return _page(visit, desk, _typed(kit_sheet(visit, desk).draft.content.banner))


def save(visit: Visit, desk: Desk) -> Response:
    """Write the banner into the draft."""
    typed = {name: " ".join(visit.request.form.get(name, "").split()) for name in _names()}
    banner = kit_sheet(visit, desk).draft.content.banner
    if fault := _fault(typed, banner):
        return _page(visit, desk, typed, fault=fault)
    try:
        after = _read(typed, banner)
    except ContentError:
        return _page(visit, desk, typed, fault="fault_banner")
    write(visit, desk, lambda content: _dressed(content, after))
    return redirect(visit.at("/hq/kit"))


def _dressed(content: KitContent, banner: Banner) -> KitContent:
    return replace(content, banner=banner)


def _names() -> tuple[str, ...]:
    said = tuple(f"{word}_{language}" for word in WORDS for language in Language)
    return (*LINES, *COLOURS, "palette", *CHOICES, *said)


def _typed(banner: Banner) -> dict[str, str]:
    told = {name: str(getattr(banner, name)) for name in (*LINES, *COLOURS, *CHOICES)}
    said = {f"{word}_{language}": getattr(banner.speaking(language), word) for word in WORDS for language in Language}
    return {**told, "palette": " ".join(banner.palette), **said}


def _fault(typed: dict[str, str], banner: Banner) -> str:
    """Return what is wrong with what was typed, as far as the banner itself would not say so."""
    empty = [name for name, text in typed.items() if not text and name != "address"]
    if empty or any(len(text) > LONGEST for text in typed.values()):
        return "fault_banner_words"
    colours = typed["palette"].split()
    if len(colours) > MOST_COLOURS or len(colours) < len(banner.palette):
        return "fault_banner_palette"
    return ""


def _read(typed: dict[str, str], banner: Banner) -> Banner:
    """Return the banner that was typed; raises ContentError for a colour that is none."""
    data: dict[str, Any] = {**write_banner(banner), **{name: typed[name] for name in (*LINES, *COLOURS, *CHOICES)}}
    data |= {word: typed[f"{word}_{banner.language}"] for word in WORDS}
    others = [language for language in Language if language is not banner.language]
    data["palette"] = typed["palette"].split()
    data["translations"] = [
        {"language": language.value, **{word: typed[f"{word}_{language}"] for word in WORDS}} for language in others
    ]
    return read_banner(data)


def _page(visit: Visit, desk: Desk, typed: dict[str, str], *, fault: str = "") -> Response:
    return framed(
        visit,
        desk,
        "kit-banner",
        status=422 if fault else 200,
        fault=fault,
        sheet=kit_sheet(visit, desk),
        typed=typed,
        lines=LINES,
        colours=COLOURS,
        choices=CHOICES,
        words=WORDS,
        languages=list(Language),
    )


ROUTES = (
    Route(method="GET", path="/hq/kit/banner", needs=Permission.EDIT_KIT, view=show),
    Route(method="POST", path="/hq/kit/banner", needs=Permission.EDIT_KIT, view=save),
)
