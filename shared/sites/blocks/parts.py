"""What blocks hold lists of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a list within a block."""

    title: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A path to another page; `target` is the page's name."""

    target: str
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its unit, and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the team; `portrait` is an asset of the nation, such as `assets/paul.0123456789ab.webp`."""

    name: str
    role: str = ""
    body: str = ""
    portrait: str = ""


class QuestionKind(StrEnum):
    """How a question is answered: with one of its options, or in one's own words."""

    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a survey; `id` is its name within the survey and stays when its text changes."""

    id: str
    text: str
    kind: QuestionKind
    options: tuple[str, ...] = ()
