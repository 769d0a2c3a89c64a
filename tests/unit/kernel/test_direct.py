"""Direct calls: answered as botocore's clients are, tried again where that may help, and no longer than that."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ClientError, EndpointConnectionError
from urllib3.exceptions import ProtocolError

from shared.kernel.aws import BRISK, client, error_code
from shared.kernel.direct import DirectCall

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from botocore.awsrequest import AWSPreparedRequest

Told = tuple[int, dict[str, str]]

SENT: Told = 200, {"MessageId": "one"}
THROTTLED: Told = 400, {"__type": "com.amazonaws.sqs#ThrottlingException"}
FAULTY: Told = 503, {}
REFUSED: Told = 400, {"__type": "com.amazonaws.sqs#AccessDeniedException"}


class Body(BytesIO):
    """What botocore reads an answer from."""

    def stream(self, **_: object) -> Iterator[bytes]:
        """Yield all there is."""
        yield self.getvalue()


class Service:
    """SQS that gives the answers handed in, one after the other, and keeps what it was asked."""

    def __init__(self, answers: Sequence[Told]) -> None:
        self.requests: list[AWSPreparedRequest] = []
        self.rests = 0
        self._answers = iter(answers)
        sqs = client("sqs")
        sqs.meta.events.register_first("before-send.sqs.SendMessage", self._answer)
        self.send = DirectCall(sqs, "SendMessage", patience=BRISK, rest=self._rest)

    def _answer(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        self.requests.append(request)
        status, told = next(self._answers)
        return AWSResponse(request.url, status, HTTPHeaders(), Body(json.dumps(told).encode()))

    def _rest(self) -> None:
        self.rests += 1


def test_a_call_is_signed_and_says_what_is_asked(aws: None) -> None:
    service = Service([SENT])

    answer = service.send(QueueUrl="https://queue", MessageBody="é")

    request: Any = service.requests[0]
    headers = {
        name: str(value, "ascii") if isinstance(value, bytes) else value for name, value in request.headers.items()
    }
    assert answer == SENT[1]
    assert json.loads(request.body) == {"QueueUrl": "https://queue", "MessageBody": "é"}
    assert request.url.rstrip("/") == "https://sqs.eu-west-3.amazonaws.com"
    assert headers["X-Amz-Target"] == "AmazonSQS.SendMessage"
    assert headers["X-Amz-Security-Token"] == "test"
    assert "/eu-west-3/sqs/aws4_request" in headers["Authorization"]


@pytest.mark.parametrize("passing", [THROTTLED, FAULTY])
def test_what_passes_is_tried_again_after_a_rest(aws: None, passing: Any) -> None:
    service = Service([passing, SENT])

    assert service.send() == SENT[1]
    assert (len(service.requests), service.rests) == (2, 1)


def test_no_call_is_tried_more_often_than_patience_allows(aws: None) -> None:
    service = Service([THROTTLED] * 3)

    with pytest.raises(ClientError) as caught:
        service.send()

    assert error_code(caught.value) == "ThrottlingException"
    assert len(service.requests) == BRISK.attempts


def test_what_is_refused_is_not_tried_again(aws: None) -> None:
    service = Service([REFUSED, SENT])

    with pytest.raises(ClientError) as caught:
        service.send()

    assert error_code(caught.value) == "AccessDeniedException"
    assert service.rests == 0


def test_a_service_out_of_reach_is_tried_again_and_then_said_to_be(aws: None, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []

    def break_off(method: str, url: str, **_: object) -> None:
        tries.append(method)
        raise ProtocolError("broken off")

    sqs = client("sqs", endpoint_url="http://127.0.0.1:9")
    send = DirectCall(sqs, "SendMessage", patience=BRISK, rest=lambda: None)
    monkeypatch.setattr(send._pool, "urlopen", break_off)

    with pytest.raises(EndpointConnectionError):
        send()

    assert len(tries) == BRISK.attempts
