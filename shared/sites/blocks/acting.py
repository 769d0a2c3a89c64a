"""Blocks that ask somebody to act."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.sites.blocks.block import Block
from shared.sites.blocks.parts import Question, Way  # noqa: TC001 - records are read by these annotations


class FormName(StrEnum):
    """The forms that a page may carry; an event's page and a survey bring their own."""

    JOIN = "join"
    VOLUNTEER = "volunteer"
    SIGN = "sign"
    PLEDGE = "pledge"
    PROXY = "proxy"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Block):
    """A call to act that leads to a page of the site or to an https address."""

    kind = "action"

    title: str
    label: str
    target: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Block):
    """A call to act that opens an e-mail to the campaign, already written, in the visitor's own mail program."""

    kind = "letter"

    title: str
    label: str
    subject: str
    message: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormBlock(Block):
    """A form; a `goal` shows how many have filled it in, and how many shall."""

    kind = "form"

    form: FormName
    title: str
    label: str
    body: str = ""
    goal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey(Block):
    """Questions to the visitor."""

    kind = "survey"

    title: str
    label: str
    questions: tuple[Question, ...]
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways(Block):
    """Paths to other pages."""

    kind = "ways"

    title: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Donation(Block):
    """The way to the financial agent, with the terms of the law; `closed_…` is shown while no agent is recorded."""

    kind = "donation"

    title: str
    body: str
    label: str
    closed_title: str
    closed_body: str
    closed_label: str
    closed_subject: str
    closed_message: str
