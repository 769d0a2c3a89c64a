"""A visitor fills a form in, with a script and without; everything on its way is real, and every grant enforced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import requests

from shared.kernel.items import to_wire
from shared.people.person import person_id
from tests.scenarios.letters import letters_to
from tests.scenarios.network import STAGE, Network, await_that
from tests.scenarios.standing import slugs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.xdist_group("nations")

PEOPLE = 4
"""Of the nation's import: three of `write_inputs`, and one who is there by two lines."""


@pytest.fixture(scope="module")
def slug(standing: None) -> str:
    """A nation that is ready."""
    return slugs_of("17")[0]


@pytest.fixture(params=["cloudfront.net", "cloudfront.localhost"])
def host(request: pytest.FixtureRequest, network: Network) -> str:
    """Each of the two hosts that the distribution is reached by."""
    label, port = network.directory.site_host.partition(".")[0], network.endpoint.rpartition(":")[2]
    return f"{label}.{request.param}" + ("" if request.param == "cloudfront.net" else f":{port}")


def send(network: Network, host: str, path: str, *, accept: str = "text/html", **fields: str) -> requests.Response:
    """Send a form from a page of that host."""
    headers = {"host": host, "origin": f"http://{host}", "accept": accept}
    form = {"page": "join", "target": "", "language": "fr", "website": "", **fields}
    return requests.post(f"{network.endpoint}{path}", headers=headers, data=form, timeout=30, allow_redirects=False)


def mailbox(name: str, host: str) -> str:
    """Return an address of somebody who came by that host."""
    return f"{name}.{host.partition(':')[0].rpartition('.')[2]}@example.org"


def person(network: Network, slug: str, email: str) -> Any:
    """Return a person as stored, or None."""
    return network.people_of(slug).get(f"PERSON#{person_id(email)}")


def supporters(network: Network, slug: str) -> int:
    """Return how many the pages show; nobody before the first."""
    answer = network.visit(f"/{slug}/counters.json")
    return int(answer.json()["supporters"]) if answer.status_code == 200 else PEOPLE


def test_a_script_is_answered_in_place_and_a_double_click_makes_one_person(
    network: Network, slug: str, host: str
) -> None:
    email, before = mailbox("anna", host), supporters(network, slug)
    fields = {"email": email, "given_name": "Anna", "stamp": network.ripe_stamp(slug)}

    answers = [send(network, host, f"/{slug}/api/join", accept="application/json", **fields) for _click in range(2)]

    assert [answer.json()["outcome"] for answer in answers] == ["accepted", "accepted"]
    await_that(lambda: person(network, slug, email) is not None)
    await_that(lambda: supporters(network, slug) == before + 1)
    timeline = [sk for sk in network.people_of(slug) if sk.startswith(f"ACTIVITY#{person_id(email)}")]
    assert len(timeline) == 1


def test_without_a_script_a_visitor_looks_over_what_was_typed_and_is_thanked(
    network: Network, slug: str, host: str
) -> None:
    fields = {"email": mailbox("bruno", host), "given_name": "Bruno & <Cie>"}

    review = send(network, host, f"/{slug}/api/join", **fields)
    assert (review.status_code, "Bruno &amp; &lt;Cie&gt;" in review.content.decode()) == (200, True)

    done = send(network, host, f"/{slug}/api/join", stamp=network.ripe_stamp(slug), **fields)
    assert done.status_code == 303
    assert done.headers["location"].endswith("thanks/#join")
    await_that(lambda: person(network, slug, fields["email"]) is not None)


def test_answers_to_forms_are_nobody_s_to_keep_and_carry_the_pages_own_headers(network: Network, slug: str) -> None:
    headers = network.visit(f"/{slug}/api/stamp").headers

    assert headers["cache-control"] == "no-store"
    assert headers["x-robots-tag"] == "noindex"
    assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/api/join", "/{slug}/api/nothing", "/nobody/api/join"])
def test_what_no_form_sends_to_is_told_to_be_missing(network: Network, slug: str, path: str) -> None:
    host = network.directory.site_host

    assert send(network, host, path.format(slug=slug), email="x@example.org").status_code in {301, 404, 410}


def test_the_network_finds_a_nation_where_no_script_runs(network: Network, slug: str) -> None:
    answer = network.visit("/network/api/find?place=17000")

    assert answer.status_code == 200
    assert f"go/{slug}/" in answer.text


@pytest.fixture
def poison(network: Network) -> Iterator[str]:
    """A message that nobody can record; it is taken out of the dead letters afterwards."""
    network.client("sqs").send_message(QueueUrl=network.directory.actions_queue, MessageBody="{}")
    yield f"banneret-{STAGE}-actions"
    network.client("sqs").purge_queue(QueueUrl=network.directory.actions_dead_letter_queue)


def test_what_cannot_be_recorded_is_kept_told_and_sent_back(network: Network, poison: str) -> None:
    def dead() -> int:
        return int(network.banneret("actions", "status", "--json").json["dead"])

    await_that(lambda: dead() == 1)
    examined = network.banneret("doctor", "--json").json["findings"]
    assert ("actions", "wrong") in [(found["about"], found["verdict"]) for found in examined]

    assert network.banneret("actions", "redrive", "--json").json == {"sent": 1}
    await_that(lambda: dead() == 1)


@pytest.fixture
def poisoned_letters(network: Network, slug: str) -> Iterator[None]:
    """A letter to a member and a confirmation that always fail, written down before all others of a test."""
    directory, expires_at = network.directory, int((datetime.now(UTC) + timedelta(hours=1)).timestamp())
    items: dict[str, dict[str, Any]] = {
        directory.network_table: {"pk": "INVITATION#poison", "sk": "LETTER", "kind": "fax"},
        directory.people_table: {"pk": f"NATION#{slug}", "sk": "CONFIRM#poison#poison"},
    }
    dynamodb = network.client("dynamodb")
    for table, item in items.items():
        dynamodb.put_item(TableName=table, Item=to_wire({**item, "expires_at": expires_at}))
    yield
    for table, item in items.items():
        dynamodb.delete_item(TableName=table, Key=to_wire({"pk": item["pk"], "sk": item["sk"]}))
    for queue in (directory.letters_dead_letter_queue, directory.confirmations_dead_letter_queue):
        network.client("sqs").purge_queue(QueueUrl=queue)


def dead_letters(network: Network) -> dict[str, int]:
    """Return how many letters no try could send, by whom they are for."""
    told = network.banneret("letters", "status", "--json").json
    return {kind: told[kind]["dead"] for kind in ("members", "confirmations")}


def test_a_letter_that_always_fails_holds_up_no_other_and_is_kept_told_of_and_sent_back(
    network: Network, slug: str, poisoned_letters: None
) -> None:
    invited, visitor = "invited-behind-poison@example.org", "visitor-behind-poison@example.org"
    words = ("--role", "field-organiser", "--name", "Behind Poison", "--nation", slug, "--mail")
    assert network.banneret("team", "invite", invited, *words).code == 0
    fields = {"email": visitor, "stamp": network.ripe_stamp(slug)}
    assert send(network, network.directory.site_host, f"/{slug}/api/join", **fields).status_code == 303

    await_that(lambda: bool(letters_to(network, invited)) and bool(letters_to(network, visitor)))
    await_that(lambda: dead_letters(network) == {"members": 1, "confirmations": 1})
    examined = network.banneret("doctor", "--json").json["findings"]
    assert ("letters", "2 could not be sent") in [(found["about"], found["finding"]) for found in examined]

    sent = network.banneret("letters", "redrive", "--json").json["sent"]
    assert sent == {"members": 1, "confirmations": 1}
    await_that(lambda: dead_letters(network) == {"members": 1, "confirmations": 1})
    assert [len(letters_to(network, address)) for address in (invited, visitor)] == [1, 1]
