"""The texts that people were shown, each kept once in the network table: `WORDING#<hash>`, `TEXT`.

Attributes: `purpose`, `controller`, `language`, `version` N, `text`, all as they were shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.consent.purposes import Controller, Purpose
from shared.consent.wording import SaidWording, Wording
from shared.kernel.table import ConditionFailed, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT = "TEXT"


def wording_key(wording_hash: str) -> str:
    """Return the partition key of a text that was shown."""
    return f"WORDING#{wording_hash}"


class DynamoWordingStore:
    """Keeps the texts; remembers for as long as it lives which are there already."""

    def __init__(self, client: Any, table: str) -> None:
        """Take a client of DynamoDB and the network table's name."""
        self._table = Table(client, table)
        self._kept: set[str] = set()

    def keep(self, said: Iterable[SaidWording]) -> None:
        """Store the texts that are not there yet."""
        for text in said:
            if text.hash not in self._kept:
                self._add(text)
                self._kept.add(text.hash)

    def find(self, wording_hash: str) -> SaidWording | None:
        """Return the text of a hash, or None if nobody was ever shown it."""
        item = self._table.get(wording_key(wording_hash), TEXT)
        if item is None:
            return None
        wording = Wording(
            purpose=Purpose(item["purpose"]),
            controller=Controller(item["controller"]),
            language=item["language"],
            version=item["version"],
            text=item["text"],
        )
        return SaidWording(wording=wording, text=item["text"])

    def _add(self, said: SaidWording) -> None:
        item = {
            "pk": wording_key(said.hash),
            "sk": TEXT,
            "purpose": said.wording.purpose.value,
            "controller": said.wording.controller.value,
            "language": said.wording.language,
            "version": said.wording.version,
            "text": said.text,
        }
        try:
            self._table.put(item, condition="attribute_not_exists(pk)")
        except ConditionFailed:
            return
