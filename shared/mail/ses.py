"""Letters through Amazon SES, API version 2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError
from shared.mail.letter import LetterRefused

if TYPE_CHECKING:
    from shared.mail.letter import Letter

REFUSALS = frozenset({"MessageRejected", "BadRequestException"})
"""SES's words for a letter that it will never take. All others concern the account, its limits or the moment."""


class SesMailer:
    """`Mailer` with SES; its errors never quote an address."""

    def __init__(self, client: Any) -> None:
        """Take a client of `sesv2`."""
        self._client = client

    def send(self, letter: Letter) -> None:
        """Hand the letter over."""
        mail = letter.mail
        try:
            self._client.send_email(
                FromEmailAddress=letter.sender.header,
                Destination={"ToAddresses": [letter.to]},
                ReplyToAddresses=[letter.reply_to],
                Content={
                    "Simple": {
                        "Subject": _text(mail.subject),
                        "Body": {"Text": _text(mail.text), "Html": _text(mail.html)},
                    }
                },
            )
        except ClientError as error:
            code = error_code(error)
            if code in REFUSALS:
                raise LetterRefused(code) from None
            raise TransientError(f"the mail service answers {code}") from None
        except BotoCoreError as error:
            raise TransientError(f"the mail service cannot be reached: {type(error).__name__}") from None


def _text(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
