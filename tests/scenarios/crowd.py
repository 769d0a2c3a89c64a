"""Visitors in numbers: who sends which form to which nation, from which address, and what each is told."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter

from shared.actions.answers import STATUS
from shared.actions.taken import action_id
from shared.actions.verdict import Outcome
from shared.forms.words import form_words
from shared.people.person import person_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

    from tests.scenarios.network import Network

LANGUAGE = "fr"

CROWD = "burst.example"
"""The domain of everybody's address."""

CONSENT = "consent.mail.candidate"
"""The box beside the wish to be written to."""

AGAIN = 20
"""One visitor in so many sends a form twice."""

AT_ONCE = 4
"""Nations that are joined at the same time; the number of all is a multiple of it."""

OUTCOMES = {status: outcome for outcome, status in STATUS.items()} | {303: Outcome.ACCEPTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A form as it is sent; `email` as it was typed, `gives_up` whoever does not try again when turned away."""

    slug: str
    action: str
    email: str
    typed: Mapping[str, str]
    stamp: str
    wants_json: bool
    gives_up: bool = False

    @property
    def identity(self) -> str:
        """The address as it is kept."""
        return self.email.strip().lower()

    @property
    def person(self) -> str:
        """Whom it makes."""
        return person_id(self.identity)

    @property
    def action_id(self) -> str:
        """What tells it from all others, but for a double click."""
        return action_id(slug=self.slug, action=self.action, target="", identity=self.identity, stamp=self.stamp)

    @property
    def fields(self) -> dict[str, str]:
        """What is posted."""
        hidden = {"page": self.action, "target": "", "language": LANGUAGE, "website": "", "stamp": self.stamp}
        return {**hidden, "email": self.email, **self.typed}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the visitor was told; without `outcome`, not by us: a gateway gave up waiting, and nobody knows."""

    sending: Sending
    outcome: Outcome | None
    said: str

    @property
    def is_polite(self) -> bool:
        """Tell whether it names what happened in our own words, and keeps what was typed."""
        own = form_words(LANGUAGE).answers.get(f"{self.outcome}_title", "an answer of ours")
        return own in self.said and (self.sending.wants_json or self.sending.email.strip() in self.said)


@dataclass(frozen=True)
class Visitor:
    """A browser at an address of its own: 127.0.<network>.<number>, all of which are this machine."""

    network: Network
    address: str

    @cached_property
    def _session(self) -> requests.Session:
        session = requests.Session()
        session.mount("http://", _Own(self.address))
        return session

    @property
    def _host(self) -> str:
        return f"{self.network.directory.site_host.partition('.')[0]}.cloudfront.net"

    def stamp(self, slug: str) -> str:
        """Open a form."""
        where = f"{self.network.endpoint}/{slug}/api/stamp"
        return str(self._session.get(where, headers={"host": self._host}, timeout=60).json()["stamp"])

    def send(self, sending: Sending) -> Told:
        """Send a form, once."""
        answer = self._session.post(
            f"{self.network.endpoint}/{sending.slug}/api/{sending.action}",
            headers={
                "host": self._host,
                "origin": f"http://{self._host}",
                "accept": "application/json" if sending.wants_json else "text/html",
            },
            data=sending.fields,
            timeout=60,
            allow_redirects=False,
        )
        return Told(sending=sending, outcome=OUTCOMES.get(answer.status_code), said=_text(answer))

    def insist(self, sending: Sending) -> Iterator[Told]:
        """Send a form until there is an answer, and unless somebody gives up, until that is not to try again."""
        yield (told := self.send(sending))
        while told.outcome is None or (told.outcome is Outcome.UNAVAILABLE and not sending.gives_up):
            yield (told := self.send(sending))


class _Own(HTTPAdapter):
    """Connects from an address of its own."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *sizes: Any, **options: Any) -> None:
        super().init_poolmanager(*sizes, **options, source_address=(self._address, 0))


def _text(answer: requests.Response) -> str:
    """Return what is to be read, without the spelling of JSON or HTML."""
    text = answer.content.decode()
    return " ".join(map(str, json.loads(text).values())) if text.startswith("{") else unescape(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """So many people who join, the same number in each nation; some send their form twice, or another one as well."""

    people: int
    slugs: Sequence[str]
    stamps: Mapping[str, Sequence[str]]
    """Nation -> stamps of forms that were opened there."""
    chance: Random

    def sendings(self) -> Iterator[Sending]:
        """Yield what is sent, each second sending right behind its first."""
        for number in range(self.people):
            first = self._sending(number)
            yield first
            if self.chance.randrange(AGAIN) == 0:
                yield self._again(first)

    def _sending(self, number: int) -> Sending:
        slug, chance = self._slug(number), self.chance
        typed = {"given_name": f"Prénom{number}", "family_name": f"Denombreux{number}"}
        if chance.random() < 0.3:
            typed["phone"] = f"06{number:08}"
        if chance.random() < 0.5:
            typed[CONSENT] = "yes"
        return Sending(
            slug=slug,
            action="join",
            email=f"p{number}@{CROWD}",
            typed=typed,
            stamp=self._stamp(slug),
            wants_json=chance.random() < 0.5,
            gives_up=chance.random() < 0.3,
        )

    def _slug(self, number: int) -> str:
        """Return whom somebody joins: a few nations at a time, as speeches and broadcasts send their listeners."""
        first = number * len(self.slugs) // (self.people * AT_ONCE) * AT_ONCE
        return self.slugs[first + number % AT_ONCE]

    def _again(self, first: Sending) -> Sending:
        """Return a double click, a form filled in once more with the address typed otherwise, or the other form."""
        fresh = self._stamp(first.slug)
        return self.chance.choice(
            [
                first,
                replace(first, email=f" {first.email.upper()} ", stamp=fresh),
                replace(first, action="volunteer", stamp=fresh),
            ]
        )

    def _stamp(self, slug: str) -> str:
        return self.chance.choice(self.stamps[slug])
