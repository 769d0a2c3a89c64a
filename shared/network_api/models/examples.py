"""How bodies and answers are declared: with an example each, which openapi.json shows."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict


def strict(**example: Any) -> ConfigDict:
    """Return the configuration of a body whose every field is known, with an example for openapi.json."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


def shown_as(**example: Any) -> ConfigDict:
    """Return the configuration of an answer with an example for openapi.json."""
    return ConfigDict(json_schema_extra={"examples": [example]})
