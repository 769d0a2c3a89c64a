from __future__ import annotations

import pytest

from shared.kernel.aws import client
from shared.kernel.errors import TransientError
from shared.nations.publications import PublicationOrder
from shared.nations.queue import SqsPublications
from tests.builders import NOON


def an_order(slug: str = "paris-6", override: str = "") -> PublicationOrder:
    return PublicationOrder(slug=slug, by="hq", at=NOON, override=override)


def test_an_order_survives_the_queue() -> None:
    order = an_order(override="procès-verbal")

    assert PublicationOrder.from_json(order.to_json()) == order


def test_every_order_is_sent(aws: None) -> None:
    sqs = client("sqs")
    url = sqs.create_queue(QueueName="publications")["QueueUrl"]

    SqsPublications(sqs, url).ask([an_order(f"ain-{number}") for number in range(23)])

    counted = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
    assert counted["Attributes"]["ApproximateNumberOfMessages"] == "23"


def test_a_queue_that_refuses_is_worth_another_try(aws: None) -> None:
    with pytest.raises(TransientError, match="did not take all orders"):
        SqsPublications(client("sqs"), "https://sqs.eu-west-3.amazonaws.com/123456789012/nothing").ask([an_order()])
