"""Our clients of AWS: what they send on the wire."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from urllib3 import HTTPResponse

from shared.kernel.aws import client

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest


def test_an_object_is_put_without_asking_first_whether_it_is_welcome(aws: None) -> None:
    sent: list[AWSPreparedRequest] = []

    def answer(request: AWSPreparedRequest, **_: object) -> AWSResponse:
        sent.append(request)
        return AWSResponse(request.url, 200, HTTPHeaders(), HTTPResponse(BytesIO(), preload_content=False))

    s3 = client("s3")
    s3.meta.events.register_first("before-send.s3.PutObject", answer)
    s3.put_object(Bucket="sites", Key="paris-1/index.html", Body=b"<p>page</p>")

    assert "Expect" not in sent[0].headers
