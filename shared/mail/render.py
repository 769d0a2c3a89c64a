"""From a template and a nation's facts to one person's e-mail, as HTML and as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from shared.mail.plain_text import block_as_text
from shared.mail.template import CONFIRM
from shared.sites.banner import TEMPLATES
from shared.sites.blocks import Action
from shared.sites.environment import site_environment
from shared.sites.errors import ContentError
from shared.sites.kit import load_kit
from shared.sites.look import dress
from shared.sites.pages import HOME
from shared.sites.placeholders import Wording, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from shared.mail.recipient import Recipient
    from shared.mail.template import MailTemplate
    from shared.sites.blocks import Block
    from shared.sites.look import Look
    from shared.sites.view import SiteView

    Link = Callable[[Block, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """An e-mail ready to be sent."""

    subject: str
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """All that one e-mail is made from."""

    template: MailTemplate
    site: SiteView
    recipient: Recipient
    look: Look
    wording: Wording
    link: Link

    @property
    def greeting(self) -> str:
        return self.recipient.greeting(self.look.messages)


class MailRenderer:
    """Renders e-mails; the layout is compiled once."""

    def __init__(self, templates: Path = TEMPLATES, *, layout: str = "mail/layout.mjml.j2") -> None:
        """Compile the layout; the kit's pages are those that e-mails may lead to."""
        environment = site_environment(templates)
        self._layout = environment.get_template(layout)
        self._dress = cache(partial(dress, environment, templates))
        self._pages = frozenset(page.name for page in load_kit(templates=templates).pages)

    def render(self, template: MailTemplate, site: SiteView, recipient: Recipient) -> Mail:
        """Return the e-mail; raises ContentError for an action that leads nowhere."""
        scene = _Scene(
            template=template,
            site=site,
            recipient=recipient,
            look=self._dress(site.banner),
            wording=Wording(site.facts()),
            link=partial(self._link, template.name, site, recipient),
        )
        subject = scene.wording.plain(template.envelope.subject)
        return Mail(subject=subject, html=self._html(scene), text=_plain_text(scene))

    def _html(self, scene: _Scene) -> str:
        from mjml import mjml2html  # noqa: PLC0415 - only a preview and sending need it, not a worker that provisions

        mjml = self._layout.render(
            scene=scene,
            site=scene.site,
            banner=scene.site.banner,
            palette=scene.look.palette,
            local=scene.look.palette.local[scene.site.local_colour],
            t=scene.look.words,
            line=one_line,
            text=scene.wording.text,
            prose=scene.wording.prose,
            link=scene.link,
        )
        return mjml2html(mjml, fonts={}, disable_comments=False)

    def _link(self, template: str, site: SiteView, recipient: Recipient, block: Block, target: str) -> str:
        if target == CONFIRM and recipient.confirm_url:
            return recipient.confirm_url
        if target in self._pages:
            return site.address if target == HOME else f"{site.address}{target}/"
        if target.startswith("https://"):
            return target
        place = f"mail {template}, block {block.id} ({block.kind})"
        raise ContentError(f"{place}: target is neither a page of the site nor an https address")


def _plain_text(scene: _Scene) -> str:
    words, plain = scene.look.messages, scene.wording.plain
    blocks = [text for block in scene.template.blocks for text in _block_texts(scene, block)]
    legal = plain(scene.site.banner.legal_footer)
    return "\n\n".join([scene.greeting, *blocks, "-- ", *_way_out(scene, words, plain), legal]) + "\n"


def _block_texts(scene: _Scene, block: Block) -> list[str]:
    asked = scene.recipient.asked if isinstance(block, Action) else ()
    sentences = "\n\n".join(f"* {one_line(sentence)}" for sentence in asked)
    return [*filter(None, (sentences,)), scene.wording.plain(block_as_text(block, scene.link))]


def _way_out(scene: _Scene, words: Mapping[str, str], plain: Callable[[str], str]) -> list[str]:
    url = scene.recipient.unsubscribe_url
    return [plain(words["mail_reason"]), f"{words['unsubscribe']}\n{url}"] if url else []
