"""The kit's words: pages, e-mails and the banner as documents, and what a draft changes of them.

What is sent is judged as a whole by the domain, so that all its faults are told at once: the bodies here take anything,
and tell openapi.json what is well.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, RootModel

from shared.kits.draft import LAST_REVISION
from shared.kits.dressing import CHOICES, COLOURS, LINES, MAY_BE_EMPTY, MOST_COLOURS, WORDS
from shared.kits.dressing import LONGEST as LONGEST_LINE
from shared.kits.editing import LONGEST, MOST_BLOCKS, Kind
from shared.kits.publishing import LONGEST_NOTE
from shared.network_api.models.examples import shown_as, strict
from shared.network_api.models.kit import EDITION, Edition
from shared.sites.banner import Language
from shared.sites.blocks import KINDS, Policy
from shared.sites.differences import Change

Revision = Annotated[int, Field(description="that of the draft as a whole, which no draft has twice; 0: there is none")]
Blocks = Annotated[list[dict[str, Any]], Field(description="`{kind, id, policy, …}`, each with the fields of its kind")]

HERO = {"kind": "hero", "id": "hero", "policy": "default", "title": "With {candidate}"}
PAGE = {
    "page": "home",
    "revision": 17,
    "title": "With {candidate}",
    "description": "Join in.",
    "menu": "Home",
    "blocks": [HERO],
}
MAIL = {"mail": "welcome", "revision": 17, "subject": "Welcome", "preview": "What comes next.", "blocks": [HERO]}
SAID = {"tagline": "Politics in broad daylight", "election": "general election", "legal_footer": "No trackers."}
BANNER = {
    "revision": 17,
    "name": "Plein Jour",
    "host": "Amazon Web Services EMEA SARL",
    "address": "1 place de l’Exemple, 75000 Paris",
    "primary": "#0d4a4a",
    "accent": "#ffb62e",
    "palette": ["#ffb62e", "#ff8f6b", "#8fd3b6", "#f2c6d6", "#9cc9ee", "#e3d26f"],
    "logo": "sunrise",
    "typeface": "clear",
    "corners": "round",
    "edge": "hills",
    "words": {"en": SAID},
}


class PageDocument(BaseModel):
    """A page of the kit in one language."""

    model_config = shown_as(**PAGE)

    page: str
    revision: Revision
    title: str
    description: str
    menu: Annotated[str, Field(description="empty: it stands in the footer")]
    blocks: Blocks


class MailDocument(BaseModel):
    """An e-mail of the kit in one language."""

    model_config = shown_as(**MAIL)

    mail: str
    revision: Revision
    subject: str
    preview: str
    blocks: Blocks


class BannerSaid(BaseModel):
    """What the banner says in one language."""

    tagline: str
    election: str
    legal_footer: str


class BannerDocument(BaseModel):
    """The look of all nations."""

    model_config = shown_as(**BANNER)

    revision: Revision
    name: str
    host: str
    address: str
    primary: str
    accent: str
    palette: list[str]
    logo: str
    typeface: str
    corners: str
    edge: str
    words: dict[Language, BannerSaid]


class EditionWords(Edition):
    """An edition with all that it says; the `revision` of its documents is 0, with which they begin a draft."""

    model_config = shown_as(
        **EDITION,
        pages={"en": [{**PAGE, "revision": 0}]},
        mails={"en": [{**MAIL, "revision": 0}]},
        banner={**BANNER, "revision": 0},
    )

    pages: dict[Language, list[PageDocument]]
    mails: dict[Language, list[MailDocument]]
    banner: BannerDocument


def _described(example: dict[str, Any], **fields: Any) -> ConfigDict:
    """Return the configuration of a body that takes any object, and is described as one that is well."""
    properties = {"revision": SEEN, **fields}
    schema: dict[str, Any] = {"properties": properties, "additionalProperties": False, "examples": [example]}
    return ConfigDict(json_schema_extra=schema)


def _text(longest: int, *, shortest: int = 1) -> dict[str, Any]:
    return {"type": "string", "minLength": shortest, "maxLength": longest}


SEEN = {"type": "integer", "minimum": 0, "description": "as it was read; 0, or left out: there was no draft"}
BLOCK = {
    "type": "object",
    "required": ["kind"],
    "properties": {
        "kind": {"type": "string", "enum": list(KINDS)},
        "id": {"type": "string", "description": "left out: the block is new"},
        "policy": {"type": "string", "enum": list(Policy), "description": "who may write it; left out: it stays"},
    },
}
BLOCKS = {"type": "array", "minItems": 1, "maxItems": MOST_BLOCKS, "items": BLOCK}
COLOUR = {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}
LINE = _text(LONGEST_LINE)
SAYING = {"type": "object", "properties": dict.fromkeys(WORDS, LINE), "additionalProperties": False}


class PageWriting(RootModel[dict[str, Any]]):
    """A page as it shall be, in one language; what is left out stays."""

    model_config = _described(
        PAGE,
        page={"type": "string"},
        **{name: _text(longest, shortest=name != "menu") for name, longest in LONGEST[Kind.PAGE].items()},
        blocks=BLOCKS,
    )


class MailWriting(RootModel[dict[str, Any]]):
    """An e-mail as it shall be, in one language; what is left out stays."""

    model_config = _described(
        MAIL,
        mail={"type": "string"},
        **{name: _text(longest) for name, longest in LONGEST[Kind.MAIL].items()},
        blocks=BLOCKS,
    )


class BannerWriting(RootModel[dict[str, Any]]):
    """The banner as it shall be; what is left out stays."""

    model_config = _described(
        BANNER,
        **{name: _text(LONGEST_LINE, shortest=name not in MAY_BE_EMPTY) for name in LINES},
        **dict.fromkeys(COLOURS, COLOUR),
        palette={"type": "array", "maxItems": MOST_COLOURS, "items": COLOUR},
        **{name: {"type": "string", "enum": list(options)} for name, options in CHOICES.items()},
        words={
            "type": "object",
            "properties": {language.value: SAYING for language in Language},
            "additionalProperties": False,
        },
    )


class FieldChange(BaseModel):
    """A field in which the draft differs: `title`, or within a list `cards 2, body`, as it was and as it would be."""

    field: str
    before: str
    after: str


class BlockChange(BaseModel):
    """A block that differs; one of kind `heading` stands for the title and the like, and has no name."""

    block: str
    kind: str
    change: Change
    fields: list[FieldChange]


class HandChange(BaseModel):
    """A block that another may write."""

    block: str
    policy: Policy


CHANGED = {
    "kind": "pages",
    "language": "en",
    "name": "home",
    "title": "With {candidate}",
    "blocks": [
        {
            "block": "hero",
            "kind": "hero",
            "change": "changed",
            "fields": [{"field": "title", "before": "For {zone}", "after": "With {candidate}"}],
        }
    ],
    "policies": [{"block": "story", "policy": "locked"}],
    "reordered": False,
}


class DocumentChange(BaseModel):
    """A page or an e-mail in which the draft differs from the network's edition, block by block."""

    model_config = shown_as(**CHANGED)

    kind: Kind
    language: Language
    name: str
    title: str
    blocks: list[BlockChange]
    policies: list[HandChange]
    reordered: bool


class Draft(BaseModel):
    """The one draft of the next edition, which people and programs share; at revision 0 there is none.

    `banner` is what differs of it; `words, fr, tagline` is what it says in one language. It is overtaken if an edition
    was published since it began.
    """

    model_config = shown_as(
        began_from=3,
        revision=17,
        at="2027-05-20T09:30:00Z",
        by="operator",
        overtaken=False,
        changed=[CHANGED],
        banner=[{"field": "primary", "before": "#0d4a4a", "after": "#123456"}],
    )

    began_from: Annotated[int, Field(description="the number of the edition from which it began, or would begin")]
    revision: Revision
    at: Annotated[datetime | None, Field(description="when it was last written")]
    by: Annotated[str, Field(description="a member's id or `operator`; empty while there is none")]
    overtaken: bool
    changed: list[DocumentChange]
    banner: list[FieldChange]


class KitPublication(BaseModel):
    """The draft that shall be the network's edition, as GET /kit/draft told it, and what is new in it."""

    model_config = strict(revision=17, note="New words for the volunteers")

    revision: Annotated[int, Field(ge=1, le=LAST_REVISION)]
    note: Annotated[str, Field(min_length=1, max_length=LONGEST_NOTE)]
