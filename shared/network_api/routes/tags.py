"""Routes of headquarters' own tags: listed, made, described, retired, taken up again."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.access.grant import OPERATOR
from shared.nations.hq_tags import HqTag, HqTagDesk, describe_hq_tag, make_hq_tag, retire_hq_tag, return_hq_tag
from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk, Desk
from shared.network_api.models.tags import Tag, TagDescription, TagNamed, Tags, TagWish
from shared.network_api.noting import note
from shared.network_api.responses import answering

router = APIGatewayHttpRouter()

WRITTEN: dict[str, Any] = {
    "tags": ["tags"],
    "responses": answering(Tag, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
}


@router.get(
    "/tags", summary="List headquarters' tags", operation_id="listTags", tags=["tags"], responses=answering(Tags)
)
def list_tags(at: AtDesk) -> Tags:
    """List all tags of headquarters, those that are retired as well."""
    return Tags(tags=list(map(_told, at.hq_tags.all())))


@router.post(
    "/tags",
    summary="Make a tag",
    operation_id="makeTag",
    tags=["tags"],
    responses=answering(Tag, HTTPStatus.CONFLICT),
)
def make(wish: TagWish, at: AtDesk, by: Caller) -> Tag:
    """Make a tag that headquarters' files may give; made again it is the one that stands."""
    return _told(make_hq_tag(wish.tag, wish.about, desk=_work(at, by)))


@router.post("/tags/describe", summary="Say what a tag is for", operation_id="describeTag", **WRITTEN)
def describe(described: TagDescription, at: AtDesk, by: Caller) -> Tag:
    """Say what a tag is for."""
    return _told(describe_hq_tag(described.tag, described.about, desk=_work(at, by)))


@router.post("/tags/retire", summary="Retire a tag", operation_id="retireTag", **WRITTEN)
def retire(named: TagNamed, at: AtDesk, by: Caller) -> Tag:
    """Have no file give a tag any more; whoever has it keeps it."""
    return _told(retire_hq_tag(named.tag, desk=_work(at, by)))


@router.post("/tags/return", summary="Take a tag up again", operation_id="returnTag", **WRITTEN)
def take_up(named: TagNamed, at: AtDesk, by: Caller) -> Tag:
    """Take a tag into use again that was retired."""
    return _told(return_hq_tag(named.tag, desk=_work(at, by)))


def _work(at: Desk, by: str) -> HqTagDesk:
    def tell(what: str, tag: str) -> None:
        note(what, by=by, at=at, tag=tag)

    return HqTagDesk(tags=at.hq_tags, note=tell, clock=at.clock, by=OPERATOR)


def _told(tag: HqTag) -> Tag:
    return Tag(tag=tag.tag, about=tag.about, at=tag.at, retired_at=tag.retired_at)
