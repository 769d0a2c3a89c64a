from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sites.colour import BLACK, READABLE, WHITE, Colour, contrast, ink_on
from shared.sites.palette import DEEP, VISIBLE, palette_of
from tests.unit.sites.builders import a_banner

channels = st.integers(min_value=0, max_value=255)
colours = st.builds(Colour, channels, channels, channels)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)


def test_contrast_agrees_with_the_worked_example_of_wcag() -> None:
    grey = Colour.from_hex("#767676")

    assert contrast(grey, WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("text", ["", "#fff", "red", "#12345g", "#1234567", "url(x)"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        Colour.from_hex(text)


@given(colours)
def test_a_colour_is_written_as_it_is_read(colour: Colour) -> None:
    assert Colour.from_hex(str(colour)) == colour


@given(colours)
def test_text_reads_on_any_background(background: Colour) -> None:
    assert contrast(ink_on(background), background) >= READABLE


@given(primary=colours, accent=colours, local=colours)
def test_every_surface_of_any_banner_is_legible(primary: Colour, accent: Colour, local: Colour) -> None:
    palette = palette_of(a_banner(primary=str(primary), accent=str(accent), palette=(str(local),)))

    illegible = [each for each in palette.surfaces() if contrast(each.background, each.text) < READABLE]

    assert illegible == []


@given(primary=colours, accent=colours, local=colours)
def test_buttons_fields_and_focus_can_be_seen_under_any_banner(primary: Colour, accent: Colour, local: Colour) -> None:
    palette = palette_of(a_banner(primary=str(primary), accent=str(accent), palette=(str(local),)))

    unseen = [each for each in palette.borders() if contrast(each.background, each.text) < VISIBLE]

    assert unseen == []


@given(primary=colours)
def test_the_deep_colour_is_dark_under_any_banner(primary: Colour) -> None:
    deep = palette_of(a_banner(primary=str(primary))).deep

    assert contrast(deep.background, WHITE) >= DEEP
    assert deep.text == WHITE
