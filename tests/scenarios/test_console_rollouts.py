"""HQ starts a rollout from a browser: the files go straight to the bucket, with a script and without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests

from tests.scenarios.console import accept, invited, sign_in
from tests.scenarios.inputs import sums_of, write_inputs
from tests.scenarios.poison import mend, plant_poison

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")

EMAIL = "rollouts@example.org"
PATIENCE = 60_000
"""Milliseconds in which a rollout of two nations is done, however busy the machine."""


def test_hq_sends_files_starts_approves_retries_and_saves_what_was_left(
    network: Network, page: Page, chromium: Browser, tmp_path: Path
) -> None:
    inputs = write_inputs(tmp_path, "22", nations=2)
    bad = tmp_path / "bad.csv"
    bad.write_text(inputs.roster.read_text().replace("22-02\n", "22-99\n"))
    secret = accept(page, invited(network, EMAIL, "--role", "network-owner", "--name", "Ada Rollout", "--hq"))

    page.get_by_role("link", name="Start a rollout").click()
    send(page, "Roster", bad)
    page.get_by_text("roster.csv, line 3").wait_for()
    assert page.get_by_text("zone constituency:22-99 does not exist").is_visible()
    assert not page.get_by_role("button", name="Start:").is_visible()

    plain = chromium.new_context(locale="en-GB", java_script_enabled=False)
    without_script = plain.new_page()
    sign_in(without_script, network, EMAIL, secret)
    without_script.goto(page.url)
    send(without_script, "Roster", inputs.roster)
    assert without_script.get_by_text("No fault. Campaigns: 2").is_visible()
    plain.close()

    send(page, "People", inputs.people)
    page.get_by_text("rows were read").wait_for()
    for label, chosen in {"Name": "From the console", "Waves": "1,rest", "Failures tolerated in a wave": "0"}.items():
        page.get_by_label(label, exact=True).fill(chosen)
    plant_poison(network, "d22-01", "22-01")
    page.get_by_role("button", name="Start: 2 campaigns").click()
    page.get_by_role("button", name="Approve and go on").click(timeout=PATIENCE)
    page.locator(".state-done").wait_for(timeout=PATIENCE)
    assert "page home" in page.get_by_role("region", name="Why they failed").inner_text()
    mend(network, "d22-01")
    page.get_by_role("button", name="Retry what failed (1)").click()
    page.get_by_text("attempt 2").wait_for()
    page.locator(".state-done").wait_for(timeout=PATIENCE)
    assert page.locator(".figures dd").first.inner_text() == "2"
    report = network.report("from-the-console")
    assert {name: report["people"][name] for name in sums_of(2)} == sums_of(2)

    with page.expect_download() as saved:
        page.get_by_role("button", name="Save rejected rows").click()
    assert saved.value.suggested_filename == "from-the-console-rejects-1.csv"
    assert saved.value.path().read_text().startswith("line,reason,")
    assert "saved-rejects" in network.banneret("team", "log", "--hq", "--json").out


def test_a_form_takes_its_own_file_alone(network: Network, page: Page, tmp_path: Path) -> None:
    accept(page, invited(network, "forms@example.org", "--role", "network-owner", "--name", "Ada Forms", "--hq"))
    page.get_by_role("link", name="Start a rollout").click()
    form = page.locator("form[data-scripted]").first
    address = str(form.get_attribute("action"))
    fields = {
        str(node.get_attribute("name")): str(node.get_attribute("value"))
        for node in form.locator("input[type=hidden]").all()
    }

    def posted(content: bytes, **changes: str) -> int:
        answer = requests.post(
            address,
            data=fields | changes,
            files={"file": ("../../plan.json", content)},
            timeout=10,
            allow_redirects=False,
        )
        return answer.status_code

    assert posted(b"x" * (8 * 1024**2 + 1)) == 400
    assert posted(b"x", key="rollouts/from-the-console/plan.json") == 403
    assert posted(b"x", key=fields["key"] + "/../../plan.json") == 403
    assert posted(b"x", success_action_redirect="https://evil.example/") == 403
    assert posted(b"x") == 303
    found = network.client("s3").list_objects_v2(Bucket=network.directory.intake_bucket, Prefix="arrivals/")
    assert fields["key"] in {each["Key"] for each in found["Contents"]}


def send(page: Page, what: str, file: Path) -> None:
    """Choose a file in a panel and send it."""
    panel = page.get_by_role("region", name=what)
    panel.locator("input[type=file]").set_input_files(file)
    panel.get_by_role("button", name=f"Send {what}").click()
