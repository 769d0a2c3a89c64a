from __future__ import annotations

import base64
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.exceptions import ClientError

from functions.serve_network_api import connections
from shared.access.audit_store import DynamoAuditLog
from shared.access.member_store import DynamoMemberStore
from shared.access.post_store import DynamoPost
from shared.access.posting import token_of
from shared.access.tokens import digest_of
from shared.kernel.aws import client
from shared.kernel.errors import InputError
from shared.kits.kits import Kits
from shared.kits.publishing import publish_content
from shared.kits.store import DynamoKitStore
from shared.nations.nation import NationStatus
from shared.nations.store import DynamoNationStore
from shared.network_api.paging import read_page
from shared.network_api.settings import ServeNetworkApiSettings
from tests.builders import NOON, a_nation
from tests.unit.api.asking import ask
from tests.unit.api.desks import ROSTER
from tests.unit.kits.builders import an_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.kernel.page import Page

MACHINE = json.dumps({"StartAt": "End", "States": {"End": {"Type": "Succeed"}}})
ROLE = "arn:aws:iam::123456789012:role/machine"


@pytest.fixture
def network(network_table: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The API at its own desk: real stores, a bucket and a machine, in memory."""
    client("s3").create_bucket(Bucket="intake", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    machine = client("stepfunctions").create_state_machine(name="rollout", definition=MACHINE, roleArn=ROLE)
    settings = ServeNetworkApiSettings(
        network_table=network_table,
        intake_bucket="intake",
        rollout_machine=machine["stateMachineArn"],
        upload_seconds=60,
        site_bucket="sites",
        network_domain="banneret.example",
        publications_queue=client("sqs").create_queue(QueueName="publications")["QueueUrl"],
        signing_secret="signing",
        country="FR",
    )
    client("secretsmanager").create_secret(Name="signing", SecretString="a key for tests")
    for name, value in settings.to_env().items():
        monkeypatch.setenv(name, value)
    connections.connect.cache_clear()
    yield network_table
    connections.connect.cache_clear()


def test_a_rollout_is_ordered_listed_and_read(network: str) -> None:
    digest = sha256(ROSTER).hexdigest()
    client("s3").put_object(Bucket="intake", Key=f"uploads/{digest}/roster.csv", Body=ROSTER)
    roster = {"sha256": digest, "file_name": "roster.csv", "size": len(ROSTER)}

    started = ask("POST", "/rollouts", body={"name": "May", "roster": roster})

    assert (started.status, started.body) == (202, {"rollout": "may", "outcome": "started"})
    assert [listed["rollout"] for listed in ask("GET", "/rollouts").body["rollouts"]] == ["may"]
    assert ask("GET", "/rollouts/may").body["state"] == "planning"


def test_an_order_without_its_upload_starts_nothing(network: str) -> None:
    roster = {"sha256": "0" * 64, "file_name": "roster.csv", "size": 1}

    assert ask("POST", "/rollouts", body={"name": "May", "roster": roster}).status == 422
    assert ask("GET", "/rollouts").body["rollouts"] == []


def test_nations_are_listed_page_by_page(network: str) -> None:
    nations = DynamoNationStore(client("dynamodb"), network)
    for number in range(5):
        nations.found(a_nation(f"nation-{number}", zones=(f"constituency:01-0{number}",)))

    first = ask("GET", "/nations", query={"limit": "3"}).body
    rest = ask("GET", "/nations", query={"limit": "3", "cursor": first["cursor"]}).body

    assert [nation["slug"] for nation in first["nations"] + rest["nations"]] == [f"nation-{n}" for n in range(5)]
    assert rest["cursor"] is None


def test_a_cursor_that_dynamodb_refuses_is_the_clients_fault() -> None:
    class Refusing:
        def page(self, *, limit: int, cursor: str | None = None) -> Page[Any]:
            raise ClientError({"Error": {"Code": "ValidationException"}}, "Query")

    with pytest.raises(InputError, match="continues no page"):
        read_page(Refusing(), limit=1, cursor="e30")
    with pytest.raises(ClientError):
        read_page(Refusing(), limit=1, cursor=None)


@pytest.mark.parametrize("region", ["eu-west-3", "eu-west-1", "us-east-1"])
def test_an_upload_is_bound_to_one_content_size_and_kind_in_every_region(
    network: str, region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    file = {"sha256": sha256(ROSTER).hexdigest(), "file_name": "roster.csv", "size": len(ROSTER)}

    upload = ask("POST", "/uploads", body=file).body

    signed = parse_qs(urlsplit(upload["url"]).query)
    assert signed["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert signed["X-Amz-SignedHeaders"] == ["content-length;content-type;host;x-amz-checksum-sha256"]
    assert signed["X-Amz-Expires"] == ["60"]
    assert base64.b64decode(upload["headers"]["x-amz-checksum-sha256"]).hex() == file["sha256"]
    assert urlsplit(upload["url"]).path == f"/uploads/{file['sha256']}/roster.csv"


def test_an_event_is_kept_with_its_nation_and_its_publication_asked_for(network: str) -> None:
    DynamoNationStore(client("dynamodb"), network).found(a_nation())
    told = {"title": "Apéro", "starts": "2097-06-15T19:00:00", "ends": "2097-06-15T21:00:00", "venue": "Café"}

    made = ask("POST", "/nations/paris-6/events", body=told)

    assert made.status == 200
    assert ask("GET", "/nations/paris-6/events").body["events"] == [made.body]
    sqs = client("sqs")
    (message,) = sqs.receive_message(QueueUrl=sqs.get_queue_url(QueueName="publications")["QueueUrl"])["Messages"]
    assert json.loads(message["Body"])["slug"] == "paris-6"


def ready(network: str, *slugs: str) -> DynamoNationStore:
    """Have nations that are ready."""
    nations = DynamoNationStore(client("dynamodb"), network)
    for number, slug in enumerate(slugs, 1):
        nations.found(a_nation(slug, status=NationStatus.READY, zones=(f"constituency:01-{number:02}",)))
    return nations


def test_the_nation_reads_in_its_log_what_was_done_to_its_events(network: str) -> None:
    ready(network, "paris-6")
    told = {"title": "Apéro", "starts": "2097-06-15T19:00:00", "ends": "2097-06-15T21:00:00", "venue": "Café"}

    event = ask("POST", "/nations/paris-6/events", body=told).body["event"]
    ask("POST", f"/nations/paris-6/events/{event}/cancellation", body={})

    log = DynamoAuditLog(client("dynamodb"), network).page("paris-6", limit=9).elements
    assert [(entry.what, entry.who, entry.about["event"]) for entry in log] == [
        ("called-off-event", "operator", event),
        ("announced-event", "operator", event),
    ]


def test_a_candidate_is_replaced_once_and_their_link_is_left_for_the_mail(network: str) -> None:
    ready(network, "paris-6")
    who = {"name": "Louise Petit", "email": "louise@example.org"}

    first = ask("POST", "/nations/paris-6/candidate", body=who)

    (invitation,) = DynamoMemberStore(client("dynamodb"), network).team("paris-6").invitations
    letter = DynamoPost(client("dynamodb"), network).find(f"INVITATION#{invitation.digest}")
    assert (first.status, first.body["invited"]["invitation"]) == (200, invitation.id)
    assert letter is not None
    assert digest_of(token_of(letter.salt, "a key for tests")) == invitation.digest
    assert ask("POST", "/nations/paris-6/candidate", body=who).body == first.body
    assert ask("GET", "/nations/paris-6").body["candidate"] == "Louise Petit"


def test_the_kit_goes_back_is_pushed_and_the_log_tells_it(network: str) -> None:
    ready(network, "ain-1", "ain-2")
    kits = Kits(store=DynamoKitStore(client("dynamodb"), network))
    publish_content(an_edition().content, "New words", kits=kits, by="anne", at=NOON)

    back = ask("POST", "/kit/rollback", body={"to": 1, "note": "too long"}).body
    pushed = ask("POST", "/kit/push", body={"canaries": 1})

    assert ask("GET", "/kit/editions").body["current"] == back["version"] == pushed.body["version"]
    assert (pushed.status, pushed.body) == (202, ask("GET", "/kit/push").body)
    assert ask("POST", "/kit/push/stop").body["state"] == "stopped"
    entries = ask("GET", "/log").body["entries"]
    assert [entry["what"] for entry in entries] == ["stopped-kit", "pushed-kit", "went-back-kit"]
    assert [row["nation"] for row in ask("GET", "/kit/drift").body["nations"]] == ["ain-1", "ain-2"]


def test_the_kits_words_are_written_published_once_and_read(network: str) -> None:
    home = "/kit/draft/pages/fr/home"
    page = ask("GET", home).body

    written = ask("PUT", home, body={**page, "title": "Au grand jour"})
    order = {"revision": written.body["revision"], "note": "Plus court"}
    made = ask("POST", "/kit/editions", body=order)

    assert (written.status, made.status, made.body["number"]) == (200, 200, 2)
    assert ask("POST", "/kit/editions", body=order).body == made.body
    pages = ask("GET", "/kit/editions/2").body["pages"]["fr"]
    assert {**page, "title": "Au grand jour"} in pages
    assert ask("PUT", home, body={**page, "revision": 9, "title": "Trop tard"}).status == 409
    assert ask("GET", "/kit/draft").body["revision"] == 0
    entries = ask("GET", "/log").body["entries"]
    assert [entry["what"] for entry in entries] == ["published-kit", "began-kit"]


def test_the_kits_draft_is_shown_by_what_the_function_has_about_it(network: str) -> None:
    home, welcome = "/kit/draft/pages/fr/home", "/kit/draft/mails/fr/welcome"
    ask("PUT", home, body={**ask("GET", home).body, "title": "Au grand jour, ensemble"})

    page, letter = ask("GET", f"{home}/preview").body, ask("GET", f"{welcome}/preview").body

    assert "<title>Au grand jour, ensemble" in page["html"]
    assert (page["revision"], letter["revision"]) == (1, 1)
    assert "Camille Martin" in letter["text"]


def test_figures_tags_and_silence_are_read_where_they_are_kept(network: str) -> None:
    ready(network, "paris-6")
    override = {"until": "2097-06-15T19:00:00", "reason": "judge's order"}

    tag = ask("POST", "/tags", body={"tag": "doorstep"}).body
    made = ask("POST", "/nations/paris-6/silence/override", body=override).body

    assert ask("GET", "/tags").body["tags"] == [tag]
    assert ask("GET", "/nations/paris-6/silence").body["overrides"] == [made]
    assert ask("GET", "/figures").body["nations"] == 1
    assert [row["nation"] for row in ask("GET", "/figures/nations").body["nations"]] == ["paris-6"]
    assert ask("GET", "/figures/days.csv").body.startswith("\ufeff")


def test_the_second_round_ends_who_does_not_go_on(network: str) -> None:
    nations = ready(network, "ain-1", "ain-2", "ain-3")

    closing = ask("POST", "/second-round/preview", body={"going": ["ain-2"]}).body["closing"]
    order = {"closing": closing, "confirm": 2, "reason": "not in the second round"}

    assert ask("POST", "/second-round", body=order).body == {"closed": ["ain-1", "ain-3"], "left": []}
    assert nations.get("ain-3").status is NationStatus.CLOSED
    assert nations.get("ain-2").status is NationStatus.READY
