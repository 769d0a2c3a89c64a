"""The kit: the pages that every nation starts with, as data under `templates/kit/pages/<language>`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from shared.sites.banner import TEMPLATES, Language
from shared.sites.pages import Page, in_order, page_item, read_page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """The pages of one version of the kit in one language, in the order of the menu."""

    version: str
    pages: tuple[Page, ...]

    def page_items(self) -> list[dict[str, Any]]:
        """Return the items under which any nation keeps the pages of this kit."""
        return [page_item(page) for page in self.pages]


def kit_version(templates: Path = TEMPLATES) -> str:
    """Return the kit's version, a number for people and a hash of all its pages and e-mails: `2027.1+8c1f03ab42de`."""
    kit = templates / "kit"
    number = tomllib.loads((kit / "kit.toml").read_text("utf-8"))["version"]
    return f"{number}+{_digest(kit, (*kit.glob('pages/*/*.toml'), *kit.glob('mail/*/*.toml')))}"


@cache
def load_kit(language: Language = Language.FRENCH, templates: Path = TEMPLATES) -> Kit:
    """Return the kit in a language; raises ContentError naming the page and the block at fault."""
    version = kit_version(templates)
    pages = [
        read_page({**tomllib.loads(path.read_text("utf-8")), "page": path.stem, "kit_version": version})
        for path in templates.glob(f"kit/pages/{language}/*.toml")
    ]
    return Kit(version=version, pages=tuple(in_order(pages)))


def _digest(root: Path, paths: Iterable[Path]) -> str:
    content = sha256()
    for path in sorted(paths):
        body = path.read_bytes()
        content.update(f"{path.relative_to(root).as_posix()} {len(body)}\n".encode() + body)
    return content.hexdigest()[:12]
