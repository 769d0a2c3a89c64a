"""From an invitation to the mail that brings it: the function itself, with DynamoDB, SES and the secret in moto."""

from __future__ import annotations

import json
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
from tests.fakes.event_sources import event_of
from tests.unit.access.builders import an_offer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.access.inviting import Offer

SENDER = "no-reply@plein-jour.example"
CONSOLE = "https://console.plein-jour.example/"
ACCOUNT, REGION = "123456789012", "eu-west-3"
"""Where moto has us."""


@pytest.fixture
def queue(aws: None) -> str:
    """The URL of the queue in which letters wait that could not be sent."""
    url: str = client("sqs").create_queue(QueueName="letters")["QueueUrl"]
    return url


@pytest.fixture
def members(
    dynamodb: Any, network_table: str, queue: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DynamoMemberStore]:
    """The members of the table, and the function told of it."""
    secret = client("secretsmanager").create_secret(Name="signing", SecretString="secret")["ARN"]
    settings = SendLettersSettings(
        network_table=network_table,
        network_domain="plein-jour.example",
        console_address=CONSOLE,
        sender=SENDER,
        signing_secret=secret,
        hold_seconds=75,
        waiting_queue=queue,
        rest_seconds=0,
        longest_rest_seconds=0,
    )
    for name, value in settings.to_env().items():
        monkeypatch.setenv(name, value)
    forget()
    yield DynamoMemberStore(dynamodb, network_table)
    forget()


def forget() -> None:
    handler.send.cache_clear()
    handler.waiting.cache_clear()


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


def poisoned(dynamodb: Any) -> dict[str, Any]:
    """Write down a letter that nobody can read, and return the record by which the stream tells of it."""
    keys = {"pk": {"S": "INVITATION#poison"}, "sk": {"S": "LETTER"}}
    later = int(SystemClock().now().timestamp()) + 3_600
    dynamodb.put_item(TableName="network", Item={**keys, "kind": {"S": "fax"}, "expires_at": {"N": str(later)}})
    return {"eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb": {"Keys": keys}}


def test_a_letter_that_always_fails_leaves_the_stream_and_those_around_it_leave_as_mails(
    members: DynamoMemberStore, dynamodb: Any, queue: str, capsys: pytest.CaptureFixture[str]
) -> None:
    verified()
    before, after = posted(members, an_offer()), posted(members, an_offer(email="paul@example.org"))
    event = {"Records": [*before["Records"], poisoned(dynamodb), *after["Records"]]}

    handler.lambda_handler(event, A_CONTEXT)

    assert [letter.destinations["ToAddresses"] for letter in letters()] == [["marie@example.org"], ["paul@example.org"]]
    assert [json.loads(record["body"]) for record in event_of(queue)["Records"]] == [
        {"pk": "INVITATION#poison", "sk": "LETTER"}
    ]
    assert '"LettersSent":[1.0,1.0],"LetterTriesFailed":[1.0]' in capsys.readouterr().out.replace(" ", "")


def test_a_letter_that_nobody_can_read_fails_for_what_it_is_at_each_try(
    members: DynamoMemberStore, dynamodb: Any, queue: str, caplog: pytest.LogCaptureFixture
) -> None:
    event = {"Records": [poisoned(dynamodb)]}
    with caplog.at_level(logging.WARNING, logger="send_letters"):
        handler.lambda_handler(event, A_CONTEXT)
        assert len(handler.lambda_handler(event_of(queue), A_CONTEXT)["batchItemFailures"]) == 1

    assert [vars(record)["error"] for record in caplog.records] == ["ValueError", "ValueError"]


def test_of_a_batch_of_the_queue_only_the_poisoned_letter_comes_again(
    members: DynamoMemberStore, dynamodb: Any, queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = posted(members, an_offer())
    event["Records"].append(poisoned(dynamodb))
    with monkeypatch.context() as patched:
        patched.setattr(SesMailer, "send", busy)
        handler.lambda_handler(event, A_CONTEXT)
    verified()
    batch = event_of(queue)
    assert len(batch["Records"]) == 2

    answer = handler.lambda_handler(batch, A_CONTEXT)

    [poison] = [record["messageId"] for record in batch["Records"] if "poison" in record["body"]]
    assert answer == {"batchItemFailures": [{"itemIdentifier": poison}]}
    assert len(letters()) == 1


def test_a_letter_that_the_stream_and_the_queue_tell_of_is_sent_once(
    members: DynamoMemberStore, queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = posted(members, an_offer())
    with monkeypatch.context() as patched:
        patched.setattr(SesMailer, "send", busy)
        handler.lambda_handler(event, A_CONTEXT)
    verified()

    handler.lambda_handler(event, A_CONTEXT)
    assert handler.lambda_handler(event_of(queue), A_CONTEXT) == {"batchItemFailures": []}

    assert len(letters()) == 1


def busy(*_: object) -> None:
    """Fail as SES does under load."""
    raise TransientError("busy")


def test_a_letter_that_neither_leaves_nor_can_wait_stays_in_the_stream(
    members: DynamoMemberStore, queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified()
    event = posted(members, an_offer())
    client("sqs").delete_queue(QueueUrl=queue)
    with monkeypatch.context() as patched:
        patched.setattr(SesMailer, "send", busy)
        with pytest.raises(TransientError, match="1 of 1 letters neither sent nor kept"):
            handler.lambda_handler(event, A_CONTEXT)
    assert letters() == []

    handler.lambda_handler(event, A_CONTEXT)

    assert len(letters()) == 1


def test_a_letter_that_a_killed_function_had_in_hand_waits_in_the_queue_until_it_is_sent(
    members: DynamoMemberStore, queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified()
    event = posted(members, an_offer())
    with monkeypatch.context() as patch:
        patch.setattr(SesMailer, "send", killed)
        with pytest.raises(SystemExit):
            handler.send()(event["Records"][0]["dynamodb"]["Keys"]["pk"]["S"])

    handler.lambda_handler(event, A_CONTEXT)
    assert letters() == []

    later = SystemClock().now() + timedelta(seconds=75)
    handler.send.cache_clear()
    monkeypatch.setattr(post_office, "SystemClock", lambda: FixedClock(later))
    assert handler.lambda_handler(event_of(queue), A_CONTEXT) == {"batchItemFailures": []}
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
