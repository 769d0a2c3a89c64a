"""A team writes the home page in the control panel and gives it a face; the public reads and sees it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import requests
from PIL import Image
from playwright.sync_api import expect

from tests.scenarios.console import accept, invited
from tests.scenarios.network import await_that
from tests.scenarios.standing import slugs_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

MOST_BYTES = 20 * 1024**2
IMAGE_DESCRIPTION = 0x010E
SECRET = "Chez Marie, rue des Lilas"
"""What a camera wrote into a photograph."""

WORDS = "Une campagne écrite ce matin"


@pytest.fixture(scope="module")
def slug(standing: None) -> str:
    """A nation that is ready."""
    return slugs_of("24")[0]


def test_a_page_that_is_written_and_published_is_what_the_public_reads(network: Network, slug: str, page: Page) -> None:
    accept(page, invited(network, "pages@example.org", "--role", "candidate", "--nation", slug))
    page.get_by_role("link", name="Pages").click()
    page.get_by_role("link", name="Accueil").click()
    page.locator(".blocks a").first.click()
    frame = page.frame_locator("#preview iframe")

    page.locator("[name='block.lead']").fill(WORDS)
    expect(frame.get_by_text(WORDS)).to_have_text(WORDS)
    page.get_by_role("button", name="Save the draft").last.click()
    assert WORDS not in network.visit(f"/{slug}/").text

    page.get_by_role("button", name="Publish").click()
    page.locator("#public .state-public").wait_for()
    await_that(lambda: WORDS in network.visit(f"/{slug}/").text)
    log = network.banneret("team", "log", "--nation", slug, "--json")
    assert "published-page" in log.out


def test_a_photograph_becomes_the_portrait_that_the_public_sees_and_nothing_else_does(
    network: Network, slug: str, page: Page, tmp_path: Path
) -> None:
    director = ["faces@example.org", "--name", "Fanny Faces", "--role", "campaign-director", "--nation", slug]
    accept(page, invited(network, *director))
    page.goto(f"{network.directory.console_url}nation/{slug}/settings")
    page.get_by_role("link", name="Choose a portrait").click()
    assert_form_takes_its_own_file_alone(page, slug)

    for name in ("drawing.svg", "moving.gif"):
        send(page, write_picture(tmp_path / name))
        page.get_by_role("button", name="Make it the portrait").click()
        expect(page.get_by_text("This file is no picture that can be read")).to_be_visible()
    send(page, write_picture(tmp_path / "marie.jpg"))
    page.get_by_role("button", name="Make it the portrait").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")

    await_that(lambda: 'class="portrait"' in network.visit(f"/{slug}/").text)
    [source] = re.findall(r'<img class="portrait" src="([^"]+)"', network.visit(f"/{slug}/").text)
    shown = network.visit(f"/{slug}/{source}")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert Image.open(BytesIO(shown.content)).size == (640, 640)
    assert SECRET.encode() not in shown.content


def assert_form_takes_its_own_file_alone(page: Page, slug: str) -> None:
    """The bucket refuses whatever is too large, empty, or for another place than the form's."""
    form = page.locator("form[data-scripted]")
    fields = {
        str(node.get_attribute("name")): str(node.get_attribute("value"))
        for node in form.locator("input[type=hidden]").all()
    }
    address = str(form.get_attribute("action"))

    def posted(content: bytes, **changes: str) -> int:
        sent = {"data": fields | changes, "files": {"file": ("../index.html", content)}}
        return requests.post(address, timeout=10, allow_redirects=False, **sent).status_code  # type: ignore[arg-type] # requests' stubs want each by itself

    assert fields["key"].endswith(f"/{slug}-portrait")
    assert posted(b"x" * (MOST_BYTES + 1)) == 400
    assert posted(b"") == 400
    assert posted(b"x", key=f"{slug}/index.html") == 403
    assert posted(b"x", success_action_redirect="https://evil.example/") == 403


def send(page: Page, picture: Path) -> None:
    """Choose a file and send it to the bucket; the page then says that it has arrived."""
    page.locator("input[type=file]").set_input_files(picture)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("The photograph has arrived.")).to_be_visible()


def write_picture(file: Path) -> Path:
    """Write a file of the kind that its name says, a photograph with what a camera writes into it; return it."""
    photograph = Image.new("RGB", (1200, 900), "teal")
    told = photograph.getexif()
    told[IMAGE_DESCRIPTION] = SECRET
    match file.suffix:
        case ".svg":
            file.write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
        case ".jpg":
            photograph.save(file, exif=told)
        case _:
            photograph.save(file)
    return file
