"""The function in front of AWS: real events in, the queue's message and the answer out, and nothing told of anybody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from functions.take_action import handler
from shared.actions.settings import TakeActionSettings
from shared.actions.taken import TakenAction
from shared.actions.viewer import VIEWER_ADDRESS
from shared.forms.form import FORMS
from shared.kernel.aws import client
from shared.nations.nation import NationStatus
from shared.nations.store import DynamoNationStore
from tests.builders import a_nation
from tests.fakes.context import A_CONTEXT
from tests.unit.taking.builders import ADDRESS, EDGE, JSON, NETWORK_DOMAIN, SLUG, an_event, by_edge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Cloud:
    """AWS in memory, as the function is told of it."""

    def __init__(self, dynamodb: Any, network_table: str) -> None:
        self.sqs = client("sqs")
        self.queue = self.sqs.create_queue(QueueName="actions")["QueueUrl"]
        secret, edge = (
            client("secretsmanager").create_secret(Name=name, SecretString=key)["ARN"]
            for name, key in (("signing", "a key"), ("edge", EDGE))
        )
        DynamoNationStore(dynamodb, network_table).found(a_nation(SLUG, status=NationStatus.READY))
        self.settings = TakeActionSettings(
            network_table=network_table,
            actions_queue=self.queue,
            network_domain=NETWORK_DOMAIN,
            country="FR",
            signing_secret=secret,
            edge_secret=edge,
            stamp_wait_seconds=0,
            stamp_valid_seconds=60,
            address_limit=2,
            nation_limit=80,
            limit_seconds=60,
        )

    def messages(self) -> list[TakenAction]:
        """Return what is in the queue."""
        found = self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10).get("Messages", [])
        return [TakenAction.from_json(message["Body"]) for message in found]


@pytest.fixture
def cloud(dynamodb: Any, network_table: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    made = Cloud(dynamodb, network_table)
    for name, value in made.settings.to_env().items():
        monkeypatch.setenv(name, value)
    handler.counter.cache_clear()
    yield made
    handler.counter.cache_clear()


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """All that the function has counted and logged since."""
    return lambda: capsys.readouterr().out + "".join(str(vars(record)) for record in caplog.records)


def invoke(event: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = handler.lambda_handler(event, A_CONTEXT)
    return answer


def a_stamp() -> str:
    event = an_event("stamp", method="GET") | {"pathParameters": {"slug": SLUG}}
    return str(json.loads(invoke(event)["body"])["stamp"])


def a_post(**typed: str) -> dict[str, list[str]]:
    return {"email": ["marie@exemple.fr"], "stamp": [a_stamp()], **{name: [value] for name, value in typed.items()}}


def test_a_form_comes_out_of_the_queue_as_it_was_typed(cloud: Cloud) -> None:
    answer = invoke(
        an_event("join", posted=a_post(given_name="Zoë"), headers=by_edge(VIEWER_ADDRESS, "2001:db8:1:2::7"))
    )

    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, "../thanks/#join")
    (taken,) = cloud.messages()
    assert dict(taken.said) == {"email": "marie@exemple.fr", "given_name": "Zoë"}
    assert taken.address == "2001:db8:1::"


def test_a_stamp_is_given_with_the_wait_it_needs(cloud: Cloud) -> None:
    answer = invoke(an_event("stamp", method="GET"))

    assert answer["statusCode"] == 200
    assert set(json.loads(answer["body"])) == {"stamp", "wait"}
    assert answer["headers"]["Cache-Control"] == "no-store"


@pytest.mark.parametrize("action", sorted(FORMS))
def test_who_opens_the_address_of_a_form_is_led_to_its_page_and_nothing_is_asked_of_aws(action: str) -> None:
    answer = invoke(an_event(action, method="GET"))

    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, f"../{FORMS[action].page}/")


def test_the_limits_are_kept_in_the_table(cloud: Cloud) -> None:
    posted = a_post()

    statuses = [invoke(an_event(posted=posted))["statusCode"] for _ in range(3)]

    assert statuses == [303, 303, 429]


def asked_for(event: dict[str, Any]) -> list[str]:
    """Return what the function asks of AWS for a request, as it leaves."""
    asked: list[str] = []
    reception: Any = handler.counter().reception
    for events in (reception.limits._store._client.meta.events, reception.queue._send._listeners):
        events.register_first("before-send", lambda event_name, **_: asked.append(event_name))
    invoke(event)
    return [name.removeprefix("before-send.") for name in asked]


def test_an_ordinary_visitor_costs_one_request(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADDRESS_LIMIT", "20")
    invoke(an_event(posted=(posted := a_post())))

    assert asked_for(an_event(posted=posted)) == ["sqs.SendMessage"]


def test_whoever_comes_near_a_limit_costs_one_more(cloud: Cloud) -> None:
    invoke(an_event(posted=(posted := a_post())))

    assert asked_for(an_event(posted=posted)) == ["dynamodb.UpdateItem", "sqs.SendMessage"]


def test_neither_log_nor_metric_tells_what_was_typed_or_by_whom(cloud: Cloud, told: Callable[[], str]) -> None:
    invoke(an_event(posted=a_post(given_name="Zoë", phone="06 12 34 56 78")))
    invoke(an_event(posted=a_post(email="zoe@", given_name="Zoë")))
    invoke(an_event("<Zoë>", slug="zoe-exemple", posted={}))

    output = told()
    assert '"ActionsTaken"' in output
    assert '"nation":"paris-6","action":"join","told":"accepted"' in output
    for secret in ("Zo", "zoe", "marie", "exemple", "612345678", ADDRESS, "203.0.113"):
        assert secret not in output


@pytest.mark.parametrize(
    ("event", "outcome"),
    [
        (an_event(posted={"email": ["x"]}), "invalid"),
        (an_event(posted={"email": ["marie@exemple.fr"]}), "missing"),
        (an_event(posted={"website": ["x"]}), "honeypot"),
        (an_event(slug="lyon-1"), "missing"),
    ],
)
def test_refusals_are_counted_by_their_outcome(
    cloud: Cloud, told: Callable[[], str], event: dict[str, Any], outcome: str
) -> None:
    invoke(event)

    (metric,) = [json.loads(line) for line in told().splitlines() if line.startswith('{"_aws"')]
    assert (metric["ActionsRefused"], metric["outcome"], metric["service"]) == ([1.0], outcome, "take_action")
    assert set(metric["_aws"]["CloudWatchMetrics"][0]["Dimensions"][0]) == {"outcome", "service"}


def test_a_queue_that_is_gone_loses_nothing(cloud: Cloud) -> None:
    posted = a_post(given_name="Zoë")
    cloud.sqs.delete_queue(QueueUrl=cloud.queue)

    answer = invoke(an_event(posted=posted))

    assert answer["statusCode"] == 503
    assert answer["headers"]["Retry-After"]
    assert "Zoë" in answer["body"]


@pytest.mark.parametrize("accept", [JSON, "text/html"])
def test_any_fault_of_ours_is_answered_and_told_by_its_kind_alone(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch, told: Callable[[], str], accept: str
) -> None:
    posted = a_post(given_name="Zoë")

    def fail(slug: str) -> None:
        raise ClientError({"Error": {"Code": "AccessDenied", "Message": "zoe@exemple.fr"}}, "GetItem")

    monkeypatch.setattr(handler.counter().reception.nations, "get", fail)
    answer = invoke(an_event(posted=posted, headers={"accept": accept}))

    assert answer["statusCode"] == 503
    output = told()
    assert "'error': 'ClientError'" in output
    assert "zoe" not in output
