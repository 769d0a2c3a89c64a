from __future__ import annotations

from typing import Any

import pytest

from shared.sites.errors import ContentError
from shared.sites.legal_facts import FinancialAgent
from tests.unit.sites.builders import a_banner, a_site


def test_a_nation_lives_under_the_networks_domain() -> None:
    site = a_site(slug="ain-1", banner=a_banner(network_domain="reseau.example"))

    assert site.address == "https://ain-1.reseau.example/"


def test_the_slogan_of_the_network_stands_in_for_a_missing_one() -> None:
    assert a_site().facts()["slogan"] == a_site().banner.tagline
    assert a_site(slogan="Ici d’abord").facts()["slogan"] == "Ici d’abord"


def test_a_nation_keeps_its_colour_whatever_else_changes() -> None:
    assert a_site(slug="ain-1").local_colour == a_site(slug="ain-1", candidate="Autre").local_colour


def test_every_colour_of_the_palette_is_somebodys() -> None:
    colours = {a_site(slug=f"nation-{number}").local_colour for number in range(100)}

    assert colours == set(range(len(a_site().banner.palette)))


def test_a_phone_is_dialled_by_its_digits() -> None:
    assert a_site(phone="+33 (0)1 99.00-12 34").phone_link == "tel:+330199001234"


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("+33199001234", "01 99 00 12 34"), ("+32 2 555 12 12", "+32 2 555 12 12"), ("01 99 00 12 34", "01 99 00 12 34")],
)
def test_a_phone_is_shown_as_people_read_it(phone: str, shown: str) -> None:
    assert a_site(phone=phone).phone_shown.replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "Paris 6"),
        ("slug", "../paris"),
        ("slug", ""),
        ("name", " "),
        ("candidate", "\u202e"),
        ("email", "nobody"),
        ("email", "a@b.example?bcc=c@d.example"),
        ("email", '"><script>@x.example'),
        ("phone", "javascript:1"),
        ("zones", ()),
        ("zones", ("Ain", "")),
    ],
)
def test_a_nation_that_no_page_could_show_is_refused_by_the_name_of_the_fact(field: str, value: Any) -> None:
    with pytest.raises(ContentError, match=f"{field} is missing or malformed"):
        a_site(**{field: value})


@pytest.mark.parametrize("link", ["http://a.example", "javascript:alert(1)", 'https://a.example/">', "dons.example"])
def test_a_financial_agent_is_reached_by_https_only(link: str) -> None:
    with pytest.raises(ContentError, match="financial agent"):
        FinancialAgent(name="Mandataire", link=link)
