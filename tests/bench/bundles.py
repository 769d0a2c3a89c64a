"""What is uploaded to Lambda: each function's code, and the layer of packages that all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from infra.bundling import make_layer, stage_functions
from infra.config import LayerTarget
from tests.bench.figure import Figure, at_most

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.workbench import Workbench

MEGABYTE = 1_000_000
CODE_BOUND, LAYER_BOUND = 20, 60


def measure(bench: Workbench) -> list[Figure]:
    """Return the weight of the heaviest function and of the layer for arm64 and Lambda's Python, both zipped."""
    staged = stage_functions(bench.folder / "code")
    sizes = {code.name: zipped(code, bench.folder / f"{code.name}.zip") / MEGABYTE for code in staged.iterdir()}
    heaviest = max(sizes, key=lambda name: sizes[name])
    layer = make_layer(LayerTarget.LAMBDA)
    return [
        at_most(
            "code-bundle",
            sizes[heaviest],
            CODE_BOUND,
            unit="MB zipped",
            detail=f"heaviest of {len(sizes)}: {heaviest}; lightest {min(sizes.values()):.2f} MB",
        ),
        at_most(
            "layer",
            zipped(layer, bench.folder / "layer.zip") / MEGABYTE,
            LAYER_BOUND,
            unit="MB zipped",
            detail=f"{weight(layer) / MEGABYTE:.1f} MB unzipped; Lambda takes 250 MB with the code",
        ),
    ]


def zipped(folder: Path, into: Path) -> int:
    """Zip a folder as the CDK does, and return the bytes of that."""
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        for path in files(folder):
            archive.write(path, path.relative_to(folder))
    return into.stat().st_size


def weight(folder: Path) -> int:
    """Return the bytes of all files of a folder."""
    return sum(path.stat().st_size for path in files(folder))


def files(folder: Path) -> list[Path]:
    """Return all files below a folder, in their order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
