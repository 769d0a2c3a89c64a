"""The functions that keep silence and publish, over AWS in memory, and a clock that may be moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from functions.keep_silence import handler as silence
from functions.publish_nation import handler as publication
from shared.elections.settings import KeepSilenceSettings
from shared.kernel.aws import client
from shared.nations.nation import NationStatus
from shared.nations.settings import PublishNationSettings
from shared.nations.store import DynamoNationStore
from shared.sites.kit import load_kit
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.context import A_CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

SITES = "sites"


@dataclass
class Cloud:
    """The network as its functions find it."""

    dynamodb: Any
    s3: Any
    sqs: Any
    queue: str
    clock: FixedClock

    def found(self, slug: str, zone: str) -> None:
        """Let a nation be open, with the kit's pages."""
        nations = DynamoNationStore(self.dynamodb, "network")
        nations.found(a_nation(slug, zones=(f"constituency:{zone}",), status=NationStatus.READY))
        nations.furnish(slug, load_kit().page_items(), is_open=False)

    def tick(self, now: datetime) -> None:
        """Let the minute's event come."""
        self.clock.moment = now
        silence.lambda_handler({"time": f"{now:%Y-%m-%dT%H:%M:%SZ}"}, A_CONTEXT)

    def asked(self) -> list[dict[str, Any]]:
        """Return the messages that wait in the queue, as SQS hands them to Lambda, and take them out."""
        records: list[dict[str, Any]] = []
        while messages := self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                records.append({"messageId": message["MessageId"], "body": message["Body"]})
                self.sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
        return records

    def publish(self, records: list[dict[str, Any]]) -> list[str]:
        """Hand messages to the worker; return the ids of those that failed."""
        answer = publication.lambda_handler({"Records": records}, A_CONTEXT)
        return [failed["itemIdentifier"] for failed in answer["batchItemFailures"]]

    def home(self, slug: str) -> str:
        """Return the home page as the public reads it."""
        return self.read(slug)

    def read(self, slug: str, page: str = "") -> str:
        """Return a page as the public reads it, the home page unless it is named."""
        key = "/".join(filter(None, (slug, page, "index.html")))
        return str(self.s3.get_object(Bucket=SITES, Key=key)["Body"].read().decode())

    def is_silent(self, slug: str) -> bool:
        """Tell whether the public reads the notice of silence."""
        return "<time datetime" in self.home(slug).partition('class="silence"')[2].partition("</aside>")[0]


@pytest.fixture
def cloud(dynamodb: Any, network_table: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """An empty network, whose functions read its clock."""
    s3, sqs, clock = client("s3"), client("sqs"), FixedClock(NOON)
    s3.create_bucket(Bucket=SITES, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    queue = sqs.create_queue(QueueName="publications")["QueueUrl"]
    keeping = KeepSilenceSettings(network_table=network_table, publications_queue=queue, country="FR")
    publishing = PublishNationSettings(
        network_table=network_table,
        site_bucket=SITES,
        network_domain="plein-jour.example",
        publications_queue=queue,
        country="FR",
    )
    for name, value in (keeping.to_env() | publishing.to_env()).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("functions.publish_nation.worker.SystemClock", lambda: clock)
    yield Cloud(dynamodb=dynamodb, s3=s3, sqs=sqs, queue=queue, clock=clock)
    silence.keeper.cache_clear()
    publication.carry_out.cache_clear()
