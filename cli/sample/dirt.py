"""What happens to data between a form and a file: the dirt of a real supporter list."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from cli.sample.row import Row


def soil(row: Row, random: Random) -> Row:
    """Return a row as it comes out of the party's files."""
    if row.phone:
        row = row._replace(phone=spell_phone(row.phone, random))
    for share, accident in ACCIDENTS:
        if random.random() < share:
            row = accident(row, random)
    return row


def spell_phone(digits: str, random: Random) -> str:
    """Return nine significant digits the way somebody would write a French number."""
    pairs = [digits[0], *(digits[place : place + 2] for place in range(1, len(digits), 2))]
    return random.choice(
        (
            "0" + " ".join(pairs),
            "0" + digits,
            "0" + ".".join(pairs),
            "0" + "-".join(pairs),
            "+33 " + " ".join(pairs),
            "+33" + digits,
            "0033" + digits,
            "+33 (0)" + " ".join(pairs),
        )
    )


def without_accents(text: str) -> str:
    """Return a text as an old program writes it."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _capitals(row: Row, _random: Random) -> Row:
    return row._replace(family_name=row.family_name.upper())


def _lower_case(row: Row, _random: Random) -> Row:
    return row._replace(given_name=row.given_name.lower(), family_name=row.family_name.lower())


def _no_accents(row: Row, _random: Random) -> Row:
    return row._replace(given_name=without_accents(row.given_name), family_name=without_accents(row.family_name))


def _nameless(row: Row, random: Random) -> Row:
    return row._replace(given_name="") if random.choice((True, False)) else row._replace(given_name="", family_name="")


def _post_office_commune(row: Row, _random: Random) -> Row:
    """`Saint-Étienne` becomes `ST ETIENNE`, as La Poste asks for (norme NF Z10-011)."""
    plain = without_accents(row.commune).upper().replace("-", " ").replace("'", " ")
    return row._replace(commune=" ".join("ST" if word == "SAINT" else word for word in plain.split()))


def _only_postcode(row: Row, _random: Random) -> Row:
    return row._replace(address="", commune="", commune_code="", constituency="")


def _no_postcode(row: Row, _random: Random) -> Row:
    return row._replace(postcode="")


def _nowhere(row: Row, _random: Random) -> Row:
    return row._replace(address="", postcode="", commune="", commune_code="", constituency="", country="")


def _lost_zero(row: Row, _random: Random) -> Row:
    """A spreadsheet takes a code for a number."""
    return row._replace(postcode=row.postcode.lstrip("0"), commune_code=row.commune_code.lstrip("0"))


def _two_lines(row: Row, _random: Random) -> Row:
    return row._replace(address=f"{row.address}\nBâtiment B" if row.address else "")


def _untidy_email(row: Row, random: Random) -> Row:
    return row._replace(email=random.choice((row.email.upper(), row.email.title(), f" {row.email} ", f"{row.email}\t")))


def _broken_email(row: Row, random: Random) -> Row:
    local = row.email.partition("@")[0]
    return row._replace(email=random.choice((f"{local}@", local, f"{local}@@example.org", f"{local}@example,org")))


def _formula(row: Row, _random: Random) -> Row:
    return row._replace(comment='=HYPERLINK("https://example.org";"Cliquez")')


def _markup(row: Row, _random: Random) -> Row:
    return row._replace(given_name=f"<b>{row.given_name}</b>")


def _remark(row: Row, random: Random) -> Row:
    return row._replace(comment=random.choice(("à rappeler", "préfère le courriel ; pas d'appel", "dit « peut-être »")))


ACCIDENTS: tuple[tuple[float, Callable[[Row, Random], Row]], ...] = (
    (0.15, _capitals),
    (0.02, _lower_case),
    (0.05, _no_accents),
    (0.02, _nameless),
    (0.25, _post_office_commune),
    (0.04, _only_postcode),
    (0.02, _no_postcode),
    (0.01, _nowhere),
    (0.01, _lost_zero),
    (0.01, _two_lines),
    (0.05, _untidy_email),
    (0.005, _broken_email),
    (0.001, _formula),
    (0.0005, _markup),
    (0.03, _remark),
)
"""How often each happens, in the order in which they would."""
