"""People as they would fill in a form, before anything goes wrong with their data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.sample.row import Row
from shared.geography.names import name_key

if TYPE_CHECKING:
    from random import Random

    from cli.sample.homes import Country, Home
    from cli.sample.names import Names

MAIL_HOSTS = ("example.com", "example.net", "example.org")
"""Reserved for examples (RFC 2606): no letter to the sample ever reaches anybody."""

FICTIONAL_NUMBERS = ("19900", "26191", "35301", "46571", "53649")
"""Beginnings of French numbers that ARCEP keeps for films (décision 2018-0881); each has 10,000 numbers."""

NUMBERS = 10_000 * len(FICTIONAL_NUMBERS)

ABROAD = (("Belgique", "1000"), ("Suisse", "1201"), ("Canada", "H2X 1Y4"), ("Royaume-Uni", "SW7 2DT"), ("DE", "10117"))
"""Countries, and a postcode in each."""

SOURCES = ("formulaire du site", "tractage", "réunion publique", "porte-à-porte", "pétition", "parrainage")
TAGS = ("sympathisant", "adhérent", "relais local", "donateur", "Réseau 2017", "quartier nord")

BOTH, ONLY_PHONE, UNREACHABLE = 0.40, 0.04, 0.01
"""Shares of people who give an e-mail and a phone, only a phone, and neither; the others give an e-mail."""

LIVING_ABROAD = 0.015
KNOWN_COMMUNE_CODE = 0.2
KNOWN_CONSTITUENCY = 0.1
KNOWN_CONSTITUENCY_WHERE_DIVIDED = 0.8
"""In a divided town people are asked which constituency is theirs, or nobody could say."""


class Newcomers:
    """Makes people up, each of them somebody else."""

    def __init__(self, *, country: Country, names: Names, random: Random) -> None:
        self._country = country
        self._names = names
        self._random = random
        self._only_phones = 0

    def next(self, number: int) -> Row:
        """Return the person of a number; no two numbers share an e-mail, or a phone that is all there is."""
        random = self._random
        woman = random.random() < 0.5  # noqa: PLR2004 - heads or tails
        given = random.choice(self._names.women if woman else self._names.men)
        family = random.choice(self._names.families)
        row = Row(
            given_name=given,
            family_name=family,
            sex="F" if woman else "M",
            birth_date=self._date(1932, 2006) if random.random() < 0.6 else "",  # noqa: PLR2004 - a share
            source=random.choice(SOURCES),
        )
        return self._with_wishes(self._at_home(self._reachable(row, number)))

    def _reachable(self, row: Row, number: int) -> Row:
        chance = self._random.random()
        if chance < UNREACHABLE:
            return row
        if chance < UNREACHABLE + ONLY_PHONE and self._only_phones < NUMBERS:
            self._only_phones += 1
            return row._replace(phone=phone(NUMBERS - self._only_phones))
        row = row._replace(email=self._email(row, number))
        if chance < UNREACHABLE + ONLY_PHONE + BOTH:
            return row._replace(phone=phone(self._random.randrange(NUMBERS)))
        return row

    def _email(self, row: Row, number: int) -> str:
        local = f"{name_key(row.given_name)}.{name_key(row.family_name)}.{number:x}".replace(" ", "-")
        return f"{local}@{self._random.choice(MAIL_HOSTS)}"

    def _at_home(self, row: Row) -> Row:
        if self._random.random() < LIVING_ABROAD:
            country, postcode = self._random.choice(ABROAD)
            constituency = self._random.choice(("", *self._country.constituencies_abroad))
            return row._replace(country=country, postcode=postcode, constituency=constituency)
        home = self._country.draw(self._random)
        return row._replace(
            address=self._random.choice(self._names.streets),
            postcode=self._random.choice(home.postcodes),
            commune=home.commune,
            commune_code=home.code if self._random.random() < KNOWN_COMMUNE_CODE else "",
            constituency=self._constituency(home),
            country=self._random.choice(("", "", "France", "FR")),
        )

    def _constituency(self, home: Home) -> str:
        known = KNOWN_CONSTITUENCY if len(home.constituencies) == 1 else KNOWN_CONSTITUENCY_WHERE_DIVIDED
        if not home.constituencies or self._random.random() >= known:
            return ""
        code = self._random.choice(home.constituencies)
        return self._random.choice((code, code, code.replace("-", "")))

    def _with_wishes(self, row: Row) -> Row:
        random = self._random
        consent = random.choice(("oui", "oui", "oui", "non", ""))
        return row._replace(
            consent=consent,
            consent_date=self._date(2015, 2025) if consent == "oui" else "",
            support_level=random.choice(("", "", "", "1", "2", "3", "4", "5")),
            volunteer=random.choice(("", "", "", "oui", "non")),
            tags=random.choice(("", "", *TAGS, f"{TAGS[0]}, {TAGS[4]}")),
        )

    def _date(self, first_year: int, last_year: int) -> str:
        random = self._random
        return f"{random.randint(1, 28):02}/{random.randint(1, 12):02}/{random.randint(first_year, last_year)}"


def phone(number: int) -> str:
    """Return the fictional French number of a number below NUMBERS, nine digits without the leading zero."""
    series, subscriber = divmod(number, 10_000)
    return f"{FICTIONAL_NUMBERS[series]}{subscriber:04}"
