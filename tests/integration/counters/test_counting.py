"""From the stream of the people table to the file that pages read: the function as it runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from functions.keep_counters import handler
from shared.counters.settings import KeepCountersSettings
from shared.kernel.aws import client
from shared.nations.nation import NationStatus
from shared.nations.store import DynamoNationStore
from tests.builders import a_nation
from tests.fakes.context import A_CONTEXT
from tests.fakes.tables import create_people_table
from tests.unit.counters.builders import a_deed, a_record

if TYPE_CHECKING:
    from collections.abc import Iterator


SITES = "sites"


@pytest.fixture
def s3(dynamodb: Any, network_table: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    s3 = client("s3")
    s3.create_bucket(Bucket=SITES, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    settings = KeepCountersSettings(
        network_table=network_table,
        people_table=create_people_table(dynamodb),
        site_bucket=SITES,
        timezone="Europe/Paris",
    )
    for name, value in settings.to_env().items():
        monkeypatch.setenv(name, value)
    DynamoNationStore(dynamodb, network_table).found(a_nation(status=NationStatus.READY, people=1000))
    yield s3
    handler.keeper.cache_clear()


def deliver(*records: dict[str, Any]) -> None:
    handler.lambda_handler({"Records": list(records)}, A_CONTEXT)


def shown(s3: Any) -> Any:
    return json.loads(s3.get_object(Bucket=SITES, Key="paris-6/counters.json")["Body"].read())


def test_deeds_reach_the_pages_once_however_often_they_are_delivered(s3: Any) -> None:
    signature = a_deed(1, "signatures", "petition")
    batch = [a_record(a_deed(1)), a_record(signature, sequence=2), a_record(a_deed(2), sequence=3)]

    deliver(*batch)
    deliver(*batch[1:])

    assert shown(s3) == {"supporters": 1002, "signatures#petition": 1}


def test_a_deed_that_expired_leaves_the_pages(s3: Any) -> None:
    deliver(a_record(a_deed(1)), a_record(a_deed(2), sequence=2))
    deliver(a_record(a_deed(1), "REMOVE", 3))

    assert shown(s3) == {"supporters": 1001}


def test_nobody_is_named_in_the_log(
    s3: Any, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    deliver(a_record(a_deed("jeanne")))

    told = [vars(record) for record in caplog.records if record.name == "keep_counters"]
    assert [(line["message"], line["counted"]) for line in told] == [("deeds counted", 1)]
    assert "jeanne" not in repr(told) + capsys.readouterr().out
