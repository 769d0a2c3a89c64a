"""The visitors' door, tried from other sites, by other means and with other things than forms; every answer is real."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import requests
from requests.adapters import HTTPAdapter

from shared.actions.arrival import FORM_TYPE, LARGEST
from shared.actions.viewer import EDGE_KEY, VIEWER_ADDRESS, VIEWER_HOST
from shared.forms.checking import MOST_FIELDS
from shared.people.person import person_id
from tests.scenarios.network import await_that
from tests.scenarios.standing import slugs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

ELSEWHERE = "https://evil.invalid"
JSON = "application/json"


class SourceAddress(HTTPAdapter):
    """A network card of its own: this machine has 16 million addresses."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        super().init_poolmanager(*arguments, **named, source_address=(self._address, 0))


@pytest.fixture(scope="module")
def slug(standing: None) -> str:
    """A nation that is ready."""
    return slugs_of("85")[0]


@pytest.fixture(scope="module")
def stamp(network: Network, slug: str) -> str:
    """A stamp that the door takes."""
    return network.ripe_stamp(slug)


def ask(network: Network, path: str, method: str = "POST", *, headers: Mapping[str, str], data: Any = None) -> Any:
    """Ask CloudFront as a script does."""
    sent = {"host": network.directory.site_host, "accept": JSON, "content-type": FORM_TYPE, **headers}
    return requests.request(
        method, f"{network.endpoint}{path}", headers=sent, data=data, timeout=30, allow_redirects=False
    )


def api_of(network: Network) -> str:
    """Return the API's own address at the emulator."""
    api = urlsplit(network.directory.actions_api_url).netloc.partition(".")[0]
    return f"{network.endpoint}/_aws/execute-api/{api}/$default"


def is_known(network: Network, slug: str, email: str) -> bool:
    """Tell whether the nation knows a person."""
    return f"PERSON#{person_id(email)}" in network.people_of(slug)


def address_of(network: Network, slug: str, email: str) -> str:
    """Return where a person's consent came from."""
    begins = f"CONSENT#{person_id(email)}#"
    await_that(lambda: any(sk.startswith(begins) for sk in network.people_of(slug)))
    return next(str(item["address"]["S"]) for sk, item in network.people_of(slug).items() if sk.startswith(begins))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": ELSEWHERE},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"referer": f"{ELSEWHERE}/join/"},
        {"origin": ELSEWHERE, VIEWER_HOST: "evil.invalid", EDGE_KEY: "guessed"},
    ],
    ids=str,
)
def test_a_post_from_another_site_is_refused(network: Network, slug: str, stamp: str, headers: dict[str, str]) -> None:
    form = {"email": "crossed@example.org", "stamp": stamp}

    through_cloudfront = ask(network, f"/{slug}/api/join", headers=headers, data=form)
    past_it = requests.post(
        f"{api_of(network)}/{slug}/api/join", headers={"accept": JSON, **headers}, data=form, timeout=30
    )

    for answer in (through_cloudfront, past_it):
        assert (answer.status_code, answer.json()["outcome"]) == (400, "refused")
    assert not is_known(network, slug, form["email"])


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_no_other_method_leads_anywhere_and_no_other_site_is_allowed_in(
    network: Network, slug: str, method: str
) -> None:
    preflight = {"origin": ELSEWHERE, "access-control-request-method": "POST"}

    answer = ask(network, f"/{slug}/api/join", method, headers=preflight, data="email=x@example.org")

    assert answer.status_code in {403, 404, 405}
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


DEEP = "[" * 5_000 + "]" * 5_000
OTHER_BODIES = [
    ("multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\na@b.fr\r\n--x--'),
    ("text/plain", "email=x@example.org"),
    (JSON, json.dumps({"email": {"S": ["x@example.org"]}, "stamp": None})),
    (JSON, DEEP),
    ("application/xml", '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'),
    ("", "email=x@example.org"),
]


@pytest.mark.parametrize(("kind", "body"), OTHER_BODIES, ids=[kind or "none" for kind, _ in OTHER_BODIES])
def test_a_body_that_is_no_form_is_refused(network: Network, slug: str, kind: str, body: str) -> None:
    answer = ask(network, f"/{slug}/api/join", headers={"content-type": kind}, data=body)

    assert (answer.status_code, answer.json()["outcome"]) == (415, "refused")


@pytest.mark.parametrize("size", [LARGEST + 1, 1_000_000, 5_000_000])
def test_an_oversized_body_is_refused(network: Network, slug: str, stamp: str, size: int) -> None:
    form = f"email=large@example.org&stamp={stamp}&given_name="

    answer = ask(network, f"/{slug}/api/join", headers={}, data=form + "a" * (size - len(form)))

    assert (answer.status_code, answer.json()["outcome"]) == (413, "refused")
    assert not is_known(network, slug, "large@example.org")


def test_too_many_fields_are_a_fault_of_the_form(network: Network, slug: str, stamp: str) -> None:
    form = [("email", "many@example.org"), ("stamp", stamp), *(("given_name", "x") for _ in range(MOST_FIELDS))]

    answer = ask(network, f"/{slug}/api/join", headers={}, data=form)

    assert (answer.status_code, list(answer.json()["faults"])) == (422, ["form"])


def test_of_a_field_sent_twice_the_first_counts(network: Network, slug: str, stamp: str) -> None:
    form = [("email", "first@example.org"), ("email", "second@example.org"), ("stamp", stamp), ("stamp", "forged")]

    assert ask(network, f"/{slug}/api/join", headers={}, data=form).status_code == 202

    await_that(lambda: is_known(network, slug, "first@example.org"))
    assert not is_known(network, slug, "second@example.org")


def test_who_opens_the_address_of_a_form_is_led_to_its_page(network: Network, slug: str) -> None:
    answer = network.visit(f"/{slug}/api/sign")

    assert (answer.status_code, answer.headers["location"]) == (303, "../petition/")
    assert network.visit(f"/{slug}/petition/").status_code == 200


def test_cloudfronts_word_on_an_address_is_believed_and_nobody_elses(network: Network, slug: str, stamp: str) -> None:
    invented = {VIEWER_ADDRESS: "198.51.100.7", VIEWER_HOST: "evil.invalid"}
    form = {"stamp": stamp, "consent.mail.candidate": "on"}
    session = requests.Session()
    session.mount("http://", SourceAddress("127.0.7.1"))

    through_cloudfront = session.post(
        f"{network.endpoint}/{slug}/api/join",
        headers={"host": network.directory.site_host, "accept": JSON, **invented, EDGE_KEY: "guessed"},
        data={**form, "email": "through@example.org"},
    )
    past_it = session.post(
        f"{api_of(network)}/{slug}/api/join",
        headers={"accept": JSON, **invented, EDGE_KEY: "guessed"},
        data={**form, "email": "past@example.org"},
    )

    assert (through_cloudfront.status_code, past_it.status_code) == (202, 202)
    assert address_of(network, slug, "through@example.org") == "127.0.7.0"
    assert address_of(network, slug, "past@example.org").startswith("127.0.")
