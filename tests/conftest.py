"""What every test may ask for; nothing leaves the machine."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect, sync_playwright

from shared.kernel.aws import client
from tests.browser.chromium import CHROMIUM, QUIET
from tests.builders import NOON
from tests.examples import load_profiles
from tests.fakes.aws_in_memory import aws_in_memory
from tests.fakes.clock import FixedClock
from tests.fakes.tables import create_network_table
from tests.sharing import GroupsAndFiles, longest_first

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser
    from xdist.remote import Producer
    from xdist.scheduler import Scheduling

load_profiles()

# What a page must show it may show late: how fast functions start is a matter of the machine, too.
expect.set_options(timeout=60_000)

UNTRACED = frozenset({"browser", "scenarios"})
"""Folders whose tests see code from outside: it runs in functions and browsers, where no line of it is counted."""

# Lambda's environment has it before a handler is imported, and so must the tests.
os.environ["POWERTOOLS_METRICS_NAMESPACE"] = "Banneret/test"


FIRST = "gw0"
"""The worker that counts the lines which importing reaches: each of them imports the same."""


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Share tests out as we do."""
    return GroupsAndFiles(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    longest_first(items)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Count the lines that importing reaches, once."""
    with uncounted(session.config, when=os.environ.get("PYTEST_XDIST_WORKER", FIRST) != FIRST):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count the lines that tests reach, but for tests that would take twice their time and reach no new ones."""
    reaches_no_new = item.get_closest_marker("thorough") or UNTRACED & set(item.path.parts)
    with uncounted(item.config, when=bool(reaches_no_new)):
        return (yield)


@contextmanager
def uncounted(config: pytest.Config, *, when: bool) -> Iterator[None]:
    """Count no lines meanwhile."""
    coverage: Any = config.pluginmanager.get_plugin("_cov")
    if not (when and coverage and coverage.cov_controller and coverage.cov_controller.started):
        yield
        return
    coverage.cov_controller.pause()
    try:
        yield
    finally:
        coverage.cov_controller.resume()


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at noon."""
    return FixedClock(NOON)


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """AWS in memory, with keys that open nothing."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-3")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with aws_in_memory():
        yield


@pytest.fixture
def dynamodb(aws: None) -> Any:
    """A client of DynamoDB in memory."""
    return client("dynamodb")


@pytest.fixture
def network_table(dynamodb: Any) -> str:
    """The name of an empty `network` table."""
    return create_network_table(dynamodb)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, the one of its process: Playwright knows no second."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
