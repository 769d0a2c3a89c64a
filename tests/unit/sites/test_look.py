from __future__ import annotations

import re
from itertools import product

import pytest

from shared.sites.banner import TEMPLATES, Banner, Corners, Edge
from shared.sites.environment import site_environment
from shared.sites.look import dress
from shared.sites.typeface import TYPESETTINGS, Typeface
from tests.unit.sites.banners import BANNERS
from tests.unit.sites.builders import a_banner

STYLESHEET_BUDGET = 20_480
"""Bytes, as they are written: the whole look of a site in less than one photograph."""

ENVIRONMENT = site_environment(TEMPLATES)


def the_stylesheet(banner: Banner) -> str:
    """Return what browsers read of a banner's look."""
    return dress(ENVIRONMENT, TEMPLATES, banner).stylesheet.body.decode()


@pytest.mark.parametrize("banner", BANNERS.values(), ids=BANNERS)
def test_the_stylesheet_keeps_its_budget(banner: Banner) -> None:
    assert len(the_stylesheet(banner).encode()) <= STYLESHEET_BUDGET


@pytest.mark.parametrize("banner", BANNERS.values(), ids=BANNERS)
def test_the_stylesheet_loads_nothing(banner: Banner) -> None:
    assert not re.search(r"url\(|@import|@font-face", the_stylesheet(banner))


@pytest.mark.parametrize(("corners", "edge"), product(Corners, Edge))
def test_every_corner_goes_with_every_edge(corners: Corners, edge: Edge) -> None:
    stylesheet = the_stylesheet(a_banner(corners=corners, edge=edge))

    assert stylesheet.count("{") == stylesheet.count("}")


@pytest.mark.parametrize("typeface", list(Typeface))
def test_every_typeface_is_set_in_fonts_that_devices_have(typeface: Typeface) -> None:
    stylesheet = the_stylesheet(a_banner(typeface=typeface))

    assert f"--display: {TYPESETTINGS[typeface].display};" in stylesheet
    assert TYPESETTINGS[typeface].body.rsplit(", ", 1)[1] in {"serif", "sans-serif"}


def test_shapes_that_differ_look_different() -> None:
    drawn = {the_stylesheet(a_banner(corners=corners, edge=edge)) for corners, edge in product(Corners, Edge)}

    assert len(drawn) == len(Corners) * len(Edge)


def test_the_look_obeys_those_who_ask_for_calm_contrast_or_their_own_colours() -> None:
    stylesheet = the_stylesheet(a_banner())

    assert all(
        wish in stylesheet
        for wish in ("prefers-reduced-motion", "prefers-contrast: more", "forced-colors: active", "@media print")
    )
