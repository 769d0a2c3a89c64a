"""The route of headquarters' log."""

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.network_api.desk import AtDesk
from shared.network_api.models.log import Log, LogEntry
from shared.network_api.paging import PAGE_SIZE, Cursor, Limit
from shared.network_api.responses import answering

router = APIGatewayHttpRouter()


@router.get("/log", summary="Read headquarters' log", operation_id="readLog", tags=["log"], responses=answering(Log))
def read_log(at: AtDesk, limit: Limit = PAGE_SIZE, cursor: Cursor = None) -> Log:
    """Read what was done at headquarters, the newest first; what was done in a nation is in that nation's own log."""
    page = at.audit.page(None, limit=limit, cursor=cursor)
    entries = [
        LogEntry(id=each.id, at=each.at, who=each.who, what=each.what, about=dict(each.about)) for each in page.elements
    ]
    return Log(entries=entries, cursor=page.cursor)
