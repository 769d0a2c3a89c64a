"""E-mails made for tests: name only what the test is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.mail.template import Envelope, MailTemplate
from tests.unit.sites.builders import a_text

if TYPE_CHECKING:
    from shared.sites.blocks import Block


def a_mail(*blocks: Block, **envelope: Any) -> MailTemplate:
    """Return a template of the given blocks."""
    ordinary = {"template": "test", "subject": "Objet", "preview": "Aperçu", "kit_version": "1"}
    return MailTemplate(envelope=Envelope(**{**ordinary, **envelope}), blocks=blocks or (a_text(),))
