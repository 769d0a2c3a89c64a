"""What the CDK prints, reduced to what a person wants to see of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BEGUN = re.compile(r"^(?P<stack>[\w-]+): deploying\.\.\. \[(?P<number>\d+)/(?P<total>\d+)\]")
DONE = re.compile(r"^ *✅ +(?P<stack>[\w-]+)(?P<unchanged> \(no changes\))?$")
TELLING = re.compile(r"❌|Error\b|error:|failed|❗", re.IGNORECASE)
ECHO = re.compile(r"Subprocess exited with error|Stack Deployments Failed|^\s+at ")
"""Lines that only repeat that something failed, or show the CDK's own code."""

LONGEST_REASON = 300
"""Characters: what fits three lines of a terminal."""


def told(line: str) -> str | None:
    """Return what a line says of the deployment, or None if it is a detail."""
    if begun := BEGUN.match(line):
        return f"stack {begun['number']} of {begun['total']}: {begun['stack']} …"
    if done := DONE.match(line):
        return f"stack {done['stack']} {'is as it was' if done['unchanged'] else 'stands'}"
    return None


def reason(lines: Sequence[str]) -> str:
    """Return the line that says best why the CDK gave up."""
    telling = [line for line in lines if TELLING.search(line) and not ECHO.search(line)]
    spoken = [line for line in lines if line.strip()]
    for line in (*reversed(telling), *reversed(spoken)):
        return line.strip().removeprefix("❌").strip()[:LONGEST_REASON].rstrip(".")
    return "it said nothing"
