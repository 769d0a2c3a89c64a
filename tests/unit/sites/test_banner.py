from __future__ import annotations

from typing import Any

import pytest

from shared.sites.banner import Language, default_banner, read_banner, write_banner
from shared.sites.errors import ContentError
from tests.unit.sites.builders import a_banner


def test_a_banner_is_written_as_it_is_read() -> None:
    assert read_banner(write_banner(default_banner())) == default_banner()


def test_the_bundled_network_can_never_be_a_real_one() -> None:
    assert default_banner().network_domain.endswith(".example")


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("primary", "teal"),
        ("accent", "#fff"),
        ("palette", ("#123456", "red; } body { display: none")),
        ("palette", ()),
        ("network_domain", "https://plein-jour.example"),
        ("network_domain", "localhost"),
        ("network_domain", "a b.example"),
    ],
)
def test_a_banner_that_would_break_every_page_is_refused(rule: str, value: Any) -> None:
    with pytest.raises(ContentError, match="banner"):
        a_banner(**{rule: value})


def test_a_banner_in_a_language_that_has_no_catalogue_is_refused() -> None:
    data = {**write_banner(default_banner()), "language": "eo"}

    with pytest.raises(ContentError, match="banner, language: expected one of fr, en"):
        read_banner(data)


def test_a_banner_without_a_name_is_refused() -> None:
    data = write_banner(default_banner())
    del data["name"]

    with pytest.raises(ContentError, match="banner: missing name"):
        read_banner(data)


def test_the_bundled_network_speaks_french() -> None:
    assert default_banner().language is Language.FRENCH
