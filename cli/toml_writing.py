"""Plain data written as TOML, for people to edit: what `tomllib` reads back is what was given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DELETE = "\x7f"
"""A control character that JSON lets stand and TOML does not."""


def toml_of(table: Mapping[str, Any]) -> str:
    """Return a table of texts, whole numbers, tables, lists of texts and lists of tables; all keys are bare ones."""
    return "\n".join(_lines(table, ())) + "\n"


def _lines(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    apart = {name: value for name, value in table.items() if isinstance(value, dict) or _holds_tables(value)}
    for name, value in table.items():
        if name not in apart:
            yield f"{name} = {_spelt(value)}"
    for name, value in apart.items():
        inner, is_one = (*path, name), isinstance(value, dict)
        head = ".".join(inner)
        for entry in [value] if is_one else value:
            yield ""
            yield f"[{head}]" if is_one else f"[[{head}]]"
            yield from _lines(entry, inner)


def _holds_tables(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _spelt(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_spelt, value))}]"
    if not isinstance(value, str):
        return json.dumps(value)
    lines = [json.dumps(line, ensure_ascii=False)[1:-1].replace(DELETE, "\\u007f") for line in value.split("\n")]
    # Several lines stand as they are read. Behind the opening signs a line break is none of the text.
    return f'"{lines[0]}"' if len(lines) == 1 else '"""\n' + "\n".join(lines) + '"""'
