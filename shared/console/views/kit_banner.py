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
from shared.kernel.errors import InputError
from shared.kits.dressing import CHOICES, COLOURS, LINES, WORDS, banner_document, banner_in
from shared.sites.banner import Language

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.kits.edition import KitContent
    from shared.sites.banner import Banner

LOOKS = frozenset({*COLOURS, *CHOICES, "palette"})
"""What a banner looks like; all else are its words."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show the banner."""
    return _page(visit, desk, _typed(kit_sheet(visit, desk).draft.content.banner))


def save(visit: Visit, desk: Desk) -> Response:
    """Write the banner into the draft."""
    typed = {name: " ".join(visit.request.form.get(name, "").split()) for name in _names()}

    def dressed(content: KitContent) -> KitContent:
        return replace(content, banner=banner_in(_document(typed), content.banner))

    try:
        write(visit, desk, dressed)
    except InputError as error:
        return _page(visit, desk, typed, fault=_fault(error))
    return redirect(visit.at("/hq/kit"))


def _names() -> tuple[str, ...]:
    said = tuple(f"{word}_{language}" for word in WORDS for language in Language)
    return (*LINES, *COLOURS, "palette", *CHOICES, *said)


def _typed(banner: Banner) -> dict[str, str]:
    told = banner_document(banner, revision=0)
    said = {f"{word}_{language}": told["words"][language][word] for word in WORDS for language in Language}
    return {**{name: told[name] for name in (*LINES, *COLOURS, *CHOICES)}, "palette": " ".join(banner.palette), **said}


def _document(typed: dict[str, str]) -> dict[str, Any]:
    """Return what was typed as a banner's document."""
    told = {name: typed[name] for name in (*LINES, *COLOURS, *CHOICES)}
    words = {language.value: {word: typed[f"{word}_{language}"] for word in WORDS} for language in Language}
    return {**told, "palette": typed["palette"].split(), "words": words}


def _fault(error: InputError) -> str:
    """Return what the form says of all that is wrong: the words come before the look."""
    places = [fault.place.removeprefix("banner, ") for fault in error.faults]
    if any(place.partition(" ")[0] not in LOOKS for place in places):
        return "fault_banner_words"
    return "fault_banner_palette" if "palette" in places else "fault_banner"


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
        choices={name: list(options) for name, options in CHOICES.items()},
        words=WORDS,
        languages=list(Language),
    )


ROUTES = (
    Route(method="GET", path="/hq/kit/banner", needs=Permission.EDIT_KIT, view=show),
    Route(method="POST", path="/hq/kit/banner", needs=Permission.EDIT_KIT, view=save),
)
