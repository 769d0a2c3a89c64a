"""A mail service in memory, with the promises of `Mailer`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.mail.letter import Letter


class InMemoryMailer:
    """Keeps letters; raises the `error` it was given instead, once."""

    def __init__(self) -> None:
        self.sent: list[Letter] = []
        self.error: BaseException | None = None

    def send(self, letter: Letter) -> None:
        if self.error:
            error, self.error = self.error, None
            raise error
        self.sent.append(letter)
