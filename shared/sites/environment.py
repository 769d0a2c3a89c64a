"""The one way to read our templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    from pathlib import Path


def site_environment(templates: Path) -> Environment:
    """Return an environment that escapes everything and fails on a missing name.

    `autoescape=True`, because `select_autoescape()` leaves `*.html.j2` unescaped. Templates
    are ours and do not change under a running worker, so each is compiled once and kept.
    """
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
