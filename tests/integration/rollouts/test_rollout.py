"""A whole rollout through its real functions, on AWS in memory."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.aws import client
from shared.nations.nation import NationStatus
from shared.nations.store import DynamoNationStore
from shared.people.erasures import DynamoErasures
from shared.people.person import person_id
from shared.rollouts.items import request_to_item
from shared.rollouts.metrics import TOLD_BY
from shared.rollouts.request import InputFile, RolloutRequest
from shared.rollouts.rollout import EntryState, Milestones, Rollout, RolloutState
from shared.rollouts.store import DynamoRolloutStore
from shared.rollouts.waves import Tolerance, WavePlan
from tests.builders import NOON, a_nation
from tests.fakes.context import A_CONTEXT
from tests.fakes.tables import create_people_table
from tests.integration.rollouts.machine import (
    INTAKE,
    NETWORK,
    PEOPLE,
    RECEIVES,
    SETTINGS,
    SIGNING,
    SITES,
    Machine,
    a_message,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROLLOUT = "legislatives"

ROSTER = """slug,name,candidate,email,zones
paris-6,Paris 6e,Jeanne Martin,jeanne@example.org,75-06
ain-1,Ain 1re,Paul Durand,paul@example.org,01-01
ain-2,Ain 2e,Zoé Blanc,zoe@example.org,01-02
"""

PEOPLE_FILE = """email,téléphone,prénom,nom,code postal,circonscription,consentement
anne@example.org,,Anne,Petit,,75-06,oui
ANNE@example.org ,06 12 34 56 78,,Petit,,75-06,
bruno@example.org,,Bruno,Roux,,01-01,oui
bruno@example.org,,Bruno,Roux,,01-01,oui
,06 12 34 56 79,Claude,Noir,,01-02,
nobody,,David,Bon,,75-06,
eve@example.org,,Eve,Long,,75-07,
""" + "".join(f"person{number}@example.org,,P{number},Many,,75-06,oui\n" for number in range(120))

SUMS = {"created": 123, "merged": 1, "unchanged": 1, "rejected": 1, "unassigned": 1}


@pytest.fixture
def rollouts(dynamodb: Any, network_table: str) -> DynamoRolloutStore:
    return DynamoRolloutStore(dynamodb, network_table)


@pytest.fixture
def nations(dynamodb: Any, network_table: str) -> DynamoNationStore:
    return DynamoNationStore(dynamodb, network_table)


@pytest.fixture
def machine(dynamodb: Any, network_table: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    create_people_table(dynamodb)
    s3 = client("s3")
    for bucket in (INTAKE, SITES):
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    client("sqs").create_queue(QueueName="nations")
    client("secretsmanager").create_secret(Name=SIGNING, SecretString="secret")
    forget_connections()
    yield Machine(environment=monkeypatch, s3=s3)
    forget_connections()


def forget_connections() -> None:
    """Let the functions connect anew: each test has an AWS of its own."""
    for name in SETTINGS:
        module = import_module(f"functions.{name}.handler")
        for factory in ("connections", "rollouts", "worker"):
            if hasattr(module, factory):
                getattr(module, factory).cache_clear()


def uploaded(machine: Machine, content: str, name: str) -> InputFile:
    """Upload a file as the command line does."""
    body = content.encode()
    file = InputFile(sha256=sha256(body).hexdigest(), file_name=name, size=len(body))
    machine.s3.put_object(Bucket=INTAKE, Key=file.key, Body=body)
    return file


def begun(machine: Machine, rollouts: DynamoRolloutStore, *, roster: str = ROSTER, people: str = PEOPLE_FILE) -> None:
    """Leave a rollout as `start_rollout` does, ready for its machine."""
    request = RolloutRequest(
        name="Législatives",
        roster=uploaded(machine, roster, "roster.csv"),
        people=uploaded(machine, people, "people.csv"),
        waves=WavePlan.parse("1,rest"),
        tolerance=Tolerance.parse("0"),
    )
    rollouts.create(
        Rollout(
            id=ROLLOUT,
            request=request,
            state=RolloutState.PLANNING,
            attempt=1,
            created_at=NOON,
            milestones=Milestones(started_at=NOON),
        )
    )


def report_of(machine: Machine) -> dict[str, Any]:
    """Return the report that the rollout wrote."""
    body = machine.s3.get_object(Bucket=INTAKE, Key=f"rollouts/{ROLLOUT}/report.json")["Body"].read()
    report: dict[str, Any] = json.loads(body)
    return report


def people_of(dynamodb: Any, slug: str) -> list[dict[str, Any]]:
    """Return the items of a nation's people."""
    answer = dynamodb.query(
        TableName=PEOPLE,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"NATION#{slug}"}},
    )
    items: list[dict[str, Any]] = answer["Items"]
    return items


def again(rollouts: DynamoRolloutStore) -> int:
    """Leave the rollout as its next attempt begins."""
    rollout = rollouts.get(ROLLOUT)
    rollouts.save(replace(rollout, attempt=rollout.attempt + 1, state=RolloutState.PLANNING))
    return rollout.attempt + 1


def test_a_roster_and_its_people_become_nations_that_are_ready(
    machine: Machine, rollouts: DynamoRolloutStore, nations: DynamoNationStore, dynamodb: Any
) -> None:
    begun(machine, rollouts)

    assert machine.run(ROLLOUT) == {"state": "done", "ready": 3, "failed": 0}

    report = report_of(machine)
    assert report["nations"] == {"planned": 3, "ready": 3, "failed": 0, "pending": 0}
    assert report["people"] == {"rows": 127, "expected": 127, **SUMS}
    assert nations.get("paris-6").people == 121
    assert len(people_of(dynamodb, "paris-6")) == 121
    assert machine.s3.get_object(Bucket=SITES, Key="ain-2/index.html")["ContentType"].startswith("text/html")


def test_running_everything_twice_ends_in_the_same_report(machine: Machine, rollouts: DynamoRolloutStore) -> None:
    begun(machine, rollouts)
    machine.run(ROLLOUT)
    first = report_of(machine)
    machine.s3.delete_object(Bucket=INTAKE, Key=f"rollouts/{ROLLOUT}/people.json")

    machine.run(ROLLOUT, attempt=again(rollouts))

    second = report_of(machine)
    assert second["people"] == first["people"]
    assert second["nations"] == first["nations"]


def test_a_message_delivered_twice_leaves_one_nation(
    machine: Machine, rollouts: DynamoRolloutStore, nations: DynamoNationStore
) -> None:
    begun(machine, rollouts)
    machine.run(ROLLOUT)
    before = nations.get("paris-6")

    order = {"rollout_id": ROLLOUT, "attempt": 1}
    answer = machine.call("provision_nation", {"Records": [a_message(order, "paris-6"), a_message(order, "paris-6")]})

    assert answer == {"batchItemFailures": []}
    assert nations.get("paris-6") == before


def test_a_poison_nation_fails_alone_says_why_and_is_retried_alone(
    machine: Machine, rollouts: DynamoRolloutStore, nations: DynamoNationStore
) -> None:
    nations.found(a_nation("ain-2", zones=("constituency:01-02",), status=NationStatus.READY))
    nations.furnish("ain-2", [{"sk": "PAGE#home", "page": "home", "blocks": []}], is_open=False)
    begun(machine, rollouts)

    assert machine.run(ROLLOUT) == {"state": "done", "ready": 2, "failed": 1}
    (failed,) = report_of(machine)["failed"]
    assert failed["slug"] == "ain-2"
    assert "page home" in failed["reason"]

    nations.furnish("ain-2", [a_good_home()], is_open=False)
    assert machine.run(ROLLOUT, attempt=again(rollouts), scope="failed") == {"state": "done", "ready": 3, "failed": 0}
    assert report_of(machine)["failed"] == []


def a_good_home() -> dict[str, Any]:
    """Return the kit's home page, as it is stored."""
    from shared.sites.kit import load_kit  # noqa: PLC0415 - only this one test needs the kit

    return next(item for item in load_kit().page_items() if item["sk"] == "PAGE#home")


@pytest.mark.parametrize(("approves", "state", "ready"), [(True, "done", 2), (False, "aborted", 0)])
def test_a_canary_that_fails_stops_the_rollout_until_a_person_decides(
    machine: Machine,
    rollouts: DynamoRolloutStore,
    nations: DynamoNationStore,
    approves: bool,
    state: str,
    ready: int,
) -> None:
    nations.found(a_nation("paris-6", status=NationStatus.READY))
    nations.furnish("paris-6", [{"sk": "PAGE#home", "page": "home", "blocks": []}], is_open=False)
    begun(machine, rollouts)
    machine.approves = approves

    assert machine.run(ROLLOUT) == {"state": state, "ready": ready, "failed": 1}
    assert machine.asked == [1]


def test_an_aborted_rollout_goes_on_where_it_stopped(
    machine: Machine, rollouts: DynamoRolloutStore, nations: DynamoNationStore
) -> None:
    nations.found(a_nation("paris-6", status=NationStatus.READY))
    nations.furnish("paris-6", [{"sk": "PAGE#home", "page": "home", "blocks": []}], is_open=False)
    begun(machine, rollouts)
    machine.run(ROLLOUT)
    nations.furnish("paris-6", [a_good_home()], is_open=False)

    assert machine.run(ROLLOUT, attempt=again(rollouts)) == {"state": "done", "ready": 3, "failed": 0}


def test_no_worker_of_an_aborted_rollout_writes_anything_and_a_next_attempt_leaves_nobody_out(
    machine: Machine, rollouts: DynamoRolloutStore, nations: DynamoNationStore, dynamodb: Any
) -> None:
    begun(machine, rollouts)
    order = {"rollout_id": ROLLOUT, "attempt": 1, "scope": "unfinished"}
    machine.call("plan_rollout", order)
    machine.call("sort_people", {**order, "range": 0})
    rollouts.advance(ROLLOUT, RolloutState.ABORTED)
    before = objects_of(machine)

    assert machine.call("sort_people", {**order, "range": 1}) == {}
    assert machine.call("load_people", {**order, "shard": 0}) == {}
    messages = [a_message(order, slug) for slug in ("paris-6", "ain-1")]
    assert machine.call("provision_nation", {"Records": messages}) == {"batchItemFailures": []}
    assert machine.call("fail_dead_letters", {"Records": messages}) == {"batchItemFailures": []}

    assert objects_of(machine) == before
    assert (nations.claims(), people_of(dynamodb, "paris-6")) == ({}, [])
    assert {entry.state for entry in rollouts.entries(ROLLOUT)} == {EntryState.PENDING}
    assert machine.run(ROLLOUT, attempt=again(rollouts)) == {"state": "done", "ready": 3, "failed": 0}


def objects_of(machine: Machine) -> set[tuple[str, str]]:
    """Return the keys and hashes of what lies in the intake and in the sites but for what all nations share."""
    listings = [machine.s3.list_objects_v2(Bucket=bucket).get("Contents", []) for bucket in (INTAKE, SITES)]
    found = {(each["Key"], each["ETag"]) for listing in listings for each in listing}
    return {(key, tag) for key, tag in found if not key.startswith("network/")}


def test_who_was_erased_is_rejected_and_a_resumed_import_knows_who_was_since(
    machine: Machine, rollouts: DynamoRolloutStore, dynamodb: Any
) -> None:
    erasures = DynamoErasures(dynamodb, NETWORK)
    erasures.keep(person_id("anne@example.org"), at=NOON)
    begun(machine, rollouts)
    order = {"rollout_id": ROLLOUT, "attempt": 1, "scope": "unfinished"}
    machine.call("plan_rollout", order)
    erasures.keep(person_id("bruno@example.org"), at=NOON)
    first = machine.call("sort_people", {**order, "range": 0})

    again = machine.call("sort_people", {**order, "range": 0})
    machine.run(ROLLOUT)

    # Two rows about Anne and one of nobody; Bruno's two since the plan was made anew.
    assert first == again == {"rows": 49, "rejected": 3, "unassigned": 1}
    people = report_of(machine)["people"]
    assert (people["rejected"], people["created"], people["rows"]) == (5, 121, people["expected"])
    found = dynamodb.scan(TableName=PEOPLE)["Items"]
    assert not [item for item in found if "anne@example.org" in str(item) or "bruno@example.org" in str(item)]


def test_a_bad_roster_starts_nothing_and_its_faults_reach_the_report(
    machine: Machine, rollouts: DynamoRolloutStore, nations: DynamoNationStore
) -> None:
    begun(machine, rollouts, roster=ROSTER + "Bad Slug,,Jeanne,nobody,99-99\n")
    order = {"rollout_id": ROLLOUT, "attempt": 1, "scope": "unfinished"}

    with pytest.raises(Exception, match="line 5"):
        machine.call("plan_rollout", order)
    machine.call("report_rollout", {**order, "outcome": "failed", "error": {"Error": "InputError", "Cause": "{}"}})

    report = report_of(machine)
    assert report["state"] == "failed"
    assert "roster.csv, line 5: slug “Bad Slug” is no DNS label" in report["reason"]
    assert nations.claims() == {}
    assert rollouts.entries(ROLLOUT) == ()


def test_a_task_that_the_machine_gave_up_fails_its_nation(machine: Machine, rollouts: DynamoRolloutStore) -> None:
    begun(machine, rollouts)
    machine.call("plan_rollout", {"rollout_id": ROLLOUT, "attempt": 1, "scope": "unfinished"})

    event = {"rollout_id": ROLLOUT, "attempt": 1, "slug": "ain-1", "error": {"Error": "States.Timeout"}}

    assert machine.call("record_failure", event) == {"recorded": True}
    assert rollouts.entry(ROLLOUT, "ain-1").reason == "no worker answered in time"


@pytest.fixture
def lines(machine: Machine) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What the rollout's functions log, line by line."""
    stream = StringIO()
    handlers = [import_module(f"functions.{name}.handler").logger.registered_handler for name in SETTINGS]
    before = [handler.setStream(stream) for handler in handlers]
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for handler, kept in zip(handlers, before, strict=True):
        handler.setStream(kept)


@pytest.fixture
def rough(machine: Machine, rollouts: DynamoRolloutStore, nations: DynamoNationStore) -> None:
    """A rollout with people, nations that get ready, one that fails, and a message that comes when all is over."""
    nations.found(a_nation("ain-2", zones=("constituency:01-02",), status=NationStatus.READY))
    nations.furnish("ain-2", [{"sk": "PAGE#home", "page": "home", "blocks": []}], is_open=False)
    begun(machine, rollouts)
    order = {"rollout_id": ROLLOUT, "attempt": 1, "scope": "unfinished"}
    machine.call("plan_rollout", order)
    machine.call("record_failure", {**order, "slug": "ain-2", "error": {"Error": "NationFailed", "Cause": "why"}})
    machine.run(ROLLOUT)
    machine.call("provision_nation", {"Records": [a_message(order, "paris-6")]})


def test_what_the_board_shows_is_what_the_functions_of_a_rollout_count(
    capsys: pytest.CaptureFixture[str], rough: None
) -> None:
    written = [json.loads(line) for line in capsys.readouterr().out.splitlines() if '"_aws"' in line]

    counted, told_by = Counter[str](), {}
    for record in written:
        (directive,) = record["_aws"]["CloudWatchMetrics"]
        assert (directive["Namespace"], directive["Dimensions"]) == ("Banneret/test", [["service"]])
        for name in (metric["Name"] for metric in directive["Metrics"]):
            told_by[name] = record["service"]
            counted[name] += sum(record[name])
    assert told_by == TOLD_BY
    assert {name.removeprefix("People").lower(): counted[name] for name in counted if "People" in name} == SUMS
    assert (counted["NationsReady"], counted["NationsFailed"], counted["NationTriesFailed"]) == (2, 1, RECEIVES)


def test_every_line_of_a_rollouts_functions_says_whose_request_it_was_and_names_nobody(
    lines: Callable[[], list[dict[str, Any]]], rough: None
) -> None:
    told = lines()

    assert {line["service"] for line in told} == SETTINGS.keys() - {"ask_approval"}
    assert {line["rollout"] for line in told} == {ROLLOUT}
    assert {line["function_request_id"] for line in told} == {A_CONTEXT.aws_request_id}
    about_nations = {"provision_nation", "record_failure", "fail_dead_letters"}
    assert {line["nation"] for line in told if line["service"] in about_nations} == {"paris-6", "ain-1", "ain-2"}
    assert "example.org" not in json.dumps(told)


def test_the_request_is_kept_with_the_rollout(machine: Machine, rollouts: DynamoRolloutStore) -> None:
    begun(machine, rollouts)

    assert request_to_item(rollouts.get(ROLLOUT).request)["waves"] == "1,rest"
    assert SETTINGS["plan_rollout"].to_env()["NETWORK_TABLE"] == NETWORK
