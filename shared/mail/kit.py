"""The kit's e-mails: templates that every nation starts with, as data under `templates/kit/mail`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.mail.template import MailTemplate, mail_item, read_mail_template
from shared.sites.banner import TEMPLATES
from shared.sites.kit import kit_version

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class MailKit:
    """The e-mail templates of one version of the kit, by name."""

    version: str
    templates: tuple[MailTemplate, ...]

    def items(self) -> list[dict[str, Any]]:
        """Return the items under which any nation keeps the templates of this kit."""
        return [mail_item(template) for template in self.templates]


@cache
def load_mail_kit(templates: Path = TEMPLATES) -> MailKit:
    """Return the kit's e-mails; raises ContentError naming the template and the block at fault."""
    version = kit_version(templates)
    read = [
        read_mail_template({**tomllib.loads(path.read_text("utf-8")), "template": path.stem, "kit_version": version})
        for path in sorted(templates.glob("kit/mail/*.toml"))
    ]
    return MailKit(version=version, templates=tuple(read))
