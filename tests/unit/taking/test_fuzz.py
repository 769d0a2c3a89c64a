"""Whatever is sent, the endpoint answers, with one of the outcomes that docs/api.md names."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from functions.take_action.request import is_for_stamp
from shared.actions.answers import STATUS
from shared.actions.arrival import FORM_TYPE
from shared.forms.form import FORMS, STAMP
from tests.unit.taking.builders import EDGE, JSON, Door, an_event

OUTCOMES = {"accepted", "review", "limited", "invalid", "silent", "closed", "unavailable", "refused"} | {
    *("full", "called_off", "over", "no_event"),
}
NAMES = sorted({field.name for form in FORMS.values() for field in form.fields} | {STAMP, "page", "target", "language"})

headers = st.fixed_dictionaries(
    {"accept": st.sampled_from([JSON, "text/html", "*/*"])},
    optional={
        "content-type": st.sampled_from([FORM_TYPE, "application/json"]) | st.text(max_size=20),
        "origin": st.text(max_size=30),
        "sec-fetch-site": st.sampled_from(["same-origin", "cross-site"]) | st.text(max_size=10),
        "x-viewer-host": st.text(max_size=30),
        "x-viewer-address": st.text(max_size=30),
        "x-viewer-key": st.sampled_from([EDGE]) | st.text(max_size=10),
        "referer": st.text(max_size=30),
    },
)
posts = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=12), st.lists(st.text(max_size=40), max_size=2))


def answer_of(event: dict[str, Any]) -> None:
    verdict, answer = Door().serve(event)

    assert answer.status in {STATUS[verdict.outcome], 303}
    if answer.headers.get("Content-Type") == JSON:
        assert json.loads(answer.body)["outcome"] in OUTCOMES


@given(action=st.sampled_from(sorted(FORMS)), posted=posts, sent=headers)
def test_every_form_is_answered(action: str, posted: dict[str, list[str]], sent: dict[str, str]) -> None:
    answer_of(an_event(action, posted=posted, headers=sent))


@given(body=st.binary(max_size=300), sent=headers, encoded=st.booleans())
def test_every_body_is_answered(body: bytes, sent: dict[str, str], encoded: bool) -> None:
    event = an_event(body=body, headers=sent)
    answer_of(event if encoded else event | {"body": body.decode("latin-1"), "isBase64Encoded": False})


@given(slug=st.text(max_size=70), action=st.text(max_size=20), method=st.sampled_from(["POST", "GET", "PUT", ""]))
def test_every_path_is_answered(slug: str, action: str, method: str) -> None:
    answer_of(an_event(action, slug=slug, method=method, posted={}))


def test_an_event_with_hardly_anything_in_it_is_answered() -> None:
    bare = {"requestContext": {"http": {"method": "POST"}}}

    answer_of(bare)
    assert not is_for_stamp(bare)
