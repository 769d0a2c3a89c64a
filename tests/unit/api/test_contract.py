"""Requests made from the API's own document, valid and not: each answer is as the document says, and none our fault."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import checks

from functions.serve_network_api import handler
from shared.kits.draft import KitDraft
from shared.nations.hq_tags import HqTag
from shared.nations.nation import NationStatus
from shared.network_api.document import describe
from shared.rollouts.rollout import EntryState, RolloutState
from shared.sites.kit import load_kit
from tests.builders import NOON, a_nation, a_rollout, an_entry
from tests.examples import at_night, is_night
from tests.fakes.context import A_CONTEXT
from tests.unit.api.asking import an_event
from tests.unit.events.builders import an_event as an_evening
from tests.unit.kits.builders import an_edition

if TYPE_CHECKING:
    from schemathesis import Case, Response

    from tests.unit.api.desks import FakeDesk

pytestmark = pytest.mark.thorough

API = schemathesis.openapi.from_dict(describe(handler.app()))
# The limits of every field, one by one, take each process ten seconds to think of, before the first test.
API.config.phases.coverage.enabled = is_night()
PLACE = "https://api.example"

SLUG = "paris-6"
THERE: dict[str, Any] = {
    "slug": SLUG,
    "rollout_id": "legislatives",
    "event_id": "2027-06-01-apero-1f3a",
    "number": 1,
    "language": "fr",
}
"""Names in paths, of what there is."""

NAMES = {
    f"/kit/draft/{kind}/{{language}}/{{name}}{what}": name
    for kind, name in (("pages", "home"), ("mails", "welcome"))
    for what in ("", "/preview")
}
"""What paths call `name`, of what there is."""

FULFILLED = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
"""What an answer is held to. Who may ask is API Gateway's to say, before our code: none of the checks is about that."""


def answered(case: Case[Any]) -> Response:
    """Have the function answer a case as API Gateway hands it on."""
    asked = requests.Request(**case.as_transport_kwargs(base_url=PLACE)).prepare()
    address = urlsplit(str(asked.url))
    event: dict[str, Any] = {**an_event(case.method, address.path), "rawQueryString": address.query}
    event["headers"] |= {name.lower(): str(value) for name, value in asked.headers.items()}
    body: Any = asked.body or b""
    event["body"] = body if isinstance(body, str) else body.decode("utf-8", "replace")
    told = handler.lambda_handler(event, A_CONTEXT)
    headers = {name: [str(value)] for name, value in told["headers"].items()}
    content = str(told.get("body") or "").encode()
    return schemathesis.Response(int(told["statusCode"]), headers, content, asked, 0.0, verify=True)


@pytest.fixture
def lived_in(desk: FakeDesk) -> FakeDesk:
    """A desk with a nation at work, an event, a tag, a rollout that failed somewhere, a push and a draft of the kit."""
    desk.nations.found(a_nation(SLUG, status=NationStatus.READY))
    desk.nations.furnish(SLUG, load_kit().page_items(), is_open=False)
    desk.rollouts.create(a_rollout(state=RolloutState.DONE))
    desk.rollouts.add_entries(THERE["rollout_id"], [an_entry(state=EntryState.FAILED)])
    desk.kept_events.add(an_evening())
    desk.kit_push.begin(by="hq")
    desk.editions.save_draft(
        KitDraft.begun(an_edition(), by="hq", at=NOON).saying(an_edition(3).content, by="hq", at=NOON)
    )
    desk.hq_tags.save(HqTag(tag="hq:doorstep", about="", by="hq", at=NOON), after=None)
    return desk


@API.parametrize()
@settings(max_examples=at_night(15), deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_the_document_says(case: Case[Any], desk: FakeDesk) -> None:
    hold(case, answered(case))


@API.parametrize()
@settings(max_examples=at_night(8), deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_about_what_there_is_is_as_the_document_says(case: Case[Any], lived_in: FakeDesk) -> None:
    there = {**THERE, "name": NAMES.get(case.path, "")}
    case.path_parameters.update({name: what for name, what in there.items() if name in case.path_parameters})

    hold(case, answered(case))


def hold(case: Case[Any], response: Response) -> None:
    """Hold an answer to the document, and to telling nothing of our code."""
    case.validate_response(response, checks=FULFILLED)
    assert "Traceback" not in response.content.decode()
    if response.status_code >= 400:
        assert json.loads(response.content)["status"] == response.status_code
