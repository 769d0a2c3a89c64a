"""What somebody is asked to confirm by mail, and how it is written down: `CONFIRM#<person id>#<action id>`.

Attributes beside the keys: `email`, `language`, `action`, `activity` (sort key of the activity), `consents`
[{purpose, controller, wording, language, version}], `asked_at`, `expires_at` N (epoch seconds); once the mail is
gone `sent_at`, or `held_back` with the reason why none was sent. Gone itself when confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shared.actions.keys import confirmation_key
from shared.consent.entries import moment
from shared.consent.purposes import Controller, Purpose
from shared.kernel.items import from_wire, to_wire

if TYPE_CHECKING:
    from shared.consent.wording import SaidWording
    from shared.kernel.items import Item, WireItem
    from shared.people.table import ItemKey


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedConsent:
    """One consent that is to be confirmed, with the hash, language and version of the text shown."""

    purpose: Purpose
    controller: Controller
    wording: str
    language: str
    version: int

    @classmethod
    def of(cls, said: SaidWording) -> AskedConsent:
        """Return the consent that a text asks for."""
        wording = said.wording
        return cls(
            purpose=wording.purpose,
            controller=wording.controller,
            wording=said.hash,
            language=wording.language,
            version=wording.version,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A confirmation that is waited for; `settled` is why no mail is to be sent any more, empty before."""

    slug: str
    person_id: str
    action_id: str
    email: str
    language: str
    action: str
    activity: str
    consents: tuple[AskedConsent, ...]
    asked_at: datetime
    expires_at: int
    settled: str = ""

    @property
    def key(self) -> ItemKey:
        """What it is found by."""
        return confirmation_key(self.slug, self.person_id, self.action_id)


def confirmation_to_item(confirmation: Confirmation) -> WireItem:
    """Return the item of a confirmation that nobody was written about yet."""
    pk, sk = confirmation.key
    return to_wire(
        {
            "pk": pk,
            "sk": sk,
            "email": confirmation.email,
            "language": confirmation.language,
            "action": confirmation.action,
            "activity": confirmation.activity,
            "consents": [
                {
                    "purpose": consent.purpose.value,
                    "controller": consent.controller.value,
                    "wording": consent.wording,
                    "language": consent.language,
                    "version": consent.version,
                }
                for consent in confirmation.consents
            ],
            "asked_at": moment(confirmation.asked_at),
            "expires_at": confirmation.expires_at,
        }
    )


def confirmation_from_item(wire: WireItem) -> Confirmation:
    """Return the confirmation of an item."""
    item = from_wire(wire)
    _, person_id, action_id = item["sk"].split("#")
    return Confirmation(
        slug=item["pk"].removeprefix("NATION#"),
        person_id=person_id,
        action_id=action_id,
        email=item["email"],
        language=item["language"],
        action=item["action"],
        activity=item["activity"],
        consents=tuple(map(_consent, item["consents"])),
        asked_at=datetime.fromisoformat(item["asked_at"]),
        expires_at=item["expires_at"],
        settled=item.get("sent_at") or item.get("held_back") or "",
    )


def _consent(asked: Item) -> AskedConsent:
    return AskedConsent(
        purpose=Purpose(asked["purpose"]),
        controller=Controller(asked["controller"]),
        wording=asked["wording"],
        language=asked["language"],
        version=asked["version"],
    )
