"""A nation as its site shows it: the facts that pages may name, and nothing that they must not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.sites.errors import ContentError
from shared.sites.facts import local_colour
from shared.sites.files import PICTURE
from shared.sites.legal_facts import LegalFacts
from shared.sites.placeholders import one_line
from shared.sites.spelling import initials_of, spelt_phone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.elections.silence import Silence
    from shared.events.event import Event
    from shared.sites.banner import Banner, Language
    from shared.sites.outline import Outline

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_EMAIL = re.compile(r"[^\s@<>\"'?&#%]+@[^\s@<>\"'?&#%]+")
_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{5,24}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The facts of one nation; raises ContentError, which names the field, for one that no page could show.

    `zones` are names, the main one first; `slogan` stands in for the banner's tagline; `phone` is E.164 as the
    roster keeps it, or as somebody wrote it, or empty. `portrait` is an asset of the nation, a square, or empty.
    `colour` is a place in the banner's palette; without one, the slug gives one. `goals` are by counter:
    `supporters`, `signatures#petition`. `events` are all of the nation's in the order of time, `upcoming` those
    that are not over by now; `silences` are those of its zones, `silence` the one that covers this very moment.
    """

    slug: str
    name: str
    candidate: str
    email: str
    zones: tuple[str, ...]
    banner: Banner
    legal: LegalFacts = field(default_factory=LegalFacts)
    slogan: str = ""
    phone: str = ""
    outline: Outline | None = None
    portrait: str = ""
    colour: int | None = None
    goals: Mapping[str, int] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    upcoming: tuple[Event, ...] = ()
    silences: tuple[Silence, ...] = ()
    silence: Silence | None = None

    def __post_init__(self) -> None:
        """Refuse a nation whose pages would be broken."""
        for fact, fits in self._checks().items():
            if not fits:
                raise ContentError(f"nation {self.slug[:63]}: {fact} is missing or malformed")

    @property
    def language(self) -> Language:
        """The language of the nation's pages, which is that of its banner."""
        return self.banner.language

    @property
    def counters_path(self) -> str:
        """Where the live figures lie, below the nation's root."""
        return "counters.json"

    @property
    def domain(self) -> str:
        """The nation's own host name."""
        return f"{self.slug}.{self.banner.network_domain}"

    @property
    def address(self) -> str:
        """Where the public finds the nation's home page."""
        return f"https://{self.domain}/"

    @property
    def phone_shown(self) -> str:
        """The phone as people read it."""
        return spelt_phone(self.phone)

    @property
    def phone_link(self) -> str:
        """The `tel:` link of the phone (RFC 3966)."""
        return "tel:" + "".join(mark for mark in self.phone if mark in "+0123456789")

    @property
    def zone(self) -> str:
        """The nation's ground in words."""
        return " · ".join(self.zones)

    @property
    def local_colour(self) -> int:
        """Which colour of the banner's palette is the nation's own; see `local_colour`."""
        return local_colour(self.slug, self.colour, self.banner)

    @property
    def initials(self) -> str:
        """The first letters of the candidate's first and last names."""
        return initials_of(self.candidate)

    def facts(self) -> dict[str, str]:
        """Return what the placeholders of content stand for."""
        return {
            "candidate": self.candidate,
            "nation": self.name,
            "zone": self.zone,
            "network": self.banner.name,
            "slogan": self.slogan or self.banner.tagline,
            "election": self.banner.election,
            "email": self.email,
            "domain": self.domain,
        }

    def _checks(self) -> dict[str, bool]:
        return {
            "slug": bool(_LABEL.fullmatch(self.slug)),
            "name": bool(one_line(self.name)),
            "candidate": bool(one_line(self.candidate)),
            "email": bool(_EMAIL.fullmatch(self.email)),
            "phone": not self.phone or bool(_PHONE.fullmatch(self.phone)),
            "colour": self.colour is None or 0 <= self.colour < len(self.banner.palette),
            "portrait": not self.portrait or bool(PICTURE.fullmatch(self.portrait)),
            "zones": bool(self.zones) and all(map(one_line, self.zones)),
        }
