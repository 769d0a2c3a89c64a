"""What the columns of a row, and the statement about its file, say of consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.people.consent import EMAIL_CHANNEL, MOBILE_CHANNEL, Consents, by_column, by_statement, weigh
from shared.people.fields import Field
from shared.people.words import read_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.people.columns import Column
    from shared.people.consent import Answer, ConsentStatement

CONSENT_FIELDS: dict[str, tuple[tuple[str, ...], bool]] = {
    Field.EMAIL_OPT_IN: ((EMAIL_CHANNEL,), True),
    Field.MOBILE_OPT_IN: ((MOBILE_CHANNEL,), True),
    Field.EMAIL_OPT_OUT: ((EMAIL_CHANNEL,), False),
    Field.DO_NOT_CONTACT: ((EMAIL_CHANNEL, MOBILE_CHANNEL), False),
}
"""Consent columns -> the channels they speak of, and whether yes means consent."""


class ConsentReader:
    """Reads the consents of the rows of one file; call it with the cells of one."""

    def __init__(self, columns: Sequence[Column], *, statement: ConsentStatement | None) -> None:
        self._columns = [(index, column) for index, column in enumerate(columns) if column.field in CONSENT_FIELDS]
        self._statement = by_statement(statement) if statement else None

    def __call__(self, cells: Sequence[str]) -> Consents:
        """Return the row's word on each channel it speaks of."""
        consents: Consents = {EMAIL_CHANNEL: self._statement} if self._statement else {}
        for index, column in self._columns:
            answer = read_answer(cells[index])
            if answer is not None:
                _hear(consents, column, answer)
        return consents


def _hear(consents: Consents, column: Column, answer: Answer) -> None:
    """Weigh in what a consent column says; no in a column of refusals says nothing."""
    channels, yes_means = CONSENT_FIELDS[column.field]
    if not yes_means and answer is False:
        return
    word = by_column(column.name, answer, yes_means=yes_means)
    for channel in channels:
        consents[channel] = weigh(consents.get(channel), word)
