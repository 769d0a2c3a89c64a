"""Write the kit's next edition, publish it, go back to an earlier one. Nations follow when it is pushed: `pushing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, Fault, InputError
from shared.kits.draft import UNPUBLISHED, KitDraft
from shared.kits.edition import EditionHead, KitEdition
from shared.kits.errors import KitChanged
from shared.kits.items import digest_of
from shared.kits.rules import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shared.kits.edition import KitContent
    from shared.kits.kits import Kits

LONGEST_NOTE = 300
"""Characters of what is said of an edition."""


def draft_of(kits: Kits, *, by: str, at: datetime) -> KitDraft:
    """Return the draft of the next edition, or one that says what the network's edition says; that is not kept yet."""
    return kits.store.draft() or KitDraft.begun(kits.current(), by=by, at=at)


def edit(change: Callable[[KitContent], KitContent], *, revision: int, kits: Kits, by: str, at: datetime) -> KitDraft:
    """Change the draft that was seen, or begin one; raises KitChanged if somebody else changed it since.

    `revision` is that of the draft that was seen, 0 where there was none. What changes nothing keeps nothing.
    """
    draft = draft_of(kits, by=by, at=at)
    if draft.revision != revision:
        raise KitChanged
    after = draft.saying(change(draft.content), by=by, at=at)
    if after.content == draft.content.stamped(UNPUBLISHED):
        return draft
    kits.store.save_draft(after)
    return after


def discard(*, revision: int, kits: Kits) -> None:
    """Throw the draft away that was seen; raises KitChanged if it is another one by now."""
    draft = kits.store.draft()
    if draft is None or draft.revision != revision:
        raise KitChanged
    kits.store.drop_draft(draft)


def publish_draft(note: str, *, revision: int, kits: Kits, by: str, at: datetime) -> KitEdition:
    """Make the draft the network's edition; raises KitChanged, and InputError with every fault of it."""
    draft = kits.store.draft()
    if draft is None or draft.revision != revision:
        raise KitChanged
    return _published(draft.content, note, kits=kits, by=by, at=at, draft=draft)


def publish_content(content: KitContent, note: str, *, kits: Kits, by: str, at: datetime) -> KitEdition:
    """Make what was written elsewhere the network's edition; raises InputError with every fault, KitChanged."""
    return _published(content, note, kits=kits, by=by, at=at)


def go_back(number: int, note: str, *, kits: Kits, by: str, at: datetime) -> KitEdition:
    """Make an earlier edition's words the network's again: a new edition, so that it can be undone alike.

    Raises EditionUnknown, and Conflict if they are the network's already.
    """
    earlier = kits.store.get(number)
    if digest_of(earlier.content) == digest_of(kits.current().content):
        raise Conflict(f"the kit says already what version {number} says")
    return _published(earlier.content, note, kits=kits, by=by, at=at)


def _published(
    content: KitContent, note: str, *, kits: Kits, by: str, at: datetime, draft: KitDraft | None = None
) -> KitEdition:
    told = " ".join(note.split())
    if not told or len(told) > LONGEST_NOTE:
        remedy = f"Say in 1 to {LONGEST_NOTE} characters what is new"
        raise InputError([Fault(place="note", reason="it is empty or too long", remedy=remedy)])
    check(content)
    _keep_bundled(kits, at=at)
    latest = kits.store.latest()
    number = (latest.number if latest else 1) + 1
    version = f"v{number}+{digest_of(content)}"
    head = EditionHead(number=number, version=version, at=at, by=by, note=told)
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
