"""What members are written: an invitation, or a link to choose a new password, in the network's own look."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from shared.access.posting import LetterKind
from shared.mail.letter import Letter, Mailbox
from shared.mail.recipient import Recipient
from shared.mail.template import MailTemplate, read_mail_template
from shared.sites.banner import TEMPLATES, Language
from shared.sites.view import SiteView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shared.access.posting import Posting
    from shared.mail.render import MailRenderer
    from shared.sites.banner import Banner

LAYOUT = "mail/member.mjml.j2"
"""Of letters by the network itself, that name no candidate."""

NETWORK_HOST = "www"
"""The label under which the network's own site opens, whose legal notice letters lead to."""

WAYS = {LetterKind.INVITATION: "invitation", LetterKind.PASSWORD: "new-password"}
"""The pages of the console that letters lead to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Writes letters under the banner as it then is; `console` is where the control panel opens, slash and all."""

    renderer: MailRenderer
    banner: Callable[[], Banner]
    console: str
    sender: str

    def write(self, posting: Posting, *, to: str, language: str, token: str) -> Letter:
        """Return the letter that a posting asks for."""
        spoken, banner = Language(language), self.banner()
        recipient = Recipient(
            confirm_url=f"{self.console}{WAYS[posting.kind]}/{token}",
            asked=_offered(posting, banner, spoken),
            first_name=posting.name,
        )
        mail = self.renderer.render(
            letter_template(posting.kind, spoken), self._view(banner.speaking(spoken)), recipient
        )
        sender = Mailbox(address=self.sender, name=banner.name)
        return Letter(sender=sender, to=to, reply_to=self.sender, mail=mail)

    def _view(self, banner: Banner) -> SiteView:
        name = banner.name
        return SiteView(slug=NETWORK_HOST, name=name, candidate=name, email=self.sender, zones=(name,), banner=banner)


def _offered(posting: Posting, banner: Banner, language: Language) -> tuple[str, ...]:
    if not posting.role:
        return ()
    role = role_words(language)[f"role_{posting.role}"]
    return (f"{role} · {posting.place or banner.name}",)


@cache
def letter_template(kind: LetterKind, language: Language, templates: Path = TEMPLATES) -> MailTemplate:
    """Return the letter's text; raises ContentError naming the block at fault."""
    text = (templates / "console" / "mail" / language / f"{kind}.toml").read_text("utf-8")
    return read_mail_template({**tomllib.loads(text), "template": kind.value, "kit_version": "-"})


@cache
def role_words(language: Language, templates: Path = TEMPLATES) -> dict[str, str]:
    """Return what the roles are called, by `role_<name>`."""
    text = (templates / "messages" / "console" / f"roles.{language}.toml").read_text("utf-8")
    return tomllib.loads(text)
