"""An e-mail template as the network stores it.

An item, kept under its nation, is `{sk: MAIL#<template>, template, subject, preview, kit_version,
blocks: [{kind, id, policy, …}], edited_at?}`; blocks are those of pages, of the kinds that an e-mail can show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.sites.blocks import Action, Block, Hero, Policy, Quote, Steps, Text, read_blocks, write_block
from shared.sites.errors import ContentError
from shared.sites.records import read_record, write_record

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIRM = "confirm"
"""The target of the button that leads to the recipient's own `confirm_url`."""

MAIL_KINDS: tuple[type[Block], ...] = (Hero, Text, Action, Quote, Steps)
"""What reads well in every mail program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What shows of an e-mail before it is opened; `preview` is the line after the subject."""

    template: str
    subject: str
    preview: str
    kit_version: str
    edited_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailTemplate:
    """One e-mail of a nation, or of the kit."""

    envelope: Envelope
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """The template's name: `welcome`."""
        return self.envelope.template

    @property
    def is_locked(self) -> bool:
        """Whether HQ alone may write all of it, as with the confirmation of consents."""
        return all(block.policy is Policy.LOCKED for block in self.blocks)


def read_mail_template(data: Mapping[str, Any]) -> MailTemplate:
    """Return the template that `data` spells; raises ContentError naming the template and the block at fault."""
    place = f"mail {str(data.get('template', '?'))[:40]}"
    envelope = {name: value for name, value in data.items() if name != "blocks"}
    blocks = read_blocks(data.get("blocks"), place=place)
    for number, block in enumerate(blocks, start=1):
        if not isinstance(block, MAIL_KINDS):
            raise ContentError(f"{place}, block {number} ({block.kind}): an e-mail cannot show this kind")
    return MailTemplate(envelope=read_record(Envelope, envelope, place=place), blocks=blocks)


def mail_item(template: MailTemplate) -> dict[str, Any]:
    """Return the item under which any nation keeps a template."""
    blocks = [write_block(block) for block in template.blocks]
    return {"sk": f"MAIL#{template.name}", **write_record(template.envelope), "blocks": blocks}


def read_mail_item(item: Mapping[str, Any]) -> MailTemplate:
    """Return the template that an item keeps; raises ContentError naming the template and the block at fault."""
    return read_mail_template({name: value for name, value in item.items() if name not in ("pk", "sk")})
