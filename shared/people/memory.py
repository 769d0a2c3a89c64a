"""Files and people in memory: for tests, and for a preview that must write nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import NotFound
from shared.people.ports import RevisionConflict
from shared.people.replacing import replace_one_by_one

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Mapping, Sequence

    from shared.people.person import Person, PersonKey

_CHUNK_BYTES = 1 << 16


class InMemoryPeopleFiles:
    """`PeopleFiles` in a dictionary."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self.files = dict(files or {})

    def size(self, key: str) -> int:
        """Return a file's length in bytes."""
        return len(self.get(key))

    def read(self, key: str, start: int = 0, end: int | None = None) -> Generator[bytes]:
        """Stream a file or a part of it."""
        body = self.get(key)[start:end]
        for at in range(0, len(body), _CHUNK_BYTES):
            yield body[at : at + _CHUNK_BYTES]

    def get(self, key: str) -> bytes:
        """Return a file."""
        try:
            return self.files[key]
        except KeyError:
            raise NotFound(f"no file {key}") from None

    def put(self, key: str, body: bytes, *, content_type: str) -> None:  # noqa: ARG002 - the port's signature
        """Store a file."""
        self.files[key] = body

    def store_passing(self, key: str, chunks: Iterable[bytes], *, content_type: str) -> Generator[bytes]:
        """Store the chunks once all have passed."""
        body = bytearray()
        for chunk in chunks:
            body += chunk
            yield chunk
        self.put(key, bytes(body), content_type=content_type)


class InMemoryPeopleStore:
    """`PeopleStore` in a dictionary; `writes` counts the people written."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.people = {person.key: person for person in people}
        self.writes = 0

    def find(self, keys: Collection[PersonKey]) -> Mapping[PersonKey, Person]:
        """Return those of the named people that exist."""
        return {key: self.people[key] for key in keys if key in self.people}

    def is_bare(self) -> bool:
        """Tell whether nobody has anybody yet."""
        return not self.people

    def is_empty(self, holder: str) -> bool:
        """Tell whether a holder has nobody."""
        return not any(held == holder for held, _ in self.people)

    def write(self, people: Sequence[Person]) -> None:
        """Store people whatever is there."""
        self.people.update((person.key, person) for person in people)
        self.writes += len(people)

    def replace(self, person: Person, *, revision: int) -> None:
        """Store a person over that revision of it."""
        stored = self.people.get(person.key)
        if (stored.revision if stored else 0) != revision:
            raise RevisionConflict("the person has another revision")
        self.write([person])

    def replace_each(self, people: Sequence[Person]) -> Collection[PersonKey]:
        """Store people one by one."""
        return replace_one_by_one(people, store=self)
