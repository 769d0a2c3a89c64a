"""An action as it was taken: the message between the visitor's request and the people table.

{"action_id": "<32 hex>", "slug": "paris-6", "action": "join", "page": "join", "target": "", "at": "<ISO 8601, UTC>",
 "language": "fr", "said": {"email": "…", "skills": ["doors"]},
 "consents": [{"purpose": "mail", "controller": "candidate", "wording": "<hash>"}], "address": "203.0.113.0"}
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from shared.consent.purposes import Controller, Purpose

if TYPE_CHECKING:
    from collections.abc import Mapping

_ID_CHARACTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenConsent:
    """A box that was ticked; `wording` is the hash of the very text beside it."""

    purpose: Purpose
    controller: Controller
    wording: str

    def to_json(self) -> dict[str, str]:
        """Return the consent as plain values."""
        return {"purpose": self.purpose.value, "controller": self.controller.value, "wording": self.wording}

    @classmethod
    def from_json(cls, data: Mapping[str, str]) -> GivenConsent:
        """Return the consent that `to_json` wrote."""
        return cls(purpose=Purpose(data["purpose"]), controller=Controller(data["controller"]), wording=data["wording"])


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenAction:
    """What somebody did, checked and cleaned; `at` is aware, `address` the network that the post came from.

    `said` holds texts, ticks (True) and lists of options, under the fields' names; blank fields are not in it.
    """

    action_id: str
    slug: str
    action: str
    page: str
    target: str
    at: datetime
    language: str
    said: Mapping[str, Any]
    consents: tuple[GivenConsent, ...]
    address: str

    def to_json(self) -> str:
        """Return the queue's message."""
        message = {
            "action_id": self.action_id,
            "slug": self.slug,
            "action": self.action,
            "page": self.page,
            "target": self.target,
            "at": self.at.isoformat(),
            "language": self.language,
            "said": self.said,
            "consents": [consent.to_json() for consent in self.consents],
            "address": self.address,
        }
        return json.dumps(message, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> TakenAction:
        """Return the action that `to_json` wrote."""
        data = json.loads(text)
        consents = tuple(map(GivenConsent.from_json, data.pop("consents")))
        return cls(**{**data, "at": datetime.fromisoformat(data["at"]), "consents": consents})


def action_id(*, slug: str, action: str, target: str, identity: str, stamp: str) -> str:
    """Return what makes an action one action, however often its form is sent: 128 bits of SHA-256 in hexadecimal.

    `identity` is the normalised e-mail address or, without one, the phone number; `stamp` the form's own.
    """
    parts = json.dumps([slug, action, target, identity, stamp])
    return sha256(parts.encode()).hexdigest()[:_ID_CHARACTERS]
