"""Change many people at once: give them a tag, take it from them, have a member look after them."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, Protocol

from shared.people.carrying import carry_on, listed
from shared.people.change import Change, ChangeKind, ChangeState, change_to_item, read_change
from shared.people.own_tag import own_tag
from shared.people.table import Wanted, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shared.kernel.clock import Clock
    from shared.people.journal import Journal
    from shared.people.segments.segment import Segment
    from shared.people.table import PeopleTable

ID_BYTES = 4


class ChangeOrders(Protocol):
    """Where changes of more people than a request waits for are asked for; each is carried out at least once."""

    def ask(self, slug: str, change_id: str) -> None:
        """Have what is left of a change done; raises TransientError if the order was not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWish:
    """A wish: what is to become of people, and whom it is made by: a member's id or the operator.

    `what` is the tag to give, to take or to rename `to` another one, or the member's id who is to look after people, or
    nothing for nobody. Whether that member is in the team is for the door to know.
    """

    slug: str
    kind: ChangeKind
    what: str
    by: str
    to: str = ""

    @property
    def checked(self) -> str:
        """`what` as it is kept; raises InputError for a tag that a nation may not give."""
        return self.what if self.kind is ChangeKind.ASSIGN else own_tag(self.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Everybody in a segment, on its days; `id` and `name` are those of the one that is kept."""

    segment: Segment
    id: str
    name: str


def change_people(
    wish: ChangeWish,
    person_ids: Iterable[str],
    *,
    people: PeopleTable,
    journal: Journal,
    clock: Clock,
    draw: Callable[[int], str] = token_hex,
) -> Change:
    """Change people, some at a time; whoever is unknown, or has it so already, is left as they are.

    The log tells it before anything happens, and what was done can be undone even if it was stopped on its way.
    Raises InputError for a tag that a nation may not give.
    """
    made = begun(wish, None, journal=journal, clock=clock, draw=draw)
    change = listed(made, list(person_ids), people=people)
    people.write([put(change_to_item(change), Wanted.ABSENT)])
    return carry_on(change.slug, change.id, people=people, clock=clock)


def ask_to_change(
    wish: ChangeWish,
    whom: Whom,
    *,
    people: PeopleTable,
    journal: Journal,
    clock: Clock,
    orders: ChangeOrders,
    draw: Callable[[int], str] = token_hex,
) -> Change:
    """Have everybody in a segment changed, however many; return the change, which is yet to be carried out.

    The log tells it first. Raises InputError for a tag that a nation may not give, and TransientError: what is kept
    then can be asked for again.
    """
    change = begun(wish, whom, journal=journal, clock=clock, draw=draw)
    people.write([put(change_to_item(change), Wanted.ABSENT)])
    orders.ask(change.slug, change.id)
    return change


def ask_to_go_on(slug: str, change_id: str, *, people: PeopleTable, orders: ChangeOrders) -> Change:
    """Have what is left of a change done where nobody is at it; twice it does no harm. Raises ChangeUnknown."""
    change = read_change(slug, change_id, people=people)
    if change.state.is_under_way:
        orders.ask(slug, change_id)
    return change


def begun(wish: ChangeWish, whom: Whom | None, *, journal: Journal, clock: Clock, draw: Callable[[int], str]) -> Change:
    """Return the change that a wish comes to, not yet written; the log tells it. Raises InputError."""
    at = clock.now()
    change = Change(
        id=f"{at:%Y%m%dT%H%M%S}-{draw(ID_BYTES)}",
        slug=wish.slug,
        kind=wish.kind,
        what=wish.checked,
        by=wish.by,
        at=at,
        state=ChangeState.LISTING,
        segment=whom.segment if whom else None,
        name=whom.name if whom else "",
        to=wish.to,
    )
    told = {**told_of(change), "segment": whom.id if whom else ""}
    journal.record(change.slug, change.kind, {name: value for name, value in told.items() if value})
    return change


def told_of(change: Change) -> dict[str, str]:
    """Return what the log says a change is about.

    Of a member it would tell but the id: the page of the change tells the name.
    """
    tag = "" if change.kind is ChangeKind.ASSIGN else change.what
    return {name: value for name, value in (("change", change.id), ("tag", tag), ("to", change.to)) if value}
