"""What the templates see of one nation besides the page itself: its facts, its voice, and ways to say things."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from shared.consent.purposes import Controller
from shared.consent.wording import SaidWording, wordings
from shared.forms.words import form_words
from shared.sites.dates import spoken, spoken_month, spoken_number, spoken_time
from shared.sites.letters import letter_link
from shared.sites.links import public_path
from shared.sites.placeholders import Wording, one_line
from shared.sites.spelling import initials_of
from shared.sites.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from shared.consent.purposes import Purpose
    from shared.events.event import Event
    from shared.sites.blocks import OneEvent
    from shared.sites.forms import FormSheets
    from shared.sites.look import Look
    from shared.sites.pages import Page
    from shared.sites.view import SiteView


def scene_of(site: SiteView, look: Look, pages: Sequence[Page], sheets: FormSheets) -> dict[str, Any]:
    """Return the names that every page of a site is rendered with."""
    wording, language = Wording(site.facts()), str(site.language)
    listed = [page for page in pages if page.heading.position and not page.is_generated]
    entries = [(page, _entry(page, wording)) for page in listed]
    return {
        "site": site,
        "banner": site.banner,
        "look": look,
        "language": language,
        "address": site.address,
        "candidate": one_line(site.candidate),
        "legal_footer": wording.text(site.banner.legal_footer),
        "local": f"local-{site.local_colour}",
        "files": SharedFiles.of(look),
        "picture": f"{site.address.rstrip('/')}{look.root}{look.share_image.path}",
        "t": Words(look.messages, look.constants, wording),
        "raw": look.words,
        "line": one_line,
        "initials": initials_of,
        "text": wording.text,
        "prose": wording.prose,
        "markup": wording.markup,
        "letter": partial(letter_link, site.email, wording),
        "spoken": partial(spoken, language=language),
        "spoken_month": partial(spoken_month, language=language),
        "spoken_end": partial(_spoken_end, language=language),
        "number": partial(spoken_number, language=language),
        "menu": [entry for page, entry in entries if page.heading.menu],
        "footer": [entry for _, entry in entries],
        "words": form_words(language).answers,
        "consents": consents_of(site),
        "form_of": partial(sheets.of_block, language=language),
        "rsvp": partial(sheets.rsvp, language=language),
        "event_of": partial(_event, site),
        "goal_of": partial(_goal, site.goals),
        "silences": " ".join(f"{each.starts.isoformat()}/{each.ends.isoformat()}" for each in site.silences),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFiles:
    """Where pages find what all sites load."""

    stylesheet: str
    favicon: str
    script: str

    @classmethod
    def of(cls, look: Look) -> SharedFiles:
        """Return the addresses of a look's files, from the root of any host."""
        files = {"stylesheet": look.stylesheet, "favicon": look.favicon, "script": look.script}
        return cls(**{name: f"{look.root}{file.path}" for name, file in files.items()})


def consents_of(site: SiteView) -> dict[Purpose, SaidWording]:
    """Return what the candidate asks for, in the exact words that a consent is proven with."""
    facts = {"candidate": site.candidate, "network": site.banner.name}
    own = (each for each in wordings(site.language).values() if each.controller is Controller.CANDIDATE)
    return {wording.purpose: SaidWording(wording=wording, text=wording.said(facts)) for wording in own}


def _entry(page: Page, wording: Wording) -> tuple[str, str, Markup]:
    """Return a page's name, its address below the nation's root, and what menus call it."""
    return page.name, public_path(page), wording.text(page.heading.menu or page.heading.title)


def _spoken_end(event: Event, language: str) -> str:
    """Return when an event ends, without the day where it is the one on which it begins."""
    within_a_day = event.starts.date() == event.ends.date()
    return spoken_time(event.ends, language) if within_a_day else spoken(event.ends, language)


def _event(site: SiteView, block: OneEvent) -> Event | None:
    """Return the event that a block shows: the one it names, or the next that takes place."""
    planned = (event for event in site.upcoming if not event.is_cancelled)
    return next((event for event in planned if block.event in ("", event.event_id)), None)


def _goal(goals: Mapping[str, int], counter: str, kit_goal: int) -> int:
    return goals.get(counter) or goals.get(counter.partition("#")[0]) or kit_goal
