"""Write the kit's next edition, publish it, go back to an earlier one. Nations follow when it is pushed: `pushing`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, Fault, InputError, NotFound
from shared.kits.draft import UNPUBLISHED, KitDraft
from shared.kits.edition import EditionHead, KitEdition
from shared.kits.errors import KitChanged
from shared.kits.items import digest_of
from shared.kits.rules import check

if TYPE_CHECKING:
    from datetime import datetime

    from shared.kits.edition import KitContent
    from shared.kits.kits import Kits

LONGEST_NOTE = 300
"""Characters of what is said of an edition."""

Tell = Callable[[], object]
"""Writes into a log what is about to be done, once it is known that it may be."""


def untold() -> None:
    """Tell nobody: whoever calls has done so."""


def draft_of(kits: Kits, *, by: str, at: datetime) -> KitDraft:
    """Return the draft of the next edition, or one that says what the network's edition says; that is not kept yet."""
    return kits.store.draft() or KitDraft.begun(kits.current(), by=by, at=at)


def edit(
    change: Callable[[KitContent], KitContent],
    *,
    revision: int,
    kits: Kits,
    by: str,
    at: datetime,
    begun: Tell = untold,
) -> KitDraft:
    """Change the draft that was seen, or begin one; raises KitChanged if somebody else changed it since.

    `revision` is that of the draft that was seen, 0 where there was none; `begun` is told before one is begun. What
    changes nothing keeps nothing.
    """
    draft = draft_of(kits, by=by, at=at)
    if draft.revision != revision:
        raise KitChanged
    return _saved(draft, change(draft.content), kits=kits, by=by, at=at, begun=begun)


def put(
    change: Callable[[KitContent], KitContent],
    *,
    revision: int,
    kits: Kits,
    by: str,
    at: datetime,
    begun: Tell = untold,
) -> KitDraft:
    """Change the draft as `edit` does, for whoever may come late, or twice.

    A change that stands there already is none, whatever was seen before it.
    """
    try:
        return edit(change, revision=revision, kits=kits, by=by, at=at, begun=begun)
    except KitChanged:
        draft = draft_of(kits, by=by, at=at)
        if not _stands_already(change, draft.content):
            raise
        return draft


def _saved(
    draft: KitDraft, content: KitContent, *, kits: Kits, by: str, at: datetime, begun: Tell = untold
) -> KitDraft:
    after = draft.saying(content, by=by, at=at)
    if after.content == draft.content.stamped(UNPUBLISHED):
        return draft
    if not draft.revision:
        begun()
    return kits.store.save_draft(after)


def _stands_already(change: Callable[[KitContent], KitContent], content: KitContent) -> bool:
    try:
        return change(content) == content
    except (InputError, NotFound):
        return False


def discard(*, revision: int, kits: Kits, tell: Tell = untold) -> None:
    """Throw the draft away that was seen; raises KitChanged if it is another one by now."""
    draft = kits.store.draft()
    if draft is None or draft.revision != revision:
        raise KitChanged
    tell()
    kits.store.drop_draft(draft)


def discard_once(*, revision: int, kits: Kits, tell: Tell = untold) -> None:
    """Throw the draft away that was seen; where there is none, nothing happens. Raises KitChanged if it is another."""
    if kits.store.draft():
        discard(revision=revision, kits=kits, tell=tell)


def publish_draft(note: str, *, revision: int, kits: Kits, by: str, at: datetime, tell: Tell = untold) -> KitEdition:
    """Make the draft the network's edition; raises KitChanged, and InputError with every fault of it."""
    draft = kits.store.draft()
    if draft is None or draft.revision != revision:
        raise KitChanged
    return _published(draft.content, note, kits=kits, by=by, at=at, draft=draft, tell=tell)


def publish_once(note: str, *, revision: int, kits: Kits, by: str, at: datetime, tell: Tell = untold) -> EditionHead:
    """Make the draft that was seen the network's edition; asked again, return what was made of it.

    Raises KitChanged if it is another by now, and InputError with every fault of it.
    """
    try:
        return publish_draft(note, revision=revision, kits=kits, by=by, at=at, tell=tell).head
    except KitChanged:
        made = next((head for head in kits.store.history() if head.drafted == revision), None)
        if made is None or not revision:
            raise
        return made


def publish_content(
    content: KitContent, note: str, *, kits: Kits, by: str, at: datetime, tell: Tell = untold
) -> KitEdition:
    """Make what was written elsewhere the network's edition; raises InputError with every fault, KitChanged."""
    return _published(content, note, kits=kits, by=by, at=at, tell=tell)


def go_back(number: int, note: str, *, kits: Kits, by: str, at: datetime) -> KitEdition:
    """Make an earlier edition's words the network's again: a new edition, so that it can be undone alike.

    Raises EditionUnknown, and Conflict if they are the network's already.
    """
    earlier = kits.store.get(number)
    if digest_of(earlier.content) == digest_of(kits.current().content):
        raise Conflict(f"the kit says already what version {number} says")
    return _published(earlier.content, note, kits=kits, by=by, at=at)


def _published(
    content: KitContent,
    note: str,
    *,
    kits: Kits,
    by: str,
    at: datetime,
    draft: KitDraft | None = None,
    tell: Tell = untold,
) -> KitEdition:
    told = " ".join(note.split())
    if not told or len(told) > LONGEST_NOTE:
        remedy = f"Say in 1 to {LONGEST_NOTE} characters what is new"
        raise InputError([Fault(place="note", reason="it is empty or too long", remedy=remedy)])
    check(content)
    tell()
    _keep_bundled(kits, at=at)
    latest = kits.store.latest()
    number = (latest.number if latest else 1) + 1
    version = f"v{number}+{digest_of(content)}"
    of = draft.revision if draft else 0
    head = EditionHead(number=number, version=version, at=at, by=by, note=told, drafted=of)
    edition = KitEdition(head=head, content=content.stamped(version))
    kits.store.add(edition, draft=draft)
    return edition


def _keep_bundled(kits: Kits, *, at: datetime) -> None:
    """Keep the bundled edition before the first that HQ publishes: nations' pages came from it."""
    if kits.store.latest() is None:
        bundled = kits.bundled()
        try:
            kits.store.add(KitEdition(head=_kept(bundled.head, at), content=bundled.content))
        except KitChanged:
            return  # Somebody else kept it at this moment.


def _kept(head: EditionHead, at: datetime) -> EditionHead:
    return EditionHead(number=head.number, version=head.version, at=at, by=head.by, note=head.note, bundled=True)
