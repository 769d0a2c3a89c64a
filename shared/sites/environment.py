"""The one way to read our templates."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment


@cache
def site_environment(templates: Path) -> Environment:
    """Return the environment of a folder, which escapes everything and fails on a missing name.

    `autoescape=True`, because `select_autoescape()` leaves `*.html.j2` unescaped. Templates
    are ours and do not change under a running worker, so each is compiled once and kept, whoever renders it.
    """
    import jinja2  # noqa: PLC0415 - a third of boto3's own import time, for a worker that may never render

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
