"""Forms as visitors meet them: in place with scripts, by plain posts without, and whatever the API answers."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from shared.sites.banner import Language
from shared.sites.files import NETWORK
from shared.sites.kit import load_kit
from shared.sites.render import SiteRenderer
from tests.browser.chromium import needs_chromium
from tests.browser.serving import lay
from tests.browser.sites.serving import ACCEPTED, Door, served
from tests.unit.events.builders import an_event
from tests.unit.sites.builders import FIRST_SILENCE, a_banner, a_busy_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

EVENT = an_event()
COUNTS = {"supporters": 1234, "signatures#petition": 812, f"rsvps#{EVENT.event_id}": 1}

pytestmark = [
    needs_chromium,
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A busy nation in French, and one in English."""
    folder: Path = tmp_path_factory.mktemp("sites")
    renderer = SiteRenderer()
    lay(renderer.render_shared(a_banner()), folder / NETWORK)
    for slug, language in (("paris-6", Language.FRENCH), ("paris-7", Language.ENGLISH)):
        site = a_busy_site(slug=slug, banner=a_banner().speaking(language))
        lay(renderer.render(site, load_kit(language).pages), folder / slug)
        (folder / slug / site.counters_path).write_text(json.dumps(COUNTS))
    return folder


@pytest.fixture
def door() -> Door:
    """The API of all sites."""
    return Door()


@pytest.fixture
def root(sites: Path, door: Door) -> Iterator[str]:
    with served(sites, door) as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def fill_in(page: Page, address: str) -> None:
    """Open the page to join and say who one is."""
    page.goto(address)
    page.get_by_label("Prénom").fill("Zoé")
    page.get_by_label("Adresse e-mail").fill("zoe@example.org")
    page.get_by_label("J’accepte de recevoir par e-mail").check()


def send(page: Page) -> None:
    """Press the form's button."""
    page.locator("form button.action").click()


def test_a_form_answers_in_place_and_tells_it_to_everybody(page: Page, root: str, door: Door) -> None:
    fill_in(page, f"{root}paris-6/join/")
    send(page)

    done = page.locator(".done")
    expect(done).to_contain_text("Merci !")
    expect(done).to_be_focused()
    expect(done).to_have_attribute("role", "status")
    assert page.url == f"{root}paris-6/join/"
    assert (door.posts[0]["email"], door.posts[0]["stamp"]) == (["zoe@example.org"], ["stamp-1"])
    assert len([name for name in door.posts[0] if name.startswith("consent.")]) == 1


def test_a_double_click_is_one_post(page: Page, root: str, door: Door) -> None:
    door.wait = 0.3
    fill_in(page, f"{root}paris-6/join/")
    page.locator("form button.action").dblclick()

    expect(page.locator(".done")).to_be_visible()
    assert len(door.posts) == 1


def test_a_keyboard_is_enough(page: Page, root: str, door: Door) -> None:
    page.goto(f"{root}paris-6/join/")
    page.get_by_label("Adresse e-mail").focus()
    page.keyboard.type("zoe@example.org")
    page.keyboard.press("Enter")

    expect(page.locator(".done")).to_be_focused()
    assert door.posts[0]["email"] == ["zoe@example.org"]


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(page: Page, root: str, door: Door) -> None:
    fault = {"outcome": "invalid", "title": "Il manque peu", "message": "Corrigez.", "faults": {"email": "Incomplète."}}
    door.answers = [fault, ACCEPTED]
    fill_in(page, f"{root}paris-6/join/")
    send(page)

    email = page.get_by_label("Adresse e-mail")
    expect(email).to_be_focused()
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description("Incomplète.")
    expect(page.get_by_label("Prénom")).to_have_value("Zoé")
    send(page)
    expect(page.locator(".done")).to_be_visible()


@pytest.mark.parametrize("answer", [None, {"message": "Internal Server Error"}], ids=["silence", "another tongue"])
def test_an_api_that_is_down_is_admitted_and_nothing_typed_is_lost(
    page: Page, root: str, door: Door, answer: dict[str, str] | None
) -> None:
    door.answers = [answer]
    fill_in(page, f"{root}paris-6/join/")
    send(page)

    notice = page.locator(".notice")
    expect(notice).to_contain_text("Ce n’est pas encore parti")
    expect(notice).to_be_focused()
    expect(page.get_by_label("Adresse e-mail")).to_have_value("zoe@example.org")
    door.answers = [ACCEPTED]
    send(page)
    expect(page.locator(".done")).to_be_visible()


def test_a_stamp_that_is_too_old_is_renewed_without_a_word(page: Page, root: str, door: Door) -> None:
    door.answers = [{"outcome": "review", "title": "Encore un clic", "message": "…"}, ACCEPTED]
    fill_in(page, f"{root}paris-6/join/")
    send(page)

    expect(page.locator(".done")).to_be_visible()
    assert [post["stamp"] for post in door.posts] == [["stamp-1"], ["stamp-2"]]


def test_a_limit_is_waited_for_and_then_passed(page: Page, root: str, door: Door) -> None:
    limited = {"outcome": "limited", "title": "Beaucoup de monde", "message": "Un instant.", "retry_after": 0.2}
    door.answers = [limited, ACCEPTED]
    fill_in(page, f"{root}paris-6/join/")
    send(page)

    expect(page.locator(".done")).to_be_visible()
    assert len(door.posts) == 2


def test_without_scripts_a_form_posts_and_is_thanked_on_a_page(chromium: Browser, root: str, door: Door) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    fill_in(page, f"{root}paris-6/join/")
    send(page)

    page.wait_for_url(f"{root}paris-6/thanks/#join")
    assert page.locator("#join").is_visible()
    assert not page.locator("#sign").is_visible()
    assert "stamp" not in door.posts[0]
    context.close()


@pytest.mark.parametrize(
    ("path", "figure", "goal", "progress"),
    [("paris-6/petition/", "812", "sur 3\u202f000", 812), ("paris-7/join/", "1,234", "of 500", 500)],
)
def test_figures_come_alive_in_the_language_of_the_page(
    page: Page, root: str, path: str, figure: str, goal: str, progress: int
) -> None:
    page.goto(f"{root}{path}")

    counter = page.locator(".pitch .counter")
    expect(counter.locator(".counter-number")).to_have_text(figure)
    expect(counter.locator(".counter-goal")).to_have_text(goal)
    expect(counter.locator("progress")).to_have_js_property("value", progress)


def test_an_open_page_falls_silent_at_the_very_instant_and_speaks_again(page: Page, root: str) -> None:
    page.clock.install(time=FIRST_SILENCE.starts - timedelta(seconds=10))
    page.goto(f"{root}paris-6/join/")
    form, notice = page.locator("form"), page.locator("aside.silence")
    expect(form).to_be_visible()
    expect(notice).to_be_hidden()

    page.clock.fast_forward(10_500)
    expect(form).to_be_hidden()
    expect(notice).to_be_visible()

    page.clock.fast_forward(int((FIRST_SILENCE.ends - FIRST_SILENCE.starts).total_seconds() * 1000))
    expect(form).to_be_visible()
    expect(notice).to_be_hidden()


def test_an_event_that_is_over_has_left_the_pages_that_still_tell_of_it(page: Page, root: str) -> None:
    page.clock.install(time=EVENT.ends_at)
    page.goto(f"{root}paris-6/events/{EVENT.event_id}/")

    expect(page.locator("form")).to_be_hidden()
    expect(page.locator("[data-why=over]")).to_be_visible()
    expect(page.locator("[data-why=full]")).to_be_hidden()

    page.goto(f"{root}paris-6/events/")
    expect(page.locator("ul.events li")).to_have_count(2)
    expect(page.locator("ul.events li").first).to_be_hidden()
    expect(page.locator("ul.events li").last).to_be_hidden()


@pytest.mark.parametrize(("guests", "is_full"), [(79, False), (80, True)])
def test_the_form_of_an_event_makes_room_once_all_places_are_taken(
    page: Page, root: str, guests: int, is_full: bool
) -> None:
    page.clock.install(time=EVENT.ends_at - timedelta(days=1))
    page.route("**/counters.json", lambda route: route.fulfill(json={f"rsvps#{EVENT.event_id}": guests}))
    page.goto(f"{root}paris-6/events/{EVENT.event_id}/")

    expect(page.locator(".counter-number")).to_have_text(str(guests))
    expect(page.locator("form")).to_be_visible(visible=not is_full)
    expect(page.locator("[data-why=full]")).to_be_visible(visible=is_full)


def test_a_silent_page_can_still_be_written_to(page: Page, root: str) -> None:
    page.clock.install(time=FIRST_SILENCE.starts)
    page.goto(f"{root}paris-6/contact/")

    expect(page.locator("form")).to_be_visible()
