"""An embedded cloud with IAM enforced for each group of scenarios, deployed by the real CDK.

The groups are `rollouts`, whose scenarios bring nations into being or move the whole network, and `nations`, whose
scenarios each use nations that stand already. Each runs in a process of its own, beside the other.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from tests.scenarios.network import Network
from tests.scenarios.standing import stand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """A network that stands; it is stopped by its own process when the scenarios are over."""
    network = Network(folder=tmp_path_factory.mktemp("banneret"))
    up = network.program("up", "--port", str(free_port()))
    try:
        assert up.code == 0, up.said
        assert network.processes(), "what runs is seen"
        yield network
    finally:
        running = network.home.emulator()
        assert network.program("down").code == 0
        assert not network.home.emulator()
        assert network.processes() == []
        assert not running or is_free(running.port)


@pytest.fixture(scope="session")
def standing(network: Network, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The nations that stand before a scenario of the group `nations` begins; see `standing.py`."""
    stand(network, tmp_path_factory.mktemp("standing"))


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A phone of its own, whose browser speaks English; it must not run anything that we did not send."""
    context = chromium.new_context(locale="en-GB", viewport={"width": 390, "height": 844})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert [fault for fault in faults if "Content Security Policy" in fault or "Refused" in fault] == []


def is_free(port: int) -> bool:
    """Tell whether nobody listens there."""
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) != 0


def free_port() -> int:
    """Return a port that nobody holds."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        port: int = attempt.getsockname()[1]
        return port
