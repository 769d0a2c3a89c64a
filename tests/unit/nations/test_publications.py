from __future__ import annotations

from typing import Any

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


def test_more_orders_than_one_batch_takes_are_all_sent(aws: None) -> None:
    sqs = client("sqs")
    url = sqs.create_queue(QueueName="publications")["QueueUrl"]

    SqsPublications(sqs, url).ask([an_order(f"ain-{number}") for number in range(23)])

    counted = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
    assert counted["Attributes"]["ApproximateNumberOfMessages"] == "23"


def test_an_order_that_the_queue_does_not_take_is_told() -> None:
    class Refusing:
        def send_message_batch(self, **request: Any) -> dict[str, Any]:
            return {"Failed": [{"Id": "0"}]}

    sqs: Any = Refusing()

    with pytest.raises(TransientError, match="did not take 1 of 2"):
        SqsPublications(sqs, "https://sqs").ask([an_order(), an_order("ain-1")])
