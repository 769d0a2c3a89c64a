from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sites.markdown import ELEMENTS, to_plain_text, to_safe_html
from tests.unit.sites.reading import ReadPage


def test_markdown_becomes_paragraphs_lists_and_links() -> None:
    html = to_safe_html("Un **mot**\n\n- a\n- b\n\n[page](https://plein-jour.example)")

    assert "<strong>mot</strong>" in html
    assert "<li>a</li>" in html
    assert '<a href="https://plein-jour.example" rel="noopener noreferrer">page</a>' in html


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![vu](https://tracker.example/p.gif)",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "[x](//evil.example)",
        "<https://ok.example onclick=x>",
        "[x](https://a.example 'title \" onmouseover=alert(1)')",
    ],
)
def test_hostile_markdown_is_inert(markdown: str) -> None:
    page = ReadPage(to_safe_html(markdown))

    assert {name for name, _ in page.elements} <= ELEMENTS
    assert all(set(attributes) <= {"href", "rel"} for _, attributes in page.elements)
    assert all(link.startswith(("https:", "mailto:", "tel:")) for link in page.values("href"))


@given(st.text(alphabet="<>&\"'[]()!*_`#-\n\\ {}%:/abjavscript", max_size=120))
def test_no_markdown_makes_more_than_text(markdown: str) -> None:
    page = ReadPage(to_safe_html(markdown))

    assert {name for name, _ in page.elements} <= ELEMENTS
    assert all(set(attributes) <= {"href", "rel"} for _, attributes in page.elements)


def test_the_words_of_markdown_are_kept_as_plain_text() -> None:
    text = to_plain_text("Un **mot**\nencore\\\nfin\n\n- [page](https://a.example)")

    assert text == "Un mot encore\nfin\n\nhttps://a.example page"
