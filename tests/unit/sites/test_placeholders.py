from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from shared.sites.placeholders import NAMES, Wording, one_line
from tests.unit.sites.builders import HOSTILE_NAMES, a_site


def the_wording(**facts: str) -> Wording:
    """Return the voice of a nation with the given facts."""
    return Wording({**a_site().facts(), **facts})


def test_every_placeholder_is_a_fact_of_the_nation() -> None:
    assert set(a_site().facts()) == set(NAMES)


def test_facts_take_the_place_of_their_names() -> None:
    wording = the_wording(candidate="Zoé", zone="Ain")

    assert wording.plain("{candidate}, {zone} : {candidate}") == "Zoé, Ain : Zoé"


@pytest.mark.parametrize(
    "braces", ["{{7*7}}", "{% if x %}", "{candidate.__class__}", "{unknown}", "{0}", "{}", "{ zone }"]
)
def test_other_braces_mean_nothing(braces: str) -> None:
    assert the_wording().plain(braces) == braces


def test_a_fact_that_looks_like_a_placeholder_stays_as_it_is() -> None:
    assert the_wording(candidate="{email}").plain("Avec {candidate}") == "Avec {email}"


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_fact_is_only_text_in_a_page(name: str) -> None:
    shown = str(the_wording(candidate=name).text("<b>{candidate}</b>"))

    assert shown == f"&lt;b&gt;{escape(one_line(name))}&lt;/b&gt;"


@given(st.text(), st.text())
def test_no_fact_and_no_text_opens_an_element(name: str, text: str) -> None:
    shown = str(the_wording(candidate=name).text(text + "{candidate}"))

    assert not set(shown) & {"<", ">", '"', "'"}


@given(st.text())
def test_a_fact_stays_within_its_part_of_an_address(name: str) -> None:
    quoted = the_wording(candidate=name).quoted("Bonjour {candidate} & fin")

    assert not set(quoted) & set("&?#<>\"' \r\n")
    assert unquote(quoted) == f"Bonjour {one_line(name)} & fin"


def test_a_fact_in_markdown_is_no_markdown() -> None:
    shown = the_wording(candidate="**x** <i>").prose("Avec **{candidate}**")

    assert str(shown) == "<p>Avec <strong>**x** &lt;i&gt;</strong></p>"


def test_line_breaks_of_a_text_are_those_of_a_letter() -> None:
    assert the_wording().quoted("a\nb") == "a%0D%0Ab"


@pytest.mark.parametrize(
    ("fact", "line"),
    [("a\r\nBcc: b", "a Bcc: b"), ("\u202eabc\u202c", "abc"), ("  Zoé \u00a0 👩‍🌾 ", "Zoé 👩‍🌾"), ("عبد", "عبد")],
)
def test_a_fact_is_one_line_that_reads_in_its_own_direction(fact: str, line: str) -> None:
    assert one_line(fact) == line
