"""From an action in the queue to a person who may be written to, and back: over real functions, mail and links."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import requests

from shared.actions.taken import GivenConsent, TakenAction, action_id
from shared.consent.purposes import Controller, Purpose
from shared.consent.wording import wording_hash, wordings
from shared.people.person import person_id
from tests.scenarios.inputs import write_inputs
from tests.scenarios.logs import log_lines
from tests.scenarios.network import await_that
from tests.scenarios.standing import slugs_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.inputs import Inputs
    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

MARIE = "marie.delacroix@example.org"
SAID = {"email": MARIE, "given_name": "Marie", "family_name": "Delacroix-Quetigny", "phone": "+33698765432"}
MAIL = (Purpose.MAIL, Controller.CANDIDATE)


@pytest.fixture(scope="module")
def slug(standing: None) -> str:
    """A nation that is ready."""
    return slugs_of("16")[0]


def join(network: Network, slug: str, *, stamp: str) -> TakenAction:
    """Put a joining into the queue, as the door does when it has taken one."""
    candidate = network.nations.get(slug).seed.candidate
    text = wordings("fr")[MAIL].said({"candidate": candidate, "network": "Plein Jour"})
    taken = TakenAction(
        action_id=action_id(slug=slug, action="join", target="", identity=MARIE, stamp=stamp),
        slug=slug,
        action="join",
        page="join",
        target="",
        at=datetime.now(UTC),
        language="fr",
        said=SAID,
        consents=(GivenConsent(purpose=MAIL[0], controller=MAIL[1], wording=wording_hash(text)),),
        address="203.0.113.0",
    )
    network.client("sqs").send_message(QueueUrl=network.directory.actions_queue, MessageBody=taken.to_json())
    return taken


def person(network: Network, slug: str) -> Any:
    """Return Marie as she is stored, or None."""
    return network.people_of(slug).get(f"PERSON#{person_id(MARIE)}")


def link(network: Network) -> str:
    """Return the path of the link in the last letter to Marie, empty while there is none."""
    letters = requests.get(f"{network.endpoint}/_ministack/ses/messages", timeout=10).text
    found = re.findall(r"cloudfront\.localhost:\d+(/[a-z0-9-]+/api/confirm\?token=[\w.-]+)", letters)
    return found[-1] if MARIE in letters and found else ""


def press(network: Network, path: str, **fields: str) -> requests.Response:
    """Press a button of the page behind a link."""
    where, _, token = path.partition("?token=")
    label, port = network.directory.site_host.partition(".")[0], network.endpoint.rpartition(":")[2]
    return requests.post(
        f"{network.endpoint}{where}",
        headers={"host": f"{label}.cloudfront.localhost:{port}"},
        data={"token": token, **fields},
        timeout=20,
    )


def test_consent_is_asked_confirmed_proven_withdrawn_and_erased(network: Network, slug: str) -> None:
    join(network, slug, stamp="one")
    await_that(lambda: person(network, slug) is not None)
    assert person(network, slug)["mailable"] == {"BOOL": False}
    assert "expires_at" in person(network, slug)
    await_that(lambda: bool(link(network)))

    page = network.visit(link(network))
    assert (page.status_code, page.text.count("<button")) == (200, 1)
    assert person(network, slug)["mailable"] == {"BOOL": False}
    assert press(network, link(network)).status_code == 200
    assert person(network, slug)["mailable"] == {"BOOL": True}
    assert not [sk for sk, item in network.people_of(slug).items() if "expires_at" in item and sk[:6] != "ACTION"]

    (proof,) = network.banneret("people", "consent", MARIE, "--json").json["known_by"]
    assert [entry["state"] for entry in proof["ledger"]] == ["asked", "confirmed"]
    assert all(entry["wording"]["text"] for entry in proof["ledger"])

    done = network.banneret("people", "withdraw", MARIE, "--purpose", "mail", "--reason", "wrote", "--json")
    assert done.json["known_by"][0]["nation"] == slug
    assert person(network, slug)["mailable"] == {"BOOL": False}

    assert network.banneret("people", "erase", MARIE, "--yes").code == 0
    left = [sk for sk in network.people_of(slug) if person_id(MARIE) in sk]
    marks = {f"ERASED#{person_id(MARIE)}", f"STALE#{person_id(MARIE)}"}
    assert {sk for sk in left if not sk.startswith("COUNTED#")} == marks


def test_who_was_erased_comes_back_with_no_file_until_they_sign_up_again(
    network: Network, slug: str, tmp_path: Path
) -> None:
    inputs = write_inputs(tmp_path, "16", nations=1, people=3)
    inputs.people.write_text(f"email,adresse,circonscription,consentement\n{MARIE},2 rue du Parc,16-01,oui\n")
    assert network.banneret("people", "erase", MARIE, "--yes").code == 0

    assert imported(network, inputs, "after-erasure", tmp_path) == {"rows": 1, "rejected": 1}
    (reject,) = csv.DictReader((tmp_path / "rejects.csv").read_text().splitlines())
    assert (reject["line"], reject["reason"], reject["email"]) == ("2", "erased at their own request", MARIE)
    assert person(network, slug) is None

    before = link(network)
    join(network, slug, stamp="again")
    await_that(lambda: link(network) != before)
    assert press(network, link(network)).status_code == 200

    assert imported(network, inputs, "after-return", tmp_path) == {"rows": 1, "merged": 1}
    assert person(network, slug)["address"] == {"S": "2 rue du Parc"}


def imported(network: Network, inputs: Inputs, name: str, folder: Path) -> dict[str, int]:
    """Import the file, save its rejects, and return the sums that are not 0."""
    assert network.banneret("rollout", "start", *inputs.words(), "--name", name, "--watch").code == 0
    assert network.banneret("rollout", "report", name, "--rejects", str(folder / "rejects.csv")).code == 0
    sums = network.report(name)["people"]
    return {what: number for what, number in sums.items() if number and what != "expected"}


def test_nobodys_data_is_in_any_log(network: Network, slug: str) -> None:
    logged = "\n".join(log_lines(network))

    assert [said for said in SAID.values() if said in logged] == []
    assert "token=" not in logged
