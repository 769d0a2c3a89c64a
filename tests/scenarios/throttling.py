"""A table that is asked for too much: a door before the emulator that answers as DynamoDB does on such a day.

Functions are led to it by botocore's own variable, `AWS_ENDPOINT_URL_DYNAMODB`; nothing of ours knows of it.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]

VARIABLE = "AWS_ENDPOINT_URL_DYNAMODB"
"""Where botocore looks for DynamoDB, before `AWS_ENDPOINT_URL` (AWS SDKs reference, “Service-specific endpoints”)."""

CALM, SQUALL = 0.005, 0.7
"""Shares of the requests that go wrong."""

PERIOD, SQUALL_LENGTH = 4.0, 1.0
"""Seconds from one squall to the next, and how long it takes: longer than the tries of who passes on soon."""


class Fault(Enum):
    """What may become of a request."""

    THROTTLED = auto()
    """Refused as a whole."""
    CANCELLED = auto()
    """A transaction one of whose items is throttled."""
    UNPROCESSED = auto()
    """A reading of several items whose last key is handed back."""
    LOST = auto()
    """Done, but whoever asked never learns of it."""


FITTING = {
    "TransactWriteItems": (Fault.THROTTLED, Fault.CANCELLED, Fault.LOST),
    "BatchGetItem": (Fault.THROTTLED, Fault.UNPROCESSED),
}
"""Operation -> what may become of it; any other is throttled at most."""


@dataclass(kw_only=True)
class Weather:
    """Decides by chance what becomes of requests, in calm and in squalls, and remembers it."""

    chance: Random
    clock: Callable[[], float] = monotonic
    met: Counter[Fault] = field(default_factory=Counter)

    def next(self, operation: str) -> Fault | None:
        """Return what becomes of the next request, None for nothing unusual."""
        share = SQUALL if self.clock() % PERIOD < SQUALL_LENGTH else CALM
        if self.chance.random() >= share:
            return None
        fault = self.chance.choice(FITTING.get(operation, (Fault.THROTTLED,)))
        self.met[fault] += 1
        return fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it came."""

    head: bytes
    body: bytes

    @property
    def operation(self) -> str:
        """What is asked of DynamoDB."""
        found = re.search(rb"x-amz-target: *DynamoDB_20120810\.(\w+)", self.head, re.IGNORECASE)
        return found[1].decode() if found else ""

    @property
    def document(self) -> Any:
        """What the body says."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Lets requests through to the emulator, or not."""

    emulator: str
    weather: Weather

    async def receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer all requests of one connection; a function that is killed just ends it."""
        address = urlsplit(self.emulator)
        behind = await asyncio.open_connection(address.hostname, address.port)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                writer.write(await self._answer(await _message(reader), behind))
                await writer.drain()
        for each in (writer, behind[1]):
            each.close()

    async def _answer(self, request: Request, behind: Stream) -> bytes:
        match self.weather.next(request.operation):
            case Fault.THROTTLED:
                return _answer(400, _error("ProvisionedThroughputExceededException"))
            case Fault.CANCELLED:
                return _answer(400, _cancelled(request.document))
            case Fault.UNPROCESSED:
                return await _all_but_one(request, behind)
            case Fault.LOST:
                await _forward(request, behind)
                return _answer(500, _error("InternalServerError"))
            case None:
                found = await _forward(request, behind)
                return found.head + found.body


@contextmanager
def bad_weather(emulator: str, chance: Random) -> Iterator[tuple[Weather, str]]:
    """Open the door at a free port; yield its weather and its address."""
    weather, loop = Weather(chance=chance), asyncio.new_event_loop()
    door = Door(emulator=emulator, weather=weather)
    server = loop.run_until_complete(asyncio.start_server(door.receive, "127.0.0.1", 0))
    thread = Thread(target=loop.run_forever, name="bad weather")
    thread.start()
    try:
        yield weather, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(_close(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _close(server: asyncio.Server) -> None:
    server.close()
    talking = asyncio.all_tasks() - {asyncio.current_task()}
    for each in talking:
        each.cancel()
    await asyncio.gather(*talking, return_exceptions=True)


async def _message(reader: asyncio.StreamReader) -> Request:
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: *(\d+)", head)
    return Request(head=head, body=await reader.readexactly(int(length[1])) if length else b"")


async def _forward(request: Request, behind: Stream) -> Request:
    reader, writer = behind
    writer.write(request.head + request.body)
    await writer.drain()
    return await _message(reader)


async def _all_but_one(request: Request, behind: Stream) -> bytes:
    """Answer as if the last key had not been read; the request is signed, and goes on as it came."""
    found = (await _forward(request, behind)).document
    ((table, asked),) = request.document["RequestItems"].items()
    unread = asked["Keys"][-1]
    items = [item for item in found["Responses"][table] if not unread.items() <= item.items()]
    return _answer(200, {"Responses": {table: items}, "UnprocessedKeys": {table: {**asked, "Keys": [unread]}}})


def _cancelled(document: Any) -> dict[str, Any]:
    codes = ["ThrottlingError"] + ["None"] * (len(document["TransactItems"]) - 1)
    reasons = [{"Code": code} for code in codes]
    return {**_error("TransactionCanceledException"), "CancellationReasons": reasons}


def _error(code: str) -> dict[str, Any]:
    return {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "asked for too much at once"}


def _answer(status: int, document: dict[str, Any]) -> bytes:
    body = json.dumps(document).encode()
    head = f"HTTP/1.1 {status} -\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body
