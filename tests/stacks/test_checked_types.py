"""The type checker follows imports into the CDK's modules by a list: of what is not on it, everything would pass."""

from __future__ import annotations

import ast
import tomllib
from typing import TYPE_CHECKING

from tests.stacks.synthesis import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_every_module_of_the_cdk_that_we_import_is_followed_by_the_type_checker() -> None:
    imported = {module for folder in ("cli", "infra", "tests") for module in imported_below(ROOT / folder)}

    assert imported
    assert imported <= followed()


def followed() -> set[str]:
    overrides = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["overrides"]
    (modules,) = [set(each["module"]) for each in overrides if each.get("follow_imports") == "silent"]
    return modules


def imported_below(folder: Path) -> Iterator[str]:
    """Yield the CDK's modules that code below the folder imports; what is imported out of one counts as its module."""
    texts = (path.read_text() for path in folder.rglob("*.py"))
    for text in [text for text in texts if "aws_cdk" in text]:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names if alias.name.startswith("aws_cdk"))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("aws_cdk"):
                yield from (module_of(node.module or "", alias.name) for alias in node.names)


def module_of(package: str, name: str) -> str:
    return f"{package}.{name}" if name.startswith("aws_") else package
