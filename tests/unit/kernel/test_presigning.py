from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.presigning import S3UploadForms, UploadForm, presigner

if TYPE_CHECKING:
    from collections.abc import Mapping

BACK = "https://console.example/hq"


@pytest.fixture
def form(aws: None) -> UploadForm:
    return S3UploadForms(presigner(), "intake", seconds=60).of("arrivals/1/roster.csv", most=800, back=BACK)


def conditions(fields: Mapping[str, str]) -> list[Any]:
    """Return what the bucket will hold the form to."""
    conditions: list[Any] = json.loads(base64.b64decode(fields["policy"]))["conditions"]
    return conditions


def test_a_form_takes_one_key_and_no_file_over_its_size(form: UploadForm) -> None:
    for fields in (form.fields, form.scripted):
        assert {"key": "arrivals/1/roster.csv"} in conditions(fields)
        assert {"bucket": "intake"} in conditions(fields)
        assert ["content-length-range", 1, 800] in conditions(fields)
        assert fields["key"] == "arrivals/1/roster.csv"


def test_a_browser_is_led_on_to_the_page_named_and_to_no_other(form: UploadForm) -> None:
    assert form.fields["success_action_redirect"] == BACK
    assert {"success_action_redirect": BACK} in conditions(form.fields)


def test_a_script_is_answered_instead(form: UploadForm) -> None:
    assert form.scripted["success_action_status"] == "201"
    assert "success_action_redirect" not in form.scripted


def test_nothing_in_a_form_is_left_to_its_sender(form: UploadForm) -> None:
    bound = {name for condition in conditions(form.fields) if isinstance(condition, dict) for name in condition}

    assert set(form.fields) - {"policy", "x-amz-signature"} <= bound


def test_a_form_is_sent_to_the_buckets_own_address(form: UploadForm) -> None:
    assert form.url == "https://intake.s3.eu-west-3.amazonaws.com/"
    assert form.origin == "https://intake.s3.eu-west-3.amazonaws.com"
