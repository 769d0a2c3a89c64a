"""The letter that asks somebody to confirm, in the words of the edition that the nation has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.mail.confirming import missing_in
from shared.mail.kit import load_mail_kit
from shared.mail.template import CONFIRM

if TYPE_CHECKING:
    from shared.kits.kits import Kits
    from shared.mail.template import MailTemplate
    from shared.nations.nation import Nation
    from shared.sites.banner import Language


def confirmation_letter(nation: Nation, language: Language, *, kits: Kits) -> MailTemplate:
    """Return the letter; the software's own where nobody kept the nation's edition, or that one's lacks a part."""
    letter = kits.kit_mail(nation.kit_version, language, CONFIRM) if nation.kit_version else None
    return letter if letter and not missing_in(letter) else load_mail_kit(language).template(CONFIRM)
