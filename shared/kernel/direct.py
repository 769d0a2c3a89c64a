"""One operation of AWS called directly, for where a visitor waits.

Botocore's clients settle anew at each call what never changes (endpoint, shapes, listeners), most of the processor
time that a call takes. Here it is settled once, from such a client; botocore signs, urllib3 sends.
"""

from __future__ import annotations

import json
import random
import time
from typing import TYPE_CHECKING, Any

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError
from botocore.httpsession import get_cert_path
from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError

from shared.kernel.aws import USER_AGENT, credentials

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.awsrequest import AWSPreparedRequest

    from shared.kernel.aws import Patience

REST = 0.2
"""The longest rest before another try, in seconds; chance says how long it is, so that many do not come at once."""

GOOD, THEIR_FAULT = 300, 500


def _rest() -> None:
    time.sleep(random.uniform(0, REST))  # noqa: S311 - nothing is to be kept secret by it


class DirectCall:
    """Calls one operation of a service that speaks AWS's JSON protocol; threads may share it.

    `client` is botocore's own of the service. Throttles and faults of the service are tried again after a `rest`.
    """

    def __init__(self, client: Any, operation: str, *, patience: Patience, rest: Callable[[], None] = _rest) -> None:
        meta = client.meta
        service = meta.service_model
        self._operation = operation
        self._event = f"before-send.{service.service_id.hyphenize()}.{operation}"
        self._listeners = meta.events
        self._attempts, self._rest = patience.attempts, rest
        self._url, self._scope = meta.endpoint_url.rstrip("/") + "/", (service.signing_name, meta.region_name)
        self._headers = {
            "Content-Type": f"application/x-amz-json-{service.metadata['jsonVersion']}",
            "X-Amz-Target": f"{service.metadata['targetPrefix']}.{operation}",
            "User-Agent": USER_AGENT,
        }
        timeout = Timeout(connect=patience.connect, read=patience.read)
        manager = PoolManager(retries=False, timeout=timeout, ca_certs=get_cert_path(True))
        self._pool = manager.connection_from_url(self._url)

    def __call__(self, **parameters: Any) -> dict[str, Any]:
        """Return the answer; raises ClientError and BotoCoreError as the client does."""
        body = json.dumps(parameters).encode()
        for _ in range(self._attempts - 1):
            try:
                return self._answered(body)
            except (ClientError, EndpointConnectionError) as error:
                if not _is_passing(error):
                    raise
            self._rest()
        return self._answered(body)

    def _answered(self, body: bytes) -> dict[str, Any]:
        status, content = self._sent(self._signed(body), body)
        if status >= GOOD:
            raise ClientError(_fault(status, content), self._operation)
        answer: dict[str, Any] = json.loads(content)
        return answer

    def _signed(self, body: bytes) -> AWSPreparedRequest:
        if (found := credentials()) is None:
            raise NoCredentialsError
        request = AWSRequest(method="POST", url=self._url, data=body, headers=self._headers)
        SigV4Auth(found.get_frozen_credentials(), *self._scope).add_auth(request)
        return request.prepare()

    def _sent(self, request: AWSPreparedRequest, body: bytes) -> tuple[int, bytes]:
        # Whoever listens to what botocore sends hears this, too, and may answer it: the tests' cloud in memory does.
        heard = self._listeners.emit_until_response(self._event, request=request)[1]
        if heard is not None:
            return heard.status_code, heard.content
        try:
            answer = self._pool.urlopen("POST", "/", body=body, headers=dict(request.headers.items()))
        except HTTPError as error:
            raise EndpointConnectionError(endpoint_url=self._url, error=type(error).__name__) from error
        return answer.status, answer.data


def _fault(status: int, content: bytes) -> Any:
    try:
        word = str(json.loads(content)["__type"])
    except (ValueError, KeyError, TypeError):
        word = str(status)
    return {"Error": {"Code": word.rpartition("#")[2]}, "ResponseMetadata": {"HTTPStatusCode": status}}


def _is_passing(error: ClientError | EndpointConnectionError) -> bool:
    """Tell whether another try may do better: nobody answered, the service is at fault, or it throttles."""
    if isinstance(error, EndpointConnectionError):
        return True
    told: Any = error.response
    return told["ResponseMetadata"]["HTTPStatusCode"] >= THEIR_FAULT or "Throttl" in told["Error"]["Code"]
