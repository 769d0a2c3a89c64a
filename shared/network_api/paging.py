"""Lists in pages: how long, from where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

from aws_lambda_powertools.event_handler.openapi.params import Query
from botocore.exceptions import ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from shared.kernel.page import Page

T = TypeVar("T")

PAGE_SIZE = 50
LARGEST_PAGE = 100

LONGEST_CURSOR = 2000
"""Twice what the longest key of a nation or a rollout comes to in base 64."""

Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="Elements of the page, at most.")]
Cursor = Annotated[
    str | None, Query(max_length=LONGEST_CURSOR, description="The `cursor` of the page before; none: the first page.")
]


class Listed(Protocol[T]):
    """A store that lists what it keeps."""

    def page(self, *, limit: int, cursor: str | None = None) -> Page[T]:
        """Return one page."""


def read_page(store: Listed[T], *, limit: int, cursor: str | None) -> Page[T]:
    """Return a page of the store; raises InputError for a cursor of another list."""
    try:
        return store.page(limit=limit, cursor=cursor)
    except ClientError as error:
        # Nothing else of the query is the client's: DynamoDB refuses a key that its index cannot hold.
        if cursor is not None and error_code(error) == "ValidationException":
            raise InputError([_FOREIGN]) from error
        raise


_FOREIGN = Fault(
    place="query.cursor",
    reason="it continues no page of this list",
    remedy="Hand back the cursor exactly as the page before gave it, or leave it out to start anew",
)
