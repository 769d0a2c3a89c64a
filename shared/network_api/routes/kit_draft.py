"""Routes of the kit's draft: what it changes, and its pages, e-mails and banner as documents."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.access.grant import OPERATOR
from shared.kits import dressing
from shared.kits.comparing import Compared, compared
from shared.kits.documents import document_of, write_document
from shared.kits.draft import LAST_REVISION, KitDraft
from shared.kits.editing import Kind, Where
from shared.kits.publishing import Tell, discard_once, draft_of, publish_once
from shared.kits.sheet import KitSheet, sheet_of
from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk, Desk
from shared.network_api.models.kit import Edition
from shared.network_api.models.kit_words import (
    BannerDocument,
    BannerWriting,
    BlockChange,
    DocumentChange,
    Draft,
    FieldChange,
    HandChange,
    KitPublication,
    MailDocument,
    MailWriting,
    PageDocument,
    PageWriting,
)
from shared.network_api.noting import note
from shared.network_api.responses import answering
from shared.network_api.routes.kit import told_edition
from shared.sites.banner import Language
from shared.sites.differences import FieldDifference

router = APIGatewayHttpRouter()

LONGEST_NAME = 40

Name = Annotated[str, Path(max_length=LONGEST_NAME)]
Seen = Annotated[int, Query(ge=1, le=LAST_REVISION, description="The revision that was read.")]

DRAFT, PAGE, MAIL, BANNER = (
    "/kit/draft",
    "/kit/draft/pages/<language>/<name>",
    "/kit/draft/mails/<language>/<name>",
    "/kit/draft/banner",
)


@router.get(DRAFT, summary="Read the draft", operation_id="readDraft", tags=["kit"], responses=answering(Draft))
def read_draft(at: AtDesk) -> Draft:
    """Read how far the draft of the next edition is, and all that it changes, word by word."""
    return _told(_sheet(at))


@router.delete(
    DRAFT,
    summary="Throw the draft away",
    operation_id="discardDraft",
    tags=["kit"],
    responses=answering(Draft, HTTPStatus.CONFLICT),
)
def throw_away(revision: Seen, at: AtDesk, by: Caller) -> Draft:
    """Throw the draft away that was read; where there is none, nothing happens."""
    discard_once(revision=revision, kits=at.kits, tell=_telling("discarded-kit", at, by))
    return _told(_sheet(at))


@router.get(
    PAGE,
    summary="Read a page of the draft",
    operation_id="readKitPage",
    tags=["kit"],
    responses=answering(PageDocument, HTTPStatus.NOT_FOUND),
)
def read_page(language: Language, name: Name, at: AtDesk) -> PageDocument:
    """Read a page as the draft has it; without a draft, as the network's edition does."""
    return PageDocument(**_document(Where(kind=Kind.PAGE, language=language, name=name), at))


@router.put(
    PAGE,
    summary="Write a page of the draft",
    operation_id="writeKitPage",
    tags=["kit"],
    responses=answering(PageDocument, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def write_page(language: Language, name: Name, page: PageWriting, at: AtDesk, by: Caller) -> PageDocument:
    """Write a page into the draft, or begin one. Its blocks are added, moved and taken away in all languages."""
    return PageDocument(**_write(page.root, Where(kind=Kind.PAGE, language=language, name=name), at, by))


@router.get(
    MAIL,
    summary="Read an e-mail of the draft",
    operation_id="readKitMail",
    tags=["kit"],
    responses=answering(MailDocument, HTTPStatus.NOT_FOUND),
)
def read_mail(language: Language, name: Name, at: AtDesk) -> MailDocument:
    """Read an e-mail as the draft has it; without a draft, as the network's edition does."""
    return MailDocument(**_document(Where(kind=Kind.MAIL, language=language, name=name), at))


@router.put(
    MAIL,
    summary="Write an e-mail of the draft",
    operation_id="writeKitMail",
    tags=["kit"],
    responses=answering(MailDocument, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def write_mail(language: Language, name: Name, mail: MailWriting, at: AtDesk, by: Caller) -> MailDocument:
    """Write an e-mail into the draft, or begin one. Its blocks are added, moved and taken away in all languages."""
    return MailDocument(**_write(mail.root, Where(kind=Kind.MAIL, language=language, name=name), at, by))


@router.get(
    BANNER,
    summary="Read the draft's banner",
    operation_id="readKitBanner",
    tags=["kit"],
    responses=answering(BannerDocument),
)
def read_banner(at: AtDesk) -> BannerDocument:
    """Read the banner as the draft has it; without a draft, as the network's edition does."""
    return _banner(draft_of(at.kits, by=OPERATOR, at=at.clock.now()))


@router.put(
    BANNER,
    summary="Write the draft's banner",
    operation_id="writeKitBanner",
    tags=["kit"],
    responses=answering(BannerDocument, HTTPStatus.CONFLICT),
)
def write_banner(banner: BannerWriting, at: AtDesk, by: Caller) -> BannerDocument:
    """Write the banner into the draft, or begin one."""
    begun = _telling("began-kit", at, by)
    return _banner(dressing.write_dress(banner.root, kits=at.kits, by=OPERATOR, at=at.clock.now(), begun=begun))


@router.post(
    "/kit/editions",
    summary="Publish the draft",
    operation_id="publishKit",
    tags=["kit"],
    responses=answering(Edition, HTTPStatus.CONFLICT),
)
def publish(order: KitPublication, at: AtDesk, by: Caller) -> Edition:
    """Make the draft the network's edition; given again it answers the edition that was made. Nations follow a push."""
    made = publish_once(
        order.note,
        revision=order.revision,
        kits=at.kits,
        by=OPERATOR,
        at=at.clock.now(),
        tell=_telling("published-kit", at, by),
    )
    return told_edition(made)


def _sheet(at: Desk) -> KitSheet:
    return sheet_of(at.kits, by="", at=at.clock.now())


def _telling(what: str, at: Desk, by: str) -> Tell:
    return lambda: note(what, by=by, at=at, version=at.kits.current().version)


def _document(where: Where, at: Desk) -> dict[str, Any]:
    draft = draft_of(at.kits, by=OPERATOR, at=at.clock.now())
    return document_of(draft.content, where, revision=draft.revision)


def _write(written: dict[str, Any], where: Where, at: Desk, by: str) -> dict[str, Any]:
    begun = _telling("began-kit", at, by)
    draft = write_document(written, where, kits=at.kits, by=OPERATOR, at=at.clock.now(), begun=begun)
    return document_of(draft.content, where, revision=draft.revision)


def _banner(draft: KitDraft) -> BannerDocument:
    return BannerDocument(**dressing.banner_document(draft.content.banner, revision=draft.revision))


def _told(sheet: KitSheet) -> Draft:
    draft = sheet.draft
    return Draft(
        began_from=draft.number,
        revision=draft.revision,
        at=draft.at if sheet.is_open else None,
        by=draft.by,
        overtaken=sheet.is_overtaken,
        changed=list(map(_change, compared(sheet))),
        banner=_fields(dressing.compared_banners(sheet.edition.content.banner, draft.content.banner)),
    )


def _fields(found: Iterable[FieldDifference]) -> list[FieldChange]:
    return [FieldChange(field=each.place, before=each.before, after=each.after) for each in found]


def _change(found: Compared) -> DocumentChange:
    return DocumentChange(
        kind=found.where.kind,
        language=found.where.language,
        name=found.where.name,
        title=found.title,
        blocks=[
            BlockChange(
                block=block.id,
                kind=block.kind,
                change=block.change,
                fields=_fields(block.fields),
            )
            for block in found.differences
        ],
        policies=[HandChange(block=block, policy=policy) for block, _, policy in found.policies],
        reordered=found.is_reordered,
    )
