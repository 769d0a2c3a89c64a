"""Visitors who send a form, each from an address of their own, as CloudFront hands them to the API."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from infra.stages import LOCAL
from shared.actions.arrival import FORM_TYPE
from shared.actions.viewer import EDGE_KEY, VIEWER_ADDRESS
from tests.bench.bare import actions_api
from tests.stamps import ripe_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.bench.stage import BenchStage

ACCEPTED = 303


class NotAccepted(OSError):  # noqa: N818 - the name states the fact, as the style asks
    """A visitor was answered otherwise: what was measured is not the taking of forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What visitors of one round waited, in seconds, each; and how long it took for all."""

    waits: Sequence[float]
    seconds: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds

    @property
    def slow(self) -> float:
        """What nineteen of twenty do not wait longer than."""
        return sorted(self.waits)[int(len(self.waits) * 0.95)]


class Visitors:
    """Everybody who visits: no two send from the same address, nor under the same name."""

    def __init__(self, stage: BenchStage, slugs: Sequence[str]) -> None:
        self._host = urlsplit(stage.endpoint).netloc
        self._prefix = f"/_aws/execute-api/{actions_api(stage)}/$default"
        secrets = stage.client("secretsmanager")
        self._key = secrets.get_secret_value(SecretId=LOCAL.edge_secret)["SecretString"]
        self._numbers = count()
        self._stamps = [(slug, ripe_stamp(slug, secretsmanager=secrets, secret=LOCAL.signing_secret)) for slug in slugs]

    def come(self, door: str, *, clients: int, seconds: float) -> Round:
        """Have so many at a time send forms to `/<slug>/<door>` for so long; raises NotAccepted."""
        begun = time.perf_counter()
        with ThreadPoolExecutor(clients) as pool:
            waits = pool.map(partial(self._queue_of, door), [begun + seconds] * clients)
            every = [wait for one in waits for wait in one]
        return Round(waits=every, seconds=time.perf_counter() - begun)

    def _queue_of(self, door: str, end: float) -> list[float]:
        connection = HTTPConnection(self._host)
        return list(self._waits(connection, door, end))

    def _waits(self, connection: HTTPConnection, door: str, end: float) -> Iterator[float]:
        while (begun := time.perf_counter()) < end:
            self._send(connection, door, next(self._numbers))
            yield time.perf_counter() - begun

    def _send(self, connection: HTTPConnection, door: str, number: int) -> None:
        slug, stamp = self._stamps[number % len(self._stamps)]
        body = urlencode(
            {"page": "join", "language": "fr", "given_name": "Anna", "email": f"v{number}@example.org", "stamp": stamp}
        )
        connection.request("POST", f"{self._prefix}/{slug}/{door}", body, self._headers(number))
        answer = connection.getresponse()
        answer.read()
        if answer.status != ACCEPTED:
            raise NotAccepted(f"/{slug}/{door} answered {answer.status} in place of {ACCEPTED}")

    def _headers(self, number: int) -> Mapping[str, str]:
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        return {"Content-Type": FORM_TYPE, "Accept": "text/html", VIEWER_ADDRESS: address, EDGE_KEY: self._key}
