"""How members come into the control panel of a network: invited by the operator, then by their browser alone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.scenarios.totp import Phone

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.scenarios.network import Network

PASSWORD = "Trois chats, 2 chiens."

PHONE = Phone()


def invited(network: Network, *words: str) -> str:
    """Return the link of an invitation that the operator makes."""
    done = network.banneret("team", "invite", *words, "--language", "en", "--json")
    assert done.code == 0, done.said
    return str(done.json["link"])


def accept(page: Page, link: str) -> str:
    """Accept an invitation up to the charter and return the secret of the authenticator app."""
    choose_a_password(page, link)
    secret = enrol(page)
    agree(page)
    return secret


def choose_a_password(page: Page, link: str) -> None:
    """Accept an invitation up to the second factor."""
    page.goto(link)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_label("The same password once more").fill(PASSWORD)
    page.get_by_role("button", name="Accept the invitation").click()


def enrol(page: Page) -> str:
    """Scan the square and type the first code; return the secret of the authenticator app."""
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Six-digit code").fill(PHONE.code(secret, time.time()))
    page.get_by_role("button", name="Continue").click()
    return secret


def agree(page: Page) -> None:
    """Accept the charter."""
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Continue").click()


def sign_in(page: Page, network: Network, email: str, secret: str, *, password: str = PASSWORD) -> None:
    """Sign in with a password and a code."""
    page.goto(network.directory.console_url)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Six-digit code").fill(PHONE.code(secret, time.time()))
    page.get_by_role("button", name="Continue").click()
