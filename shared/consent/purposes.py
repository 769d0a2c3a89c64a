"""For what people are asked, and by whom: the two halves of every consent."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """What somebody's data may be used for; each is asked for, given and withdrawn by itself (GDPR, recital 43)."""

    MAIL = "mail"
    PHONE = "phone"
    TEXT_MESSAGE = "text-message"
    SHARE_WITH_HQ = "share-with-hq"
    SHARE_WITH_CANDIDATE = "share-with-candidate"


class Controller(StrEnum):
    """Who decides about the data and answers for it (GDPR, art. 4 (7)).

    A candidate is a controller of their own, apart from the party that supports them.
    """

    CANDIDATE = "candidate"
    PARTY = "party"
