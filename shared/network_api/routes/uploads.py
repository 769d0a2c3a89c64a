"""Routes of uploads."""

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.network_api.desk import AtDesk
from shared.network_api.models.uploads import File, Upload
from shared.network_api.orders import file_of
from shared.network_api.responses import answering

router = APIGatewayHttpRouter()


@router.post(
    "/uploads", summary="Open an upload", operation_id="openUpload", tags=["uploads"], responses=answering(Upload)
)
def open_upload(file: File, at: AtDesk) -> Upload:
    """Return where to PUT the file, and the headers that must go with it; S3 refuses any other content."""
    upload = at.uploads.presign(file_of(file))
    return Upload(url=upload.url, headers=dict(upload.headers), seconds=upload.seconds)
