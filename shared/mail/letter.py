"""An e-mail with its envelope: from whom, to whom, and where answers go."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formataddr
from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import PermanentError
from shared.people.text import clean_text

if TYPE_CHECKING:
    from shared.mail.render import Mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """An address, and the name that mail programs show for it."""

    address: str
    name: str = ""

    @property
    def header(self) -> str:
        """The mailbox as a header spells it: on one line, its name quoted or encoded (RFC 5322, RFC 2047)."""
        return formataddr((clean_text(self.name), self.address))


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An e-mail ready to leave; raises ValueError for an address that would end its header's line."""

    sender: Mailbox
    to: str
    reply_to: str
    mail: Mail

    def __post_init__(self) -> None:
        """Refuse what would write headers of its own."""
        for address in (self.sender.address, self.to, self.reply_to):
            if not address.isprintable() or "," in address or " " in address:
                raise ValueError("an address of a letter is none")


class LetterRefused(PermanentError):  # noqa: N818 - the name states the fact, as the style asks
    """The letter will never leave, however often it is tried; `word` is the mail service's for why."""

    def __init__(self, word: str) -> None:
        super().__init__(f"the mail service refuses a letter: {word}")
        self.word = word


class Mailer(Protocol):
    """Sends letters."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over; raises LetterRefused, and TransientError for what another try may mend."""
