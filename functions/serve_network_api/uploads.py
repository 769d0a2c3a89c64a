"""Routes of uploads."""

from __future__ import annotations

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.serve_network_api.desk import desk
from functions.serve_network_api.models import File, Upload
from functions.serve_network_api.orders import file_of
from functions.serve_network_api.problems import DOCUMENTED

router = APIGatewayHttpRouter()


@router.post("/uploads", summary="Open an upload", tags=["uploads"], responses=DOCUMENTED)
def open_upload(file: File) -> Upload:
    """Return where to PUT the file, and the headers that must go with it; S3 refuses any other content."""
    upload = desk().uploads.presign(file_of(file))
    return Upload(url=upload.url, headers=dict(upload.headers), seconds=upload.seconds)
