"""Documents on this machine, JSON or TOML by the end of their name."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from cli.toml_writing import toml_of
from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

JSON, TOML = ".json", ".toml"


def read_document(path: Path) -> Any:
    """Return what a file says; raises InputError for one that cannot be read, and for what is neither."""
    is_toml = _is_toml(path, "FILE")
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text) if is_toml else json.loads(text)
    except OSError as error:
        raise _wrong(f"it cannot be read ({error.strerror})", "Check the file's name", path) from error
    except UnicodeDecodeError as error:
        raise _wrong("it is no text in UTF-8", "Save it as UTF-8", path) from error
    except (json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        kind = "TOML" if is_toml else "JSON"
        raise _wrong(f"it is no {kind} ({_brief(error)})", "Mend it, or begin with what `show` gives", path) from error
    except RecursionError as error:
        raise _wrong("it is nested too deeply", "Begin with what `show` gives", path) from error


def written(document: Mapping[str, Any], path: Path, *, option: str) -> bytes:
    """Return a document as a file of that name says it; raises InputError for a name that ends otherwise."""
    is_toml = _is_toml(path, option)
    text = toml_of(document) if is_toml else json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return text.encode()


def _is_toml(path: Path, option: str) -> bool:
    if path.suffix.lower() not in {JSON, TOML}:
        remedy = f"Name a file that ends in {JSON} or {TOML}"
        raise InputError([Fault(place=option, reason=f"{path.name} is neither JSON nor TOML", remedy=remedy)])
    return path.suffix.lower() == TOML


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _wrong(reason: str, remedy: str, path: Path) -> InputError:
    return InputError([Fault(place=str(path), reason=reason, remedy=remedy)])
