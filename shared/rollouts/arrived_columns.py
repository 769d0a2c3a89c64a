"""What the columns of a people file that arrived are taken for, and what somebody says they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import InputError
from shared.people.imports.heading import look_at
from shared.rollouts.arrivals import PEOPLE, arrival_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.people.imports.heading import ShownColumn
    from shared.rollouts.arrivals import Arrivals


def columns_of(place: str, *, arrivals: Arrivals) -> tuple[ShownColumn, ...]:
    """Return the columns of the file; none where nothing arrived, or nothing that can be read."""
    key = arrival_key(place, PEOPLE)
    if arrivals.size(key) is None:
        return ()
    try:
        return look_at(arrivals.read(key), name=PEOPLE)
    except InputError:
        return ()


def mapping_of(columns: Sequence[ShownColumn], said: Mapping[int, str]) -> dict[str, str]:
    """Return the mapping that says of columns, by their numbers from 0, what they are not taken for by themselves."""
    return {
        column.name: said[number]
        for number, column in enumerate(columns)
        if said.get(number) and said[number] != column.field
    }
