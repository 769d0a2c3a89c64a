"""How the kit's editions are written down in the `network` table.

Editions are `{pk: KIT, sk: EDITION#000002, number, version, at, by, note, bundled, drafted, content}`, the draft is
`{pk: KIT, sk: DRAFT, revision, number, at, by, content}`, where `number` is that of the edition it began from, and
`drafted` the revision of the draft that was published. Of a draft that is gone `revision` alone stays. `content` is
JSON, deflated and in base64: `{pages: {fr: [page, …]}, mails: {fr: [e-mail, …]}, banner}`, all as in the bundled kit.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson

from shared.kits.edition import EditionHead, KitContent, KitEdition
from shared.kits.keys import KIT, edition_sort
from shared.kits.packing import packed, unpacked
from shared.mail.template import mail_item, read_mail_template
from shared.sites.banner import Language, read_banner, write_banner
from shared.sites.pages import page_item, read_page

if TYPE_CHECKING:
    from shared.kernel.items import Item

DRAFT = "DRAFT"
HEAD = ("number", "version", "at", "by", "note", "bundled", "drafted")


def edition_to_item(edition: KitEdition) -> Item:
    """Return the edition's item with its keys."""
    head = edition.head
    return {
        "pk": KIT,
        "sk": edition_sort(head.number),
        "number": head.number,
        "version": head.version,
        "at": head.at.isoformat() if head.at else None,
        "by": head.by,
        "note": head.note,
        "bundled": head.bundled,
        "drafted": head.drafted,
        "content": pack(edition.content),
    }


def head_from_item(item: Item) -> EditionHead:
    """Return the head of the edition that `edition_to_item` wrote."""
    return EditionHead(
        number=item["number"],
        version=item["version"],
        at=datetime.fromisoformat(item["at"]) if item.get("at") else None,
        by=item["by"],
        note=item["note"],
        bundled=item["bundled"],
        drafted=item.get("drafted", 0),
    )


def edition_from_item(item: Item) -> KitEdition:
    """Return the edition that `edition_to_item` wrote."""
    head = head_from_item(item)
    return KitEdition(head=head, content=unpack(item["content"], version=head.version))


def pack(content: KitContent) -> str:
    """Return the text that `unpack` reads back."""
    return packed(_spelled(content))


def unpack(text: str, *, version: str) -> KitContent:
    """Return the kit that `pack` wrote, its pages and e-mails as those of a version."""
    data = unpacked(text)
    stamp = {"kit_version": version}
    return KitContent(
        pages={
            Language(key): tuple(read_page({**page, **stamp}) for page in some) for key, some in data["pages"].items()
        },
        mails={
            Language(key): tuple(read_mail_template({**mail, **stamp}) for mail in some)
            for key, some in data["mails"].items()
        },
        banner=read_banner(data["banner"]),
    )


def digest_of(content: KitContent) -> str:
    """Return what tells a kit's words from those of another: twelve digits in base 16."""
    return sha256(_spelled(content)).hexdigest()[:12]


def _spelled(content: KitContent) -> bytes:
    data = {
        "pages": {
            language.value: [_bare(page_item(page)) for page in some] for language, some in content.pages.items()
        },
        "mails": {
            language.value: [_bare(mail_item(mail)) for mail in some] for language, some in content.mails.items()
        },
        "banner": write_banner(content.banner),
    }
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS)


def _bare(item: Item) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in ("sk", "kit_version", "edited_at")}
