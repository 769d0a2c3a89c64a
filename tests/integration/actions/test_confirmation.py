"""From the queue to a confirmed person through the functions themselves, with DynamoDB, SES and the secret in moto."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from moto.ses.models import ses_backends

from functions.answer_confirmation import handler as answering
from functions.send_confirmation import handler as sending
from shared.actions.settings import AnswerConfirmationSettings, SendConfirmationSettings
from shared.actions.viewer import VIEWER_ADDRESS
from shared.consent.ledger import State
from shared.consent.links import Bond, LinkKind, LinkSigner
from shared.consent.wording_store import DynamoWordingStore
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.errors import TransientError
from shared.kernel.secrets import FixedKeys
from shared.kits.store import DynamoKitStore
from shared.mail.letter import Letter, LetterRefused, Mailbox
from shared.mail.render import Mail
from shared.mail.ses import SesMailer
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable
from tests.builders import a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.context import A_CONTEXT
from tests.fakes.event_sources import event_of
from tests.integration.actions.conftest import Disturbed, Killed, killed_at
from tests.unit.actions.recorded import MARIE, SLUG, Room, an_action
from tests.unit.kits.builders import a_renamed_edition
from tests.unit.taking.builders import EDGE, by_edge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SENDER = "no-reply@plein-jour.example"
ACCOUNT, REGION = "123456789012", "eu-west-3"
"""Where moto has us."""


@pytest.fixture
def room(dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """A room over the tables, at the present hour, and the functions told of them."""
    client("sesv2").create_email_identity(EmailIdentity="plein-jour.example")
    secret = client("secretsmanager").create_secret(Name="signing", SecretString="secret")["ARN"]
    edge = client("secretsmanager").create_secret(Name="edge", SecretString=EDGE)["ARN"]
    DynamoNationStore(dynamodb, "network").found(a_nation(SLUG))
    common: dict[str, Any] = {
        "network_table": "network",
        "people_table": "people",
        "network_domain": "plein-jour.example",
    }
    more: dict[str, Any] = {"country": "FR", "signing_secret": secret}
    queue = client("sqs").create_queue(QueueName="confirmations")["QueueUrl"]
    rests: dict[str, Any] = {"waiting_queue": queue, "rest_seconds": 0, "longest_rest_seconds": 0}
    site: dict[str, Any] = {"site_address": "https://{slug}.plein-jour.example/", "sender": SENDER}
    answers = AnswerConfirmationSettings(**common, **more, edge_secret=edge)
    for settings in (SendConfirmationSettings(**common, **more, **site, **rests), answers):
        for name, value in settings.to_env().items():
            monkeypatch.setenv(name, value)
    forget()
    yield Room(
        people=DynamoPeopleTable(dynamodb, "people"),
        wordings=DynamoWordingStore(dynamodb, "network"),
        clock=FixedClock(SystemClock().now()),
    )
    forget()


def forget() -> None:
    sending.ask.cache_clear()
    sending.waiting.cache_clear()
    answering.connections.cache_clear()


def told(room: Room) -> dict[str, Any]:
    """Return the event by which the stream tells of all confirmations."""
    return {
        "Records": [
            {
                "eventName": "INSERT",
                "eventSource": "aws:dynamodb",
                "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": sk}}, "SequenceNumber": str(number)},
            }
            for number, (pk, sk) in enumerate(room.waiting())
        ]
    }


def letters() -> list[Any]:
    messages: list[Any] = ses_backends[ACCOUNT][REGION].sent_messages
    return messages


def ask_gateway(token: str, *, method: str = "GET", kind: str = "confirm") -> dict[str, Any]:
    event = {
        "rawPath": f"/{SLUG}/api/{kind}",
        "pathParameters": {"slug": SLUG},
        "queryStringParameters": {"token": token},
        "headers": by_edge(VIEWER_ADDRESS, "203.0.113.77"),
        "requestContext": {"http": {"method": method, "sourceIp": "192.0.2.1"}},
        "body": f"token={token}" if method == "POST" else None,
    }
    return answering.lambda_handler(event, A_CONTEXT)


def test_an_action_becomes_a_letter_and_its_link_a_mailable_person(room: Room) -> None:
    room.record(an_action(at=room.clock.now(), said={"given_name": "Marie"}))

    sending.lambda_handler(told(room), A_CONTEXT)

    (letter,) = letters()
    assert letter.destinations == {"ToAddresses": [MARIE]}
    assert letter.source == f"Plein Jour <{SENDER}>"
    token = re.search(r"https://paris-6\.plein-jour\.example/api/confirm\?token=([\w.-]+)", str(letter.body))
    assert token
    assert ask_gateway(token[1])["statusCode"] == 200
    assert not room.person().mailable
    assert "C’est confirmé" in ask_gateway(token[1], method="POST")["body"]
    assert room.person().mailable
    confirmed = next(entry for entry in room.ledger() if entry.state is State.CONFIRMED)
    assert confirmed.address == "203.0.113.0"


def test_the_letter_and_the_page_behind_its_link_wear_the_banner_of_the_nations_kit(dynamodb: Any, room: Room) -> None:
    edition, nations = a_renamed_edition(primary="#401060"), DynamoNationStore(dynamodb, "network")
    DynamoKitStore(dynamodb, "network").add(edition)
    nation = nations.get(SLUG)
    nations.save(replace(nation, kit_version=edition.version), after=nation)
    room.record(an_action(at=room.clock.now()))

    sending.lambda_handler(told(room), A_CONTEXT)

    (letter,) = letters()
    assert letter.source == f"Grand Large <{SENDER}>"
    assert "#401060" in str(letter.body)
    (token,) = set(re.findall(r"/api/confirm\?token=([\w.-]+)", str(letter.body)))
    assert "<small>Grand Large</small>" in ask_gateway(token)["body"]


def test_the_stream_may_tell_it_twice(room: Room) -> None:
    room.record(an_action(at=room.clock.now()))
    event = told(room)

    for _ in range(2):
        sending.lambda_handler(event, A_CONTEXT)

    assert len(letters()) == 1


def test_a_letter_that_fails_holds_up_no_other_and_is_written_once_from_the_queue(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    for email in ("a@example.org", "b@example.org", "c@example.org"):
        room.record(an_action(at=room.clock.now(), email=email))
    event, queue = told(room), client("sqs").get_queue_url(QueueName="confirmations")["QueueUrl"]
    with monkeypatch.context() as patched:
        patched.setattr(SesMailer, "send", busy_for("b@example.org", SesMailer.send))
        sending.lambda_handler(event, A_CONTEXT)
        assert recipients() == ["a@example.org", "c@example.org"]
        assert len(sending.lambda_handler(event_of(queue), A_CONTEXT)["batchItemFailures"]) == 1

    assert sending.lambda_handler(event_of(queue), A_CONTEXT) == {"batchItemFailures": []}
    sending.lambda_handler(event, A_CONTEXT)

    assert recipients() == ["a@example.org", "b@example.org", "c@example.org"]


def recipients() -> list[str]:
    return sorted(address for letter in letters() for address in letter.destinations["ToAddresses"])


def busy_for(address: str, send: Callable[[SesMailer, Letter], None]) -> Callable[[SesMailer, Letter], None]:
    """Return a way to send that fails for one address, as SES does under load."""

    def send_or_fail(mailer: SesMailer, letter: Letter) -> None:
        if letter.to == address:
            raise TransientError("busy")
        send(mailer, letter)

    return send_or_fail


def test_a_confirmation_killed_before_or_after_any_request_is_confirmed_once(dynamodb: Any, room: Room) -> None:
    now = room.clock.now()
    killed, people = 0, room.people
    for number in range(1, 12):
        for moment in ("before", "after"):
            bond = room.record_and_ask(an_action(at=now, email=f"m{number}{moment}@example.org"))
            room.people = DynamoPeopleTable(Disturbed(dynamodb, killed_at(number, moment)), "people")
            try:
                room.confirm(bond)
            except Killed:
                killed += 1
            room.people = people

            room.confirm(bond)

            person = room.person(f"m{number}{moment}@example.org")
            assert person.mailable
            assert "expires_at" not in person.values
            states = sorted(entry.state for entry in room.ledger(f"m{number}{moment}@example.org"))
            assert states == [State.ASKED, State.CONFIRMED], f"killed {moment} request {number}"
    assert killed >= 12


def test_a_letter_killed_before_it_is_noted_is_written_again_rather_than_never(dynamodb: Any, room: Room) -> None:
    room.record(an_action(at=room.clock.now()))
    (key,) = room.waiting()
    people = room.people
    room.people = DynamoPeopleTable(Disturbed(dynamodb, killed_at(3, "before")), "people")
    with pytest.raises(Killed):
        room.ask(key)
    room.people = people

    room.ask(key)
    room.ask(key)

    assert len(room.mailer.sent) == 2


def test_nobodys_data_and_no_token_is_logged(
    room: Room, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    room.record(an_action(at=room.clock.now(), said={"family_name": "Dupont-Aignan"}))
    sending.lambda_handler(told(room), A_CONTEXT)
    token = LinkSigner(FixedKeys("secret"), SystemClock()).sign(
        LinkKind.CONFIRM, Bond(slug=SLUG, person_id=room.person().person_id, action_id=an_action().action_id)
    )
    ask_gateway(token, method="POST")
    assert room.person().mailable
    ask_gateway("forged")

    printed = capsys.readouterr()
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(("botocore", "urllib3"))]
    logged = "\n".join([printed.out, printed.err, *ours])
    secrets = [MARIE, "Dupont-Aignan", token, room.person().person_id, "203.0.113"]
    assert [secret for secret in secrets if secret in logged] == []


def test_whatever_fails_the_visitor_is_asked_for_patience(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DynamoNationStore, "get", out_of_reach)

    answer = ask_gateway("x")

    assert answer["statusCode"] == 503
    assert "panne passagère" in answer["body"]


def out_of_reach(_self: DynamoNationStore, _slug: str) -> None:
    raise TransientError("out of reach")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("MessageRejected", LetterRefused),
        ("BadRequestException", LetterRefused),
        ("TooManyRequestsException", TransientError),
    ],
)
def test_ses_words_are_told_without_the_address(code: str, kind: type[Exception]) -> None:
    error = ClientError({"Error": {"Code": code, "Message": MARIE}}, "SendEmail")

    with pytest.raises(kind) as raised:
        SesMailer(Failing(error)).send(a_letter())

    assert MARIE not in str(raised.value)


def test_a_mail_service_out_of_reach_is_tried_again() -> None:
    with pytest.raises(TransientError, match="cannot be reached"):
        SesMailer(Failing(EndpointConnectionError(endpoint_url="https://ses"))).send(a_letter())


def a_letter() -> Letter:
    mail = Mail(subject="Bonjour", html="<p>Bonjour</p>", text="Bonjour")
    return Letter(sender=Mailbox(address=SENDER), to=MARIE, reply_to="jeanne@example.org", mail=mail)


class Failing:
    """A client of SES that fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def send_email(self, **request: Any) -> None:
        raise self._error
