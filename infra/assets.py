"""The folders whose content becomes Lambda code, as stacks are handed them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeAssets:
    """What functions run: a layer of third-party packages (`python/…`), and a code folder for each function."""

    layer: Path
    code: Path
    here: tuple[Path, ...] = ()
    """Folders in which functions on this very machine find shared code and packages, which bundle and layer lack."""

    def code_of(self, function: str) -> Path:
        """Return the folder of a function's own bundle."""
        return self.code / function
