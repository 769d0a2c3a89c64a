"""The kit's e-mails: templates that every nation starts with, as data under `templates/kit/mail/<language>`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.mail.template import MailTemplate, mail_item, read_mail_template
from shared.sites.banner import TEMPLATES, Language
from shared.sites.errors import ContentError
from shared.sites.kit import kit_version

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class MailKit:
    """The e-mail templates of one version of the kit in one language, in the order of their names."""

    version: str
    templates: tuple[MailTemplate, ...]

    def items(self) -> list[dict[str, Any]]:
        """Return the items under which any nation keeps its own; what it may not change stays with the kit."""
        return [mail_item(template) for template in self.templates if not template.is_locked]

    def template(self, name: str) -> MailTemplate:
        """Return the template of a name, such as `confirm`; raises ContentError for one that the kit lacks."""
        found = next((template for template in self.templates if template.name == name), None)
        if found is None:
            raise ContentError(f"mail {name[:40]}: the kit has none of that name")
        return found


@cache
def load_mail_kit(language: Language = Language.FRENCH, templates: Path = TEMPLATES) -> MailKit:
    """Return the kit's e-mails in a language; raises ContentError naming the template and the block at fault."""
    version = kit_version(templates)
    read = [
        read_mail_template({**tomllib.loads(path.read_text("utf-8")), "template": path.stem, "kit_version": version})
        for path in sorted(templates.glob(f"kit/mail/{language}/*.toml"))
    ]
    return MailKit(version=version, templates=tuple(read))
