"""The kit's next edition: written as a draft, published with a note, taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import Conflict, InputError, PermanentError
from shared.kits.draft import UNPUBLISHED
from shared.kits.editing import Kind, Where, written
from shared.kits.edition import bundled_edition
from shared.kits.errors import EditionUnknown, KitChanged
from shared.kits.kits import Kits
from shared.kits.publishing import (
    discard,
    discard_once,
    draft_of,
    edit,
    go_back,
    publish_content,
    publish_draft,
    publish_once,
    put,
)
from shared.sites.banner import Language
from tests.builders import NOON
from tests.fakes.kits import InMemoryKitStore
from tests.unit.kits.builders import a_charter, an_edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.kits.edition import KitContent

HOME = Where(kind=Kind.PAGE, language=Language.FRENCH, name="home")


@pytest.fixture
def kits() -> Kits:
    return Kits(store=InMemoryKitStore())


def saying(text: str) -> partial[KitContent]:
    """Return the deed of writing the charter."""
    return partial(written, where=HOME, block=a_charter(text))


def test_the_first_draft_says_what_the_bundled_kit_says(kits: Kits) -> None:
    draft = draft_of(kits, by="anne", at=NOON)

    assert (draft.revision, draft.content) == (0, bundled_edition().content)
    assert kits.store.draft() is None


def test_what_is_written_is_kept_and_published_as_the_next_number(kits: Kits) -> None:
    edit(saying("Au grand jour."), revision=0, kits=kits, by="anne", at=NOON)
    edition = publish_draft("  Une charte\nplus courte ", revision=1, kits=kits, by="anne", at=NOON)

    page = kits.current().content.page(Language.FRENCH, "home")
    assert page is not None
    assert a_charter("Au grand jour.") in page.blocks
    assert page.heading.kit_version == edition.version
    assert (edition.number, edition.head.note, kits.store.draft()) == (2, "Une charte plus courte", None)
    assert [(head.number, head.bundled) for head in kits.store.history()] == [(2, False), (1, True)]


def test_writing_what_stands_there_keeps_no_draft(kits: Kits) -> None:
    edit(lambda content: content, revision=0, kits=kits, by="anne", at=NOON)

    assert kits.store.draft() is None


def test_of_two_who_write_at_once_the_second_is_told(kits: Kits) -> None:
    edit(saying("Un"), revision=0, kits=kits, by="anne", at=NOON)

    with pytest.raises(KitChanged):
        edit(saying("Deux"), revision=0, kits=kits, by="paul", at=NOON)
    with pytest.raises(KitChanged):
        publish_draft("Autre", revision=2, kits=kits, by="paul", at=NOON)
    with pytest.raises(KitChanged):
        discard(revision=2, kits=kits)


def test_a_draft_is_thrown_away(kits: Kits) -> None:
    edit(saying("Un"), revision=0, kits=kits, by="anne", at=NOON)

    discard(revision=1, kits=kits)

    assert kits.store.draft() is None
    with pytest.raises(KitChanged):
        discard(revision=1, kits=kits)


def test_whoever_saw_a_draft_that_was_thrown_away_does_nothing_to_the_next_one(kits: Kits) -> None:
    seen = edit(saying("Un"), revision=0, kits=kits, by="anne", at=NOON).revision
    discard(revision=seen, kits=kits)
    begun = edit(saying("Deux"), revision=0, kits=kits, by="paul", at=NOON)

    deeds: tuple[Callable[..., object], ...] = (
        partial(edit, saying("Trois"), by="anne", at=NOON),
        partial(put, saying("Trois"), by="anne", at=NOON),
        partial(publish_draft, "Un", by="anne", at=NOON),
        partial(publish_once, "Un", by="anne", at=NOON),
        discard,
        discard_once,
    )
    for late in deeds:
        with pytest.raises(KitChanged):
            late(revision=seen, kits=kits)

    assert (begun.number, begun.revision, kits.store.draft()) == (1, 2, begun)
    assert kits.store.latest() is None


@pytest.mark.parametrize("note", ["", "  ", "x" * 301])
def test_an_edition_has_a_note_that_can_be_read(kits: Kits, note: str) -> None:
    edit(saying("Un"), revision=0, kits=kits, by="anne", at=NOON)

    with pytest.raises(InputError, match="note: it is empty or too long"):
        publish_draft(note, revision=1, kits=kits, by="anne", at=NOON)


def test_an_edition_that_may_not_be_is_refused_with_every_fault(kits: Kits) -> None:
    edit(saying("Votez {candidat}, {zone} et {prénom_inconnu} {nobody}"), revision=0, kits=kits, by="anne", at=NOON)

    with pytest.raises(InputError) as refused:
        publish_draft("Faux", revision=1, kits=kits, by="anne", at=NOON)

    assert [fault.reason for fault in refused.value.faults] == [
        "{candidat} is no fact of a campaign",
        "{nobody} is no fact of a campaign",
        "{prénom_inconnu} is no fact of a campaign",
    ]
    assert kits.store.latest() is None


def test_an_earlier_edition_comes_back_as_a_new_one(kits: Kits) -> None:
    kits.store.add(bundled_edition())
    kits.store.add(an_edition(2))

    back = go_back(1, "Retour", kits=kits, by="anne", at=NOON)

    assert (back.number, kits.current()) == (3, back)
    assert back.content.stamped(UNPUBLISHED) == bundled_edition().content.stamped(UNPUBLISHED)
    with pytest.raises(Conflict, match="says already what version 1 says"):
        go_back(1, "Retour", kits=kits, by="anne", at=NOON)
    with pytest.raises(EditionUnknown):
        go_back(9, "Retour", kits=kits, by="anne", at=NOON)


def test_what_was_written_in_files_is_published_alike(kits: Kits) -> None:
    edition = publish_content(an_edition().content, "De fichiers", kits=kits, by="operator", at=NOON)

    assert (edition.number, edition.head.by) == (2, "operator")
    assert issubclass(KitChanged, PermanentError)
