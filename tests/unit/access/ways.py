"""Where code leads, read and not run: from a view or a command to whatever writes into a log."""

from __future__ import annotations

import ast
import re
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).resolve().parents[3]
OURS = ("shared.", "cli.")

JOURNAL = re.compile(r"journal(\(.*\))?$", re.DOTALL)
"""How whatever writes into a nation's log is called where it is used."""

HANDED: dict[str, tuple[str, ...]] = {
    "shared.events.scheduling:create_event": ("shared.events.logged:LoggedEvents.add",),
    "shared.events.scheduling:change_event": ("shared.events.logged:LoggedEvents.save",),
    "shared.events.scheduling:cancel_event": ("shared.events.logged:LoggedEvents.save",),
    "shared.network_api.routes.silence:override": ("shared.elections.gate:Gate.open_until",),
    "cli.commands.silence:override": ("shared.elections.gate:Gate.open_until",),
}
"""Where functions lead by what they are handed, whose class they do not name."""

BEGINNING = ("__init__", "__post_init__", "__call__")
"""What is run of a class for being named; its other methods are those that are asked for."""


JOURNALS_OWN = "shared.access.logbook:Logbook.record"
"""How journals write: whoever has theirs write is known by the journal's name, and there tells in whose log it is."""


class Log(StrEnum):
    """In whose log an entry is; EITHER where the entry itself decides."""

    NATION = "nation"
    NETWORK = "network"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """What a module says: its functions, methods and constants by their names, and what its names stand for."""

    nodes: dict[str, ast.AST] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


@cache
def module_of(name: str) -> Module:
    """Read a module of ours; one of others says nothing."""
    module, path = Module(), ROOT.joinpath(*name.split(".")).with_suffix(".py")
    if not name.startswith(OURS) or not path.is_file():
        return module
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body:
        for each in node.body if isinstance(node, ast.If) else [node]:
            module.names.update(_taken(each))
        for called, part in _named(node):
            module.nodes[called] = part
            module.names.setdefault(called, f"{name}:{called}")
    return module


def logs_from(place: str) -> frozenset[Log]:
    """Return into which logs code may write that begins at a function, named as `module:function`."""
    seen, waiting, found = {place}, deque([place]), set[Log]()
    while waiting:
        here = waiting.popleft()
        told, leads = _read(here)
        found |= told
        waiting.extend(leads - seen)
        seen |= leads
    return frozenset(found)


def place_of(function: Callable[..., object]) -> str:
    """Return where a function stands, the one inside for a partial."""
    while isinstance(function, partial):
        function = function.func
    return f"{function.__module__}:{function.__qualname__}"


def _taken(node: ast.AST) -> dict[str, str]:
    """Return what names stand for that an import brings."""
    if isinstance(node, ast.ImportFrom) and node.module:
        return {each.asname or each.name: f"{node.module}:{each.name}" for each in node.names}
    return {}


def _named(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.FunctionDef():
            yield node.name, node
        case ast.ClassDef():
            yield node.name, node
            yield from ((f"{node.name}.{each.name}", each) for each in node.body if isinstance(each, ast.FunctionDef))
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            yield name, node


@cache
def _read(place: str) -> tuple[frozenset[Log], frozenset[str]]:
    """Return into which logs a function writes itself, and where it leads."""
    module_name, _, name = place.partition(":")
    module = module_of(module_name)
    node = module.nodes.get(name)
    if isinstance(node, ast.ClassDef):
        return frozenset(), frozenset(f"{place}.{each}" for each in BEGINNING)
    parts = [part for each in _said(node) for part in ast.walk(each)]
    told = frozenset(log for part in parts for log in _written(part, module))
    # What a function imports itself counts as well: at the top it would be taken for everybody.
    names = module.names | {name: lead for part in parts for name, lead in _taken(part).items()}
    leads = frozenset(lead for part in parts for lead in _leads(part, module_name, names))
    return told, leads | frozenset(HANDED.get(place, ()))


def _said(node: ast.AST | None) -> list[ast.AST]:
    """Return what is run of a function or a constant: no annotation of its own, which only says what it takes."""
    match node:
        case ast.FunctionDef(body=body, args=ast.arguments(defaults=some, kw_defaults=others)):
            return [*body, *some, *filter(None, others)]
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            return [value]
    return []


def _written(part: ast.AST, module: Module) -> Iterator[Log]:
    match part:
        case ast.Attribute(attr="record", value=receiver) if JOURNAL.search(ast.unparse(receiver)):
            yield Log.NATION
        case ast.Call(func=ast.Name(id=name)) if module.names.get(name) == "shared.access.audit:entry":
            nation = next((each.value for each in part.keywords if each.arg == "nation"), None)
            yield Log.NETWORK if isinstance(nation, ast.Constant) else Log.EITHER


def _leads(part: ast.AST, module_name: str, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(part, ast.Name) and part.id in names:
        yield names[part.id]
    if isinstance(part, ast.Attribute):
        if isinstance(part.value, ast.Name) and part.value.id in names:
            yield f"{names[part.value.id].replace(':', '.')}:{part.attr}"
        # Of which class the value is, nobody says: it is one of those that this module knows.
        yield from _methods(module_name).get(part.attr, ())


@cache
def _methods(module_name: str) -> dict[str, set[str]]:
    """Return the methods, by their names, of all classes in a module and in those from which it takes something."""
    found: dict[str, set[str]] = {}
    for known in {module_name, *(name.partition(":")[0] for name in module_of(module_name).names.values())}:
        for called in module_of(known).nodes:
            if "." in called and f"{known}:{called}" != JOURNALS_OWN:
                found.setdefault(called.rpartition(".")[2], set()).add(f"{known}:{called}")
    return found
