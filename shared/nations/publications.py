"""Publications that are asked for: whoever changes what a site shows need not publish it, and cannot forget to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationOrder:
    """A nation's site is to be published again.

    `by` says who or what wants it, `at` since when (aware). `override` is the reason for which it
    may happen even during electoral silence, empty without one. `kit` is the edition of the kit that the nation
    is brought up to before, by its version; empty where its pages stay as they are. `version` is the number of the
    publication to go back to, 0 to publish the pages as they are.
    """

    slug: str
    by: str
    at: datetime
    override: str = ""
    kit: str = ""
    version: int = 0

    def to_json(self) -> str:
        """Return the message of the queue: an object of these fields, `at` in ISO 8601."""
        fields = {"slug": self.slug, "by": self.by, "at": self.at.isoformat(), "override": self.override}
        rare = {"kit": self.kit, "version": self.version}
        return json.dumps(fields | {name: value for name, value in rare.items() if value}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> PublicationOrder:
        """Return the order that `to_json` wrote."""
        fields = json.loads(text)
        return cls(**{**fields, "at": datetime.fromisoformat(fields["at"])})


class Publications(Protocol):
    """Where publications are asked for; each order is carried out at least once."""

    def ask(self, orders: Sequence[PublicationOrder]) -> None:
        """Take the orders; raises TransientError if not all of them were taken: they may be given again."""
