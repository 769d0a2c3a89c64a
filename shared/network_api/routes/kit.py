"""Routes of the kit: its editions and their words, and how nations are brought up to the network's."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.access.grant import OPERATOR
from shared.kernel.errors import NotFound
from shared.kits.documents import said_of
from shared.kits.dressing import banner_document
from shared.kits.edition import EditionHead
from shared.kits.publishing import go_back
from shared.kits.run import KitRun, Standing, progress_of
from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk, Desk
from shared.network_api.models.kit import (
    LAST_EDITION,
    Edition,
    Editions,
    KitPush,
    KitRollback,
    PushCounts,
    PushOrder,
    PushWave,
)
from shared.network_api.models.kit_words import EditionWords
from shared.network_api.models.report import FailedNation
from shared.network_api.noting import note
from shared.network_api.responses import answering
from shared.sites.documents import Said

router = APIGatewayHttpRouter()

Number = Annotated[int, Path(ge=1, le=LAST_EDITION)]

PUSHED: dict[str, Any] = {
    "tags": ["kit"],
    "responses": answering(KitPush, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
}


class NeverPushed(NotFound):
    """Nobody began to push the network's edition."""

    def __init__(self) -> None:
        super().__init__("the network's edition was never pushed: POST /kit/push begins")


@router.get(
    "/kit/editions",
    summary="List the kit's editions",
    operation_id="listEditions",
    tags=["kit"],
    responses=answering(Editions),
)
def list_editions(at: AtDesk) -> Editions:
    """List all editions, the latest first: that is the network's."""
    heads = at.kits.store.history() or (at.kits.bundled().head,)
    return Editions(current=at.kits.current().version, editions=list(map(told_edition, heads)))


@router.get(
    "/kit/editions/<number>",
    summary="Read an edition's words",
    operation_id="readEdition",
    tags=["kit"],
    responses=answering(EditionWords, HTTPStatus.NOT_FOUND),
)
def read_edition(number: Number, at: AtDesk) -> EditionWords:
    """Read all that an edition says: its pages and e-mails in every language, and its banner, as documents."""
    edition = at.kits.numbered(number)
    content = edition.content
    pages = {language: _documents(map(said_of, some)) for language, some in content.pages.items()}
    mails = {language: _documents(map(said_of, some)) for language, some in content.mails.items()}
    banner = banner_document(content.banner, revision=0)
    head = told_edition(edition.head).model_dump()
    return EditionWords.model_validate({**head, "pages": pages, "mails": mails, "banner": banner})


@router.post(
    "/kit/rollback",
    summary="Go back to an earlier edition",
    operation_id="rollBackKit",
    tags=["kit"],
    responses=answering(Edition, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def go_back_to(order: KitRollback, at: AtDesk, by: Caller) -> Edition:
    """Make an earlier edition's words the network's again, as a new edition; nations follow when it is pushed."""
    note("went-back-kit", by=by, at=at, version=at.kits.current().version, to=str(order.to))
    return told_edition(go_back(order.to, order.note, kits=at.kits, by=OPERATOR, at=at.clock.now()).head)


@router.post(
    "/kit/push",
    summary="Push the network's edition",
    operation_id="pushKit",
    tags=["kit"],
    responses=answering(KitPush, HTTPStatus.CONFLICT, on=(HTTPStatus.OK, HTTPStatus.ACCEPTED)),
)
def push(order: PushOrder, at: AtDesk, by: Caller) -> Response[KitPush]:
    """Bring all nations up to the network's edition (202), or ask again for what is not done; 200 once all is done."""
    note("pushed-kit", by=by, at=at, version=at.kits.current().version)
    run = at.kit_push.begin(by=OPERATOR, canaries=order.canaries)
    told = _standing(at, run.version)
    status = HTTPStatus.OK if told.state is Standing.DONE else HTTPStatus.ACCEPTED
    return Response(status_code=status, content_type="application/json", body=told)


@router.get(
    "/kit/push",
    summary="Read how far the push has come",
    operation_id="readPush",
    tags=["kit"],
    responses=answering(KitPush, HTTPStatus.NOT_FOUND),
)
def read_push(at: AtDesk) -> KitPush:
    """Read how far the push of the network's edition has come, and where it failed."""
    return _standing(at, at.kits.current().version)


@router.post("/kit/push/go-on", summary="Begin the next wave", operation_id="goOnWithPush", **PUSHED)
def go_on(at: AtDesk, by: Caller) -> KitPush:
    """Begin the next wave although some nations of this one failed."""
    run = _run(at, at.kits.current().version)
    note("pushed-kit", by=by, at=at, version=run.version)
    at.kit_push.go_on(run, by=OPERATOR)
    return _standing(at, run.version)


@router.post("/kit/push/stop", summary="Stop the push", operation_id="stopPush", **PUSHED)
def stop(at: AtDesk, by: Caller) -> KitPush:
    """Leave nations that have not followed yet as they are; pushing again goes on from there."""
    run = _run(at, at.kits.current().version)
    if not run.stopped:
        note("stopped-kit", by=by, at=at, version=run.version)
    at.kit_push.stop(run)
    return _standing(at, run.version)


def _documents(said: Iterable[Said]) -> list[dict[str, Any]]:
    return [each.spelt(revision=0) for each in said]


def _run(at: Desk, version: str) -> KitRun:
    run = at.kit_push.runs.get(version)
    if run is None:
        raise NeverPushed
    return run


def _standing(at: Desk, version: str) -> KitPush:
    run = _run(at, version)
    progress = progress_of(run, at.kit_push.runs.settled(version))
    failed = len(progress.failed)
    return KitPush(
        version=run.version,
        state=progress.standing,
        wave=run.wave + 1,
        waves=[PushWave(done=done, nations=nations) for done, nations in progress.waves],
        nations=PushCounts(planned=progress.total, done=progress.done, failed=failed, pending=progress.pending),
        changed=progress.changed,
        waiting=progress.waiting,
        failed=[FailedNation(slug=each.slug, reason=each.failure) for each in progress.failed],
        started_at=run.started_at,
    )


def told_edition(head: EditionHead) -> Edition:
    """Return an edition as the API tells it."""
    return Edition(
        number=head.number, version=head.version, at=head.at, by=head.by, note=head.note, bundled=head.bundled
    )
