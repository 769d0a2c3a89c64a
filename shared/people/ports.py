"""What the import needs of the world: a place for files and a place for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
    from datetime import datetime

    from shared.people.erased import Erased
    from shared.people.person import Person, PersonKey


class PeopleFiles(Protocol):
    """Files under keys; writing a key again replaces it."""

    def size(self, key: str) -> int:
        """Return a file's length in bytes; raises NotFound."""

    def read(self, key: str, start: int = 0, end: int | None = None) -> Generator[bytes]:
        """Stream a file, or its bytes from `start` up to before `end`, in pieces of bounded size; raises NotFound."""

    def get(self, key: str) -> bytes:
        """Return a small file; raises NotFound."""

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        """Store a small file."""

    def store_passing(self, key: str, chunks: Iterable[bytes], *, content_type: str) -> Generator[bytes]:
        """Hand the chunks on and store them as they pass, in constant memory; left early, it stores nothing."""


class RevisionConflict(Conflict):
    """Somebody else has written the person since it was read."""


class PeopleStore(Protocol):
    """People under (holder, person id)."""

    def find(self, keys: Collection[PersonKey]) -> Mapping[PersonKey, Person]:
        """Return those of the named people that exist, as they are now; at most `FIND_PEOPLE` keys."""

    def is_bare(self) -> bool:
        """Tell whether nobody has anybody yet."""

    def is_empty(self, holder: str) -> bool:
        """Tell whether a holder has nobody."""

    def write(self, people: Sequence[Person]) -> None:
        """Store people whatever is there: only where nobody else writes."""

    def replace(self, person: Person, *, revision: int) -> None:
        """Store a person over that revision of it, 0 being none; raises RevisionConflict if it has another."""

    def replace_each(self, people: Sequence[Person]) -> Collection[PersonKey]:
        """Store people, each over the revision before its own; return those of another revision, who stay as they are.

        Stopped on its way, it has stored some of them.
        """


class Erasures(Protocol):
    """Who had themselves erased: no file brings them in again, until they sign up by themselves."""

    def keep(self, person_id: str, *, at: datetime, within: str = "") -> None:
        """Keep that somebody was erased everywhere, or within one nation alone, by its slug.

        Whatever they had returned to, there, is forgotten. Raises TransientError.
        """

    def lift(self, person_id: str, slug: str, *, asked_at: datetime) -> None:
        """Let files bring somebody into a nation again, if they asked for it after they were erased.

        Changes nothing for somebody who never was. Raises TransientError.
        """

    def bars(self, person_id: str, slug: str) -> bool:
        """Tell whether somebody was erased and has not returned to the nation: nobody else may bring them in."""

    def all(self) -> Erased:
        """Return who is erased, as it was a moment ago."""


FIND_PEOPLE = 100
"""Keys in one BatchGetItem: DynamoDB's limit."""
