"""From an invitation to the mail that brings it: the function itself, with DynamoDB, SES and the secret in moto."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from moto.ses.models import ses_backends

from functions.send_letters import handler, post_office
from shared.access.inviting import find_invitation, invite
from shared.access.member_store import DynamoMemberStore
from shared.access.settings import SendLettersSettings
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.errors import TransientError
from shared.kernel.secrets import FixedKeys
from shared.kits.kits import Kits
from shared.kits.publishing import publish_content
from shared.kits.store import DynamoKitStore
from shared.mail.ses import SesMailer
from tests.fakes.clock import FixedClock
from tests.fakes.context import A_CONTEXT
from tests.unit.access.builders import an_offer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.access.inviting import Offer

SENDER = "no-reply@plein-jour.example"
CONSOLE = "https://console.plein-jour.example/"
ACCOUNT, REGION = "123456789012", "eu-west-3"
"""Where moto has us."""


@pytest.fixture
def members(dynamodb: Any, network_table: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[DynamoMemberStore]:
    """The members of the table, and the function told of it."""
    secret = client("secretsmanager").create_secret(Name="signing", SecretString="secret")["ARN"]
    settings = SendLettersSettings(
        network_table=network_table,
        network_domain="plein-jour.example",
        console_address=CONSOLE,
        sender=SENDER,
        signing_secret=secret,
        hold_seconds=75,
    )
    for name, value in settings.to_env().items():
        monkeypatch.setenv(name, value)
    handler.send.cache_clear()
    yield DynamoMemberStore(dynamodb, network_table)
    handler.send.cache_clear()


def verified() -> None:
    """Let SES send from our domain."""
    client("sesv2").create_email_identity(EmailIdentity="plein-jour.example")


def posted(members: DynamoMemberStore, offer: Offer) -> dict[str, Any]:
    """Invite somebody, and return the event by which the stream tells of their letter."""
    now = SystemClock().now()
    invitation, _ = invite(offer, giver=None, members=members, now=now, keys=FixedKeys("secret"))
    keys = {"pk": {"S": f"INVITATION#{invitation.digest}"}, "sk": {"S": "LETTER"}}
    return {"Records": [{"eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb": {"Keys": keys}}]}


def killed(*_: object) -> None:
    """End as a process that is killed does: nothing catches it."""
    raise SystemExit


def letters() -> list[Any]:
    messages: list[Any] = ses_backends[ACCOUNT][REGION].sent_messages
    return messages


def test_an_invitation_becomes_one_mail_with_a_link_that_leads_to_it(members: DynamoMemberStore) -> None:
    verified()
    event = posted(members, an_offer())

    for _ in range(2):
        handler.lambda_handler(event, A_CONTEXT)

    [letter] = letters()
    [token] = set(re.findall(rf"{CONSOLE}invitation/([0-9a-f]{{64}})", str(letter.body)))
    assert letter.destinations == {"ToAddresses": ["marie@example.org"]}
    assert find_invitation(token, members=members, now=SystemClock().now()).nation == "paris-6"


def test_what_fails_comes_again_and_the_others_leave_all_the_same(
    members: DynamoMemberStore, capsys: pytest.CaptureFixture[str]
) -> None:
    event = posted(members, an_offer())
    event["Records"].append({"dynamodb": {"Keys": {}}})
    verified()

    with pytest.raises(TransientError, match="1 of 2 letters not sent"):
        handler.lambda_handler(event, A_CONTEXT)

    assert len(letters()) == 1
    assert '"LettersSent":[1.0],"LetterTriesFailed":[1.0]' in capsys.readouterr().out.replace(" ", "")


def test_a_letter_that_a_killed_function_had_in_hand_comes_again_until_it_is_sent(
    members: DynamoMemberStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified()
    event = posted(members, an_offer())
    with monkeypatch.context() as patch:
        patch.setattr(SesMailer, "send", killed)
        with pytest.raises(SystemExit):
            handler.send()(event["Records"][0]["dynamodb"]["Keys"]["pk"]["S"])

    with pytest.raises(TransientError, match="1 of 1 letters not sent"):
        handler.lambda_handler(event, A_CONTEXT)
    assert letters() == []

    later = SystemClock().now() + timedelta(seconds=75)
    handler.send.cache_clear()
    monkeypatch.setattr(post_office, "SystemClock", lambda: FixedClock(later))
    for _ in range(2):
        handler.lambda_handler(event, A_CONTEXT)
    assert len(letters()) == 1


def test_no_log_line_has_an_address_a_name_or_a_token(
    members: DynamoMemberStore, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    verified()
    with caplog.at_level(logging.DEBUG, logger="send_letters"):
        handler.lambda_handler(posted(members, an_offer()), A_CONTEXT)

    [token] = set(re.findall(r"invitation/([0-9a-f]{64})", str(letters()[0].body)))
    said = caplog.text + capsys.readouterr().out
    assert "letter settled" in said
    assert '"LettersSent":[1.0]' in said.replace(" ", "")
    assert not any(word in said for word in ("marie@example.org", "Dupont", token))


def test_a_letter_wears_the_banner_of_the_networks_latest_kit(members: DynamoMemberStore, dynamodb: Any) -> None:
    verified()
    kits = Kits(store=DynamoKitStore(dynamodb, "network"))
    content = kits.bundled().content
    renamed = replace(content, banner=replace(content.banner, name="Grand Large"))
    publish_content(renamed, "a new name", kits=kits, by="operator", at=SystemClock().now())

    handler.lambda_handler(posted(members, an_offer()), A_CONTEXT)

    [letter] = letters()
    assert "Grand Large" in letter.subject
    assert letter.source == f"Grand Large <{SENDER}>"
