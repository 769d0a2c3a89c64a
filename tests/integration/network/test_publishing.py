"""From the table to the bucket: the network's own site, and the function that answers from it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from functions.find_nation import handler as finding
from functions.publish_network import connections
from functions.publish_network import handler as publishing
from shared.events.store import DynamoEventStore
from shared.kernel.clock import SystemClock
from shared.kits.store import DynamoKitStore
from shared.nations.store import DynamoNationStore
from shared.sites.bucket import S3SiteBucket
from shared.sites.files import page_file
from shared.sites.network.agenda import HORIZON
from shared.sites.network.settings import FindNationSettings, PublishNetworkSettings
from shared.sites.network.shelf import FRESH, S3Shelf
from tests.fakes.clock import FixedClock
from tests.fakes.context import A_CONTEXT
from tests.unit.events.builders import an_event
from tests.unit.kits.builders import a_renamed_edition
from tests.unit.network.builders import ATLAS, a_ready_nation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_s3 import S3Client

    from shared.nations.nation import Nation

Publish = Callable[[], dict[str, int]]
"""The function `publish_network`, called."""

Ask = Callable[[str | None], dict[str, Any]]
"""The function `find_nation`, asked for a place."""

FIRST = a_ready_nation("first")


@pytest.fixture
def nations(dynamodb: Any, network_table: str) -> DynamoNationStore:
    return DynamoNationStore(dynamodb, network_table)


@pytest.fixture
def publish(s3: S3Client, network_table: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publish]:
    """The function that publishes, with its settings; its country is small enough to be published in no time."""
    told = PublishNetworkSettings(
        network_table=network_table, site_bucket="sites", network_domain="plein-jour.example", country="RP"
    )
    for name, value in told.to_env().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(connections, "atlas_of", lambda _country: ATLAS)
    publishing.publisher.cache_clear()
    yield lambda: publishing.lambda_handler({}, A_CONTEXT)
    publishing.publisher.cache_clear()


@pytest.fixture
def ask(s3: S3Client, network_table: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """The function that answers the finder, with its settings."""
    told = FindNationSettings(network_table=network_table, site_bucket="sites", network_domain="plein-jour.example")
    for name, value in told.to_env().items():
        monkeypatch.setenv(name, value)
    finding.desk.cache_clear()

    def answer(typed: str | None) -> dict[str, Any]:
        event = {} if typed is None else {"queryStringParameters": {"place": typed}}
        return finding.lambda_handler(event, A_CONTEXT)

    yield answer
    finding.desk.cache_clear()


def body(s3: S3Client, path: str) -> str:
    return s3.get_object(Bucket="sites", Key=f"network/{path}")["Body"].read().decode()


def suspended(nation: Nation) -> Nation:
    return nation.suspended(reason="withdrew", at=SystemClock().now())


def test_what_the_table_says_is_what_the_public_reads(
    nations: DynamoNationStore, s3: S3Client, publish: Publish
) -> None:
    nations.found(FIRST)

    written = publish()["written"]

    keys = s3.list_objects_v2(Bucket="sites")["Contents"]
    assert len(keys) == written
    assert all(entry["Key"].startswith("network/") for entry in keys)
    assert "../go/first/" in body(s3, "candidates/index.html")
    assert json.loads(body(s3, "finder.json"))["standers"] == [["first", "Jeanne Martin"]]


def test_only_what_changed_is_written_and_what_is_somebody_elses_stays(
    nations: DynamoNationStore, s3: S3Client, publish: Publish
) -> None:
    nations.found(FIRST)
    S3SiteBucket(s3, "sites").publish("network", [page_file("404.html", "<p>Perdu</p>")])
    first = publish()
    requests: Counter[str] = Counter()
    s3.meta.events.register("before-call.s3", lambda model, **_: requests.update([model.name]))

    again = publish()

    assert again == {"written": 0, "unchanged": first["written"]}
    assert requests["PutObject"] == 0
    assert body(s3, "404.html") == "<p>Perdu</p>"


def test_a_suspended_nation_vanishes_with_its_events(
    nations: DynamoNationStore, dynamodb: Any, network_table: str, s3: S3Client, publish: Publish
) -> None:
    now = SystemClock().now().replace(tzinfo=None)
    nations.found(FIRST)
    DynamoEventStore(dynamodb, network_table).add(
        replace(an_event("apero", slug="first"), starts=now, ends=now + HORIZON)
    )
    publish()
    assert "Apéro citoyen" in body(s3, "events/index.html")

    nations.save(suspended(FIRST), after=FIRST)
    publish()

    pages = ("index.html", "candidates/index.html", "map/index.html", "events/index.html", "events.ics", "finder.json")
    assert [
        path
        for path in pages
        if "go/first" in body(s3, path) or "Jeanne" in body(s3, path) or "Apéro" in body(s3, path)
    ] == []


def test_nations_beyond_the_first_page_of_the_index_are_told_of(
    nations: DynamoNationStore, s3: S3Client, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.sites.network.publish.LISTING", 1)
    nations.found(FIRST)
    nations.found(a_ready_nation("second", "constituency:N-2"))

    publish()

    assert [slug for slug, _ in json.loads(body(s3, "finder.json"))["standers"]] == ["first", "second"]


def test_a_question_is_answered_from_what_was_published(nations: DynamoNationStore, publish: Publish, ask: Ask) -> None:
    nations.found(FIRST)
    publish()

    answer = ask("bruma")

    assert answer["statusCode"] == 200
    assert answer["headers"] == {"content-type": "text/html; charset=utf-8", "cache-control": "public, max-age=60"}
    assert '<a href="../go/first/"><strong>Jeanne Martin</strong>' in answer["body"]


@pytest.mark.parametrize("typed", [None, "", "x" * 5000, "\x00", "75006\r\nSet-Cookie: a=b"])
def test_whatever_is_asked_is_answered_with_a_page_and_logged_nowhere(
    typed: str | None,
    publish: Publish,
    ask: Ask,
    capsys: pytest.CaptureFixture[str],
) -> None:
    publish()
    capsys.readouterr()

    answer = ask(typed)

    assert answer["statusCode"] == 200
    assert len(answer["body"]) < 20_000
    assert capsys.readouterr().out == ""


def test_before_anything_is_published_the_finder_says_that_it_does_not_answer(
    ask: Ask,
) -> None:
    answer = ask("75006")

    assert (answer["statusCode"], answer["headers"]["cache-control"]) == (503, "no-store")
    assert "La recherche ne répond pas" in answer["body"]


def test_what_the_finder_answers_wears_the_banner_of_the_networks_own_site(
    nations: DynamoNationStore, dynamodb: Any, network_table: str, s3: S3Client, publish: Publish, ask: Ask
) -> None:
    edition = a_renamed_edition(primary="#401060")
    DynamoKitStore(dynamodb, network_table).add(edition)
    nations.found(FIRST)
    publish()

    answer = ask("bruma")["body"]

    assert "Grand Large" in answer
    stylesheets = re.findall(r'rel="stylesheet" href="[^"]*?(assets/[^"]+)"', answer)
    assert any("#401060" in body(s3, path) for path in stylesheets)


def test_a_shelf_reads_a_guide_again_once_it_is_stale_and_a_shard_never(
    nations: DynamoNationStore, s3: S3Client, publish: Publish
) -> None:
    publish()
    clock = FixedClock(SystemClock().now())
    shelf = S3Shelf(s3, "sites", clock=clock)
    requests: Counter[str] = Counter()
    s3.meta.events.register("before-call.s3", lambda model, **_: requests.update([model.name]))

    for _ in range(3):
        shard = shelf.shard(f"{shelf.guide().places}b.json")
    assert requests == {"GetObject": 2}
    assert shard["bruma"][0].name == "Bruma"

    clock.advance(2 * FRESH)
    shelf.guide()
    assert requests == {"GetObject": 3}
