"""Routes of uploads."""

from __future__ import annotations

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.serve_network_api.answers import Upload
from functions.serve_network_api.bodies import File  # noqa: TC001 - the framework reads annotations at run time
from functions.serve_network_api.desk import desk
from functions.serve_network_api.orders import file_of
from functions.serve_network_api.responses import answering

router = APIGatewayHttpRouter()


@router.post(
    "/uploads", summary="Open an upload", operation_id="openUpload", tags=["uploads"], responses=answering(Upload)
)
def open_upload(file: File) -> Upload:
    """Return where to PUT the file, and the headers that must go with it; S3 refuses any other content."""
    upload = desk().uploads.presign(file_of(file))
    return Upload(url=upload.url, headers=dict(upload.headers), seconds=upload.seconds)
