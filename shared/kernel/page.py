"""A page of a long list, and the cursor that continues it."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.kernel.errors import Fault, InputError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some elements of a list, in its order; `cursor` continues behind them and is None at the end."""

    elements: tuple[T, ...]
    cursor: str | None = None


def write_cursor(key: dict[str, str] | None) -> str | None:
    """Return the opaque text of a last key, or None at the end of the list."""
    if not key:
        return None
    return base64.urlsafe_b64encode(json.dumps(key, sort_keys=True).encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> dict[str, str] | None:
    """Return the key that `write_cursor` was given; raises InputError on a text that is none of its."""
    if cursor is None:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise unreadable() from error
    if not isinstance(key, dict) or not all(isinstance(value, str) for value in key.values()):
        raise unreadable()
    return key


def unreadable() -> InputError:
    """Return what to raise for a cursor that was not made by us."""
    remedy = "Hand back the cursor exactly as the page before gave it, or leave it out to start anew"
    return InputError([Fault(place="cursor", reason="it is not one of ours", remedy=remedy)])
