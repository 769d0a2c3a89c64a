"""The function behind the console: what it answers, what it logs, and what it stands on."""

from __future__ import annotations

from typing import Any

import pytest

from functions.serve_console import handler
from functions.serve_console.console import Console, connect
from shared.access.role import RoleName
from shared.console.settings import ServeConsoleSettings
from tests.fakes.console import PATH, event
from tests.fakes.context import A_CONTEXT
from tests.unit.console.house import OWN, House


@pytest.fixture
def served(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The function over a console in memory."""
    console = Console(desk=house.desk, path=PATH, scheme="https")
    monkeypatch.setattr(handler, "console", lambda: console)
    return house


def ask(asked: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = handler.lambda_handler(asked, A_CONTEXT)
    return answer


def said(caplog: pytest.LogCaptureFixture) -> str:
    """Return all that was logged, with all keys and values."""
    return " ".join(str(vars(record)) for record in caplog.records)


def test_a_page_is_answered_as_the_gateway_takes_it(served: House) -> None:
    answer = ask(event("GET", "/sign-in", headers={}))

    assert (answer["statusCode"], answer["headers"]["Content-Type"]) == (200, "text/html; charset=utf-8")


def test_the_log_tells_neither_path_nor_query_nor_form(served: House, caplog: pytest.LogCaptureFixture) -> None:
    ask(event("POST", "/sign-in?to=secret-path", headers={}, form={"email": "marie@example.org", "password": "hidden"}))

    logged = said(caplog)
    assert "'status': 400" in logged
    assert not [word for word in ("secret-path", "marie", "hidden", "192.0.2.1") if word in logged]


def test_a_failure_of_ours_is_a_page_and_its_log_line_quotes_nothing(
    served: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(slug: str) -> None:
        raise ValueError("marie@example.org")

    monkeypatch.setattr(served.nations, "get", fail)
    browser = served.browser(served.member(RoleName.CANDIDATE))
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())

    answer = ask(event("GET", f"/nation/{OWN}", headers={"cookie": cookies}))

    assert answer["statusCode"] == 500
    logged = said(caplog)
    assert "ValueError" in logged
    assert "marie" not in logged


def test_it_connects_by_its_settings_alone_and_greets_without_asking_aws(
    aws: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = dict.fromkeys(ServeConsoleSettings.__dataclass_fields__, "name") | {
        "country": "FR",
        "console_path": PATH,
        "upload_seconds": "60",
        "retention_days": "30",
    }
    for name, value in told.items():
        monkeypatch.setenv(name.upper(), value)

    response = connect().answer(event("GET", "/sign-in", headers={}))

    assert response.status == 200
