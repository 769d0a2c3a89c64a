"""The interface's own words, one catalogue a language: `templates/messages/<language>.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shared.sites.banner import Language


@cache
def load_messages(language: Language, templates: Path) -> Mapping[str, str]:
    """Return the catalogue of a language: key to sentence; sentences may hold placeholders."""
    catalogue: dict[str, str] = tomllib.loads((templates / "messages" / f"{language}.toml").read_text("utf-8"))
    return catalogue
