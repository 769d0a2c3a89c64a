"""What HQ asks for when it starts a rollout."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.rollouts.waves import Tolerance, WavePlan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shared.people.consent import ConsentStatement

DEFAULT_WAVES = "5,45,rest"
"""Five canaries show a broken kit; fifty show what scales badly; the rest follow."""

DEFAULT_TOLERANCE = "2%"
"""Of 400 nations, 8: more than that is not bad luck but a fault."""

NAME_LENGTH = 60
"""Longest id of a rollout: with an attempt's number it must fit Step Functions' 80 characters of an execution name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """An uploaded file: its content's SHA-256 in hexadecimal, the name it had, its size in bytes."""

    sha256: str
    file_name: str
    size: int

    @property
    def key(self) -> str:
        """Where it lies in the intake bucket: by its content, so that the same upload repeats harmlessly."""
        return f"uploads/{self.sha256}/{self.file_name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloutRequest:
    """Files in, and how they are to be rolled out.

    `mapping` names the field of a column of the people file by its header, where
    the header alone does not tell. `consent` is the statement for a file that has
    no column of its own for it. `deadline` is when all nations ought to be ready.
    """

    name: str
    roster: InputFile
    people: InputFile | None = None
    waves: WavePlan = field(default_factory=lambda: WavePlan.parse(DEFAULT_WAVES))
    tolerance: Tolerance = field(default_factory=lambda: Tolerance.parse(DEFAULT_TOLERANCE))
    deadline: datetime | None = None
    consent: ConsentStatement | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The content of the request: two requests of one digest bring about the same nations and people."""
        content = {
            "roster": self.roster.sha256,
            "people": self.people.sha256 if self.people else None,
            "consent": self.consent.hash if self.consent else None,
            "mapping": dict(self.mapping),
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    @property
    def rollout_id(self) -> str:
        """The id: the name as a DNS-like label, or a part of the digest where no name was given."""
        return rollout_id_of(self.name) if self.name else f"rollout-{self.digest[:10]}"


def rollout_id_of(name: str) -> str:
    """Return the id that a name stands for: `Législatives 2017` is `legislatives-2017`; raises InputError."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    label = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:NAME_LENGTH].strip("-")
    if not label:
        remedy = "Give a name with at least one letter or digit"
        raise InputError([Fault(place="--name", reason=f"“{name}” has nothing to make an id of", remedy=remedy)])
    return label
