"""Candidates are invited by the rollout, by a mail of their own; members who forgot their password choose a new one."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING

import pytest

from shared.access.items import posting_item, posting_key
from shared.access.ports import Taken
from shared.access.post_store import DynamoPost
from shared.access.posting import LetterKind, Posting, token_of
from shared.access.role import RoleName
from shared.access.tokens import digest_of
from shared.kernel.clock import SystemClock
from shared.kernel.items import to_wire
from shared.kernel.secrets import SecretsManagerKeys
from tests.scenarios.console import accept, invited, sign_in
from tests.scenarios.inputs import write_inputs
from tests.scenarios.letters import in_english, letters_to, link_in
from tests.scenarios.network import await_that

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.scenarios.inputs import Inputs
    from tests.scenarios.network import Network

HOLD = timedelta(seconds=3)
"""For which a dead sender still has a letter in hand: the stream tells of it several times meanwhile."""

NEW = "Quatre chats, 3 chiens."

pytestmark = pytest.mark.xdist_group("rollouts")


@pytest.fixture(scope="module")
def inputs(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """A roster and people, of which a rollout has just made two nations."""
    inputs = write_inputs(tmp_path_factory.mktemp("access"), "41", nations=2, people=5)
    in_english(inputs.roster)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "access", "--watch").code == 0
    return inputs


@pytest.fixture
def slugs(inputs: Inputs) -> tuple[str, ...]:
    return inputs.slugs


def test_each_candidate_of_a_rollout_is_invited_by_one_mail_and_comes_in(
    network: Network, slugs: tuple[str, ...], page: Page
) -> None:
    addresses = [network.nations.get(slug).seed.email for slug in slugs]
    await_that(lambda: all(letters_to(network, address) for address in addresses))

    assert [len(letters_to(network, address)) for address in addresses] == [1, 1]
    accept(page, link_in(letters_to(network, addresses[0])[0], "invitation"))
    assert page.get_by_role("heading", level=1).inner_text() == f"Candidate {slugs[0]}"


def test_a_member_who_forgot_their_password_chooses_another_by_mail(
    network: Network, slugs: tuple[str, ...], page: Page
) -> None:
    email = "forgetful@example.org"
    secret = accept(page, invited(network, email, "--role", "candidate", "--nation", slugs[1]))
    page.get_by_role("link", name=f"Candidate {slugs[1]}").last.click()
    page.get_by_role("button", name="Sign out", exact=True).click()

    page.get_by_role("link", name="Forgotten password").click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send the link").click()
    assert "If this address has access" in page.get_by_role("status").inner_text()
    await_that(lambda: bool(letters_to(network, email)))
    page.goto(link_in(letters_to(network, email)[0], "new-password"))
    page.get_by_label("Choose a password").fill(NEW)
    page.get_by_label("The same password once more").fill(NEW)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Sign in").click()

    sign_in(page, network, email, secret, password=NEW)
    assert page.get_by_role("heading", level=1).inner_text() == f"Candidate {slugs[1]}"


def test_a_nation_that_is_rolled_out_again_has_nobody_invited_again(network: Network, inputs: Inputs) -> None:
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "access-again", "--watch").code == 0

    assert [len(letters_to(network, f"{slug}@example.org")) for slug in inputs.slugs] == [1, 1]


def test_a_letter_whose_sender_died_with_it_is_told_of_again_until_somebody_else_has_sent_it(network: Network) -> None:
    email, until = "late@example.org", datetime.now(UTC) + HOLD
    posting = a_posting(network, email=email)
    network.client("dynamodb").put_item(
        TableName=network.directory.network_table,
        Item=to_wire({**posting_item(posting), "held_until": math.ceil(until.timestamp())}),
    )

    await_that(lambda: bool(letters_to(network, email)))

    assert datetime.now(UTC) >= until
    post = DynamoPost(network.client("dynamodb"), network.directory.network_table)
    await_that(lambda: post.take(posting_key(posting), now=until, until=until) is Taken.SETTLED)
    assert len(letters_to(network, email)) == 1


def a_posting(network: Network, *, email: str) -> Posting:
    """Return a letter of an invitation, with a link that the stage's key makes."""
    secret, salt = network.directory.signing_secret, token_hex(16)
    [key] = SecretsManagerKeys(network.client("secretsmanager"), secret, clock=SystemClock()).keys()
    return Posting(
        kind=LetterKind.INVITATION,
        digest=digest_of(token_of(salt, key)),
        salt=salt,
        expires_at=datetime.now(UTC) + timedelta(hours=1),
        email=email,
        name="Lou Late",
        language="en",
        role=RoleName.READER,
        place="Nowhere",
    )
