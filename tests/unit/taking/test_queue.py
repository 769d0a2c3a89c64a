"""The queue, and the message in it."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from shared.actions.queue import SqsActionsQueue
from shared.actions.taken import GivenConsent, TakenAction
from shared.consent.purposes import Controller, Purpose
from shared.kernel.aws import BRISK, client
from shared.kernel.direct import DirectCall
from shared.kernel.errors import TransientError
from tests.builders import NOON

ACTION = TakenAction(
    action_id="a" * 32,
    slug="paris-6",
    action="volunteer",
    page="volunteer",
    target="",
    at=NOON,
    language="fr",
    said={"given_name": "Zoë", "email": "zoe@exemple.fr", "skills": ["doors", "phone"]},
    consents=(GivenConsent(purpose=Purpose.MAIL, controller=Controller.CANDIDATE, wording="b" * 32),),
    address="203.0.113.0",
)


def test_an_action_is_read_back_as_it_was_written() -> None:
    assert TakenAction.from_json(ACTION.to_json()) == ACTION


def test_an_action_is_kept_in_the_queue(aws: None) -> None:
    sqs = client("sqs")
    url = sqs.create_queue(QueueName="actions")["QueueUrl"]

    SqsActionsQueue(DirectCall(sqs, "SendMessage", patience=BRISK), url).put(ACTION)

    (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
    assert TakenAction.from_json(message["Body"]) == ACTION


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "RequestThrottled"}}, "SendMessage"),
        EndpointConnectionError(endpoint_url="https://sqs"),
    ],
)
def test_a_queue_that_takes_nothing_is_worth_another_try(error: Exception) -> None:
    def fail(**_: object) -> None:
        raise error

    with pytest.raises(TransientError) as caught:
        SqsActionsQueue(fail, "https://queue").put(ACTION)

    assert "zoe" not in str(caught.value)
