"""HQ's own programs: from two files to nations that live, over the HTTP API alone."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from tests.scenarios.inputs import sums_of, write_inputs
from tests.scenarios.letters import letters_to, link_in
from tests.scenarios.network import REGION, ROOT, await_that

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.inputs import Inputs
    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")

NATIONS, PEOPLE = 3, 10

PROBLEM = "application/problem+json"


def address(network: Network, path: str) -> str:
    """Return where the emulator answers for the API without DNS."""
    api = network.directory.api_url.partition("//")[2].partition(".")[0]
    return f"{network.endpoint}/_aws/execute-api/{api}/$default{path}"


def ask(network: Network, method: str, path: str, body: Any = None) -> requests.Response:
    """Send a signed request to the API."""
    url = address(network, path)
    sent = None if body is None else json.dumps(body)
    request = AWSRequest(method, url, headers={"content-type": "application/json"}, data=sent)
    keys = Credentials(ROOT["aws_access_key_id"], ROOT["aws_secret_access_key"])
    SigV4Auth(keys, "execute-api", REGION).add_auth(request)
    return requests.request(method, url, headers=dict(request.headers), data=sent, timeout=30)


def described(path: Path) -> dict[str, Any]:
    """Return a file as the API knows it: by its content."""
    content = path.read_bytes()
    return {"sha256": sha256(content).hexdigest(), "file_name": path.name, "size": len(content)}


def upload(network: Network, path: Path) -> dict[str, Any]:
    """Bring a file to where the API says; return it as the API knows it."""
    file = described(path)
    opened = ask(network, "POST", "/uploads", file).json()
    assert put(opened, path.read_bytes()).status_code == 200
    return file


def put(opened: Any, content: bytes) -> requests.Response:
    """Use an upload that was opened."""
    return requests.put(opened["url"], headers=opened["headers"], data=content, timeout=30)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return write_inputs(tmp_path_factory.mktemp("automation"), "67", nations=NATIONS, people=PEOPLE)


@pytest.fixture(scope="module")
def order(network: Network, inputs: Inputs) -> dict[str, Any]:
    """An order whose files are uploaded."""
    return {"name": "By program", "roster": upload(network, inputs.roster), "people": upload(network, inputs.people)}


@pytest.fixture(scope="module")
def ordered(network: Network, order: dict[str, Any]) -> str:
    """A rollout that a program started and waited for."""
    started = ask(network, "POST", "/rollouts", order)
    assert (started.status_code, started.json()) == (202, {"rollout": "by-program", "outcome": "started"})
    await_that(lambda: ask(network, "GET", "/rollouts/by-program").json()["state"] == "done")
    return "by-program"


def test_a_program_rolls_nations_out_and_reads_what_became_of_them(network: Network, ordered: str) -> None:
    report = ask(network, "GET", f"/rollouts/{ordered}").json()

    assert report["nations"] == {"planned": NATIONS, "ready": NATIONS, "failed": 0, "pending": 0}
    assert report["people"].items() >= sums_of(NATIONS, PEOPLE).items()
    assert report == network.report(ordered)


def test_the_same_order_again_changes_nothing(network: Network, order: dict[str, Any], ordered: str) -> None:
    again = ask(network, "POST", "/rollouts", order)

    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")


def test_lists_are_read_page_by_page(network: Network, inputs: Inputs, ordered: str) -> None:
    seen, cursor = [], ""
    while cursor is not None:
        page = ask(network, "GET", f"/nations?limit=2{cursor and f'&cursor={cursor}'}").json()
        seen += [nation["slug"] for nation in page["nations"]]
        cursor = page["cursor"]

    assert set(inputs.slugs) <= set(seen)
    assert seen == sorted(set(seen))
    assert ordered in [rollout["rollout"] for rollout in ask(network, "GET", "/rollouts").json()["rollouts"]]


def test_the_candidates_address_is_told_of_one_nation_and_in_no_list(network: Network, ordered: str) -> None:
    assert ask(network, "GET", "/nations/d67-01").json()["email"] == "d67-01@example.org"
    assert "@example.org" not in ask(network, "GET", "/nations").text


def test_a_candidate_is_replaced_and_invited_by_one_letter(network: Network, ordered: str) -> None:
    who = {"name": "Louise Petit", "email": "louise.67@example.org", "called": "Avec Louise"}

    first = ask(network, "POST", "/nations/d67-02/candidate", who)
    await_that(lambda: bool(letters_to(network, who["email"])))
    again = ask(network, "POST", "/nations/d67-02/candidate", who)

    assert (first.status_code, first.json()["candidate"]) == (200, "Louise Petit")
    assert again.json() == first.json()
    (letter,) = letters_to(network, who["email"])
    assert link_in(letter, "invitation").rpartition("/")[2] not in first.text
    await_that(lambda: "Louise Petit" in network.visit("/d67-02/").text)


def test_what_a_program_does_to_events_is_in_the_nations_log(network: Network, ordered: str) -> None:
    told = {"title": "Apéro", "starts": "2097-06-01T19:00:00", "ends": "2097-06-01T21:00:00", "venue": "Café"}

    event = ask(network, "POST", "/nations/d67-01/events", told).json()["event"]

    log = network.banneret("team", "log", "--nation", "d67-01", "--json").out
    assert "announced-event" in log
    assert event in log


def test_the_kit_is_pushed_and_every_nation_is_at_the_networks_edition(network: Network, ordered: str) -> None:
    pushed = ask(network, "POST", "/kit/push", {"canaries": 1})
    assert pushed.status_code == 202

    await_that(lambda: ask(network, "GET", "/kit/push").json()["state"] == "done")

    current = ask(network, "GET", "/kit/editions").json()["current"]
    drift = {row["nation"]: row for row in ask(network, "GET", "/kit/drift?limit=100").json()["nations"]}
    assert pushed.json()["version"] == current
    assert [(drift[slug]["version"], drift[slug]["current"]) for slug in ("d67-01", "d67-03")] == [(current, True)] * 2
    assert ask(network, "POST", "/kit/push", {}).status_code == 200


def test_the_kits_words_are_written_published_read_and_taken_back(network: Network, ordered: str) -> None:
    path = "/kit/draft/pages/en/survey"
    standing = ask(network, "GET", "/kit/editions").json()["editions"][0]
    page = ask(network, "GET", path).json()

    written = ask(network, "PUT", path, {**page, "title": "What we shall ask for"})
    late = ask(network, "PUT", path, {**page, "title": "Too late"})
    draft = ask(network, "GET", "/kit/draft").json()
    shown = ask(network, "GET", f"{path}/preview").json()
    letter = ask(network, "GET", "/kit/draft/mails/fr/welcome/preview").json()
    order = {"revision": draft["revision"], "note": "A clearer question"}
    made, again = (ask(network, "POST", "/kit/editions", order) for _ in range(2))

    assert (written.status_code, late.status_code, late.headers["content-type"]) == (200, 409, PROBLEM)
    assert [(change["language"], change["name"]) for change in draft["changed"]] == [("en", "survey")]
    assert (shown["revision"], "What we shall ask for" in shown["html"]) == (draft["revision"], True)
    assert ("Camille Martin" in letter["html"], "Camille Martin" in letter["text"]) == (True, True)
    assert (made.status_code, made.json()["number"], again.json()) == (200, standing["number"] + 1, made.json())
    told = ask(network, "GET", f"/kit/editions/{made.json()['number']}").json()
    assert {**page, "title": "What we shall ask for", "revision": 0} in told["pages"]["en"]

    back = ask(network, "POST", "/kit/rollback", {"to": standing["number"], "note": "The old one was better"})
    assert back.json()["number"] == standing["number"] + 2
    assert ask(network, "GET", path).json() == {**page, "revision": 0}
    deeds = [entry["what"] for entry in ask(network, "GET", "/log").json()["entries"]]
    assert [deed for deed in deeds if deed.endswith("-kit")][:3] == ["went-back-kit", "published-kit", "began-kit"]


def test_programs_and_the_command_write_one_draft_and_none_that_is_gone(network: Network, tmp_path: Path) -> None:
    path, file = "/kit/draft/pages/en/survey", tmp_path / "survey.toml"
    page = ask(network, "GET", path).json()
    first = ask(network, "PUT", path, {**page, "title": "Programmed"}).json()

    assert "{+Programmed+}" in network.banneret("kit", "draft", "compare", "pages/en/survey").out
    assert network.banneret("kit", "draft", "discard", "--revision", str(first["revision"])).code == 0
    assert network.banneret("kit", "draft", "show", "pages/en/survey", "--out", str(file)).code == 0
    file.write_text(file.read_text("utf-8").replace(f'title = "{page["title"]}"', 'title = "By hand"'), "utf-8")
    assert network.banneret("kit", "draft", "edit", "pages/en/survey", str(file)).code == 0

    late = ask(network, "PUT", path, {**first, "title": "Too late"})
    second = ask(network, "GET", path).json()
    assert (late.status_code, second["title"]) == (409, "By hand")
    assert second["revision"] > first["revision"]
    assert network.banneret("kit", "draft", "discard").code == 0


def test_who_does_not_go_on_is_ended_with_thanks_and_had_back(network: Network, ordered: str) -> None:
    listed = ask(network, "GET", "/nations?limit=100").json()["nations"]
    going = [nation["slug"] for nation in listed if nation["status"] in {"ready", "suspended"}]
    going.remove("d67-03")

    parted = ask(network, "POST", "/second-round/preview", {"going": going}).json()
    assert (parted["going"], parted["closing"]) == (going, ["d67-03"])
    order = {"closing": parted["closing"], "confirm": 1, "reason": "not in the second round"}
    assert ask(network, "POST", "/second-round", order).json() == {"closed": ["d67-03"], "left": []}

    assert ask(network, "GET", "/nations/d67-03").json()["status"] == "closed"
    assert ask(network, "POST", "/nations/d67-03/resume").json()["status"] == "ready"


def test_numbers_tags_and_the_log_are_read_by_programs(network: Network, ordered: str) -> None:
    tag = {"tag": "hq:by-program", "about": "Given by a program"}
    made = ask(network, "POST", "/tags", tag).json()
    figures = {row["nation"]: row for row in ask(network, "GET", "/figures/nations?limit=100").json()["nations"]}

    assert made in ask(network, "GET", "/tags").json()["tags"]
    assert figures["d67-01"]["measures"]["supporters"] == PEOPLE + 1
    assert ask(network, "GET", "/figures").json()["nations"] >= NATIONS
    assert "d67-01" in ask(network, "GET", "/figures/nations.csv").content.decode("utf-8-sig")
    assert ask(network, "GET", "/nations/d67-01/silence").json()["overrides"] == []
    deeds = [entry["what"] for entry in ask(network, "GET", "/log").json()["entries"]]
    assert {"started-rollout", "made-hq-tag", "exported-figures"} <= set(deeds)


def test_an_upload_takes_the_file_it_was_opened_for_and_no_other(network: Network, inputs: Inputs) -> None:
    opened = ask(network, "POST", "/uploads", described(inputs.roster)).json()

    assert put(opened, b"slug,name\n").status_code in (400, 403)
    assert requests.get(opened["url"], timeout=10).status_code == 403


def test_an_order_of_files_that_nobody_uploaded_is_refused(network: Network, tmp_path: Path) -> None:
    missing = described(write_inputs(tmp_path, "68", nations=1).roster)

    refused = ask(network, "POST", "/rollouts", {"name": "nothing", "roster": missing})

    assert (refused.status_code, refused.headers["content-type"]) == (422, PROBLEM)
    assert refused.json()["faults"] == [
        {
            "place": "roster",
            "reason": "it was not uploaded",
            "remedy": "PUT it where POST /uploads says, then order again",
        }
    ]


def test_the_same_name_with_other_files_is_a_conflict(
    network: Network, order: dict[str, Any], ordered: str, tmp_path: Path
) -> None:
    others = write_inputs(tmp_path, "68", nations=1)

    refused = ask(network, "POST", "/rollouts", {"name": order["name"], "roster": upload(network, others.roster)})

    assert (refused.status_code, refused.headers["content-type"]) == (409, PROBLEM)
    assert "was started with other files" in refused.json()["detail"]


@pytest.mark.parametrize("path", ["/rollouts", "/nations", "/openapi.json"])
def test_a_request_without_a_signature_is_refused(network: Network, path: str) -> None:
    assert requests.get(address(network, path), timeout=10).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/rollouts/nowhere", None, 404),
        ("GET", "/nowhere", None, 404),
        ("POST", "/rollouts/nowhere/retry", None, 404),
        ("POST", "/rollouts", {"name": "no roster"}, 422),
        ("GET", "/nations?limit=0", None, 422),
        ("GET", "/nations?cursor=forged", None, 422),
    ],
)
def test_whatever_is_wrong_with_a_request_is_told_as_a_problem(
    network: Network, method: str, path: str, body: Any, status: int
) -> None:
    answer = ask(network, method, path, body)

    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    assert answer.json()["status"] == status
    assert answer.json()["instance"].startswith("urn:request:")


def test_every_route_of_the_document_is_there(network: Network) -> None:
    document = ask(network, "GET", "/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) >= {"/uploads", "/rollouts", "/rollouts/{rollout_id}", "/nations", "/nations/{slug}"}
    assert set(document["paths"]) >= {"/second-round", "/kit/push", "/kit/draft", "/figures", "/tags", "/log"}
