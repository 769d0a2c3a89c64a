"""The pages of the network's own site, by name."""

from __future__ import annotations

from dataclasses import dataclass

FINDER = "find"
"""The page that answers the finder without a script; a function makes it, at `api/find`."""

PUBLISHED = ("home", "candidates", "map", "events", "legal")
"""The pages that lie in the bucket, the first at the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """One page as its head and the menu tell of it."""

    name: str
    title: str
    description: str

    @property
    def public_path(self) -> str:
        """The page's address after the host: `map/`."""
        return "" if self.name == "home" else f"{self.name}/"

    @property
    def path(self) -> str:
        """The page's file within the network's folder."""
        return f"{self.public_path}index.html"

    @property
    def root(self) -> str:
        """The way from the page to the network's own home page, at each of its addresses."""
        return "./" if self.name == "home" else "../"

    @property
    def listed(self) -> bool:
        """Whether search engines are told of it."""
        return self.name != FINDER

    @property
    def finds(self) -> bool:
        """Whether it holds the finder."""
        return self.name in {"home", "candidates", FINDER}
