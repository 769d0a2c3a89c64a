"""Takes the pictures of docs/console.md: `python -m tests.browser.console.pictures`.

The campaign in them is invented; what is shown is what the console answers.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from shared.access.role import RoleName
from shared.console.cookies import SESSION
from tests.browser.chromium import CHROMIUM, QUIET
from tests.browser.console.at_work import put_to_work
from tests.browser.console.furnished import furnished
from tests.browser.console.serving import serving_console
from tests.unit.console.house import OWN, PASSWORD, House

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Page

IMAGES = Path(__file__).resolve().parents[3] / "docs" / "images"
PHONE, DESK = (390, 844), (1280, 844)
LONG_PHONE, LONG_DESK = (390, 1500), (1280, 1500)
"""For what tells most of itself below what a window shows."""

GAP, PAPER = 24, "#c9ced3"
FILTERS = "how0=all&what0=has:phone&how1=none&what1=volunteer&when0=all&did0=sign&from0=2027-05-01"
DESKS = {
    "console-nation": (RoleName.CANDIDATE, f"/nation/{OWN}"),
    "console-people": (RoleName.CANDIDATE, f"/nation/{OWN}/people"),
    "console-hq": (RoleName.OWNER, "/hq/nations"),
    "console-page": (RoleName.CANDIDATE, f"/nation/{OWN}/pages/home"),
    "console-guests": (RoleName.CANDIDATE, f"/nation/{OWN}/events/e1/guests"),
    "console-team": (RoleName.CANDIDATE, f"/nation/{OWN}/team"),
    "console-kit": (RoleName.OWNER, "/hq/kit"),
    "console-figures": (RoleName.OWNER, "/hq/figures"),
    "console-rollout": (RoleName.OWNER, "/hq/rollouts/legislatives"),
}


def main(folder: Path = IMAGES) -> None:
    """Take all pictures: a page on a desk and on a phone beside it, the way in on a phone, and somebody's profile."""
    house = furnished()
    with serving_console(house.desk) as address, sync_playwright() as playwright:
        root = address.replace("127.0.0.1", "localhost").rstrip("/")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, (role, path) in DESKS.items():
            keep([shot(browser, house, size, role, root + path) for size in (DESK, PHONE)], folder / f"{name}.webp")
        for name, path in long(house).items():
            both = [shot(browser, house, size, RoleName.CANDIDATE, root + path) for size in (LONG_DESK, LONG_PHONE)]
            keep(both, folder / f"{name}.webp")
        keep(list(way_in(opened(browser, house, PHONE, None), root, house)), folder / "console-way-in.webp")
        browser.close()


def long(house: House) -> dict[str, str]:
    """Have the team work; return the paths of a segment's form and of somebody they wrote about, by picture."""
    [candidate] = [member for member in house.everybody() if member.name == "Jeanne Martin"]
    profile, *_ = put_to_work(house, by=candidate)
    return {
        "console-segment": f"/nation/{OWN}/segments/new?{FILTERS}",
        "console-profile": f"/nation/{OWN}{profile}",
    }


def way_in(page: Page, root: str, house: House) -> Iterator[Image.Image]:
    """Yield what somebody sees who accepts an invitation."""
    page.goto(root + house.invited(RoleName.CANDIDATE, nation=OWN))
    yield seen(page)
    for field in ("#password", "#again"):
        page.locator(field).fill(PASSWORD)
    page.get_by_role("button").click()
    yield seen(page)
    page.get_by_role("button", name="Later").click()
    yield seen(page)


def shot(browser: Browser, house: House, size: tuple[int, int], role: RoleName, address: str) -> Image.Image:
    """Return what a member in that role sees at an address."""
    page = opened(browser, house, size, role)
    page.goto(address)
    return seen(page)


def opened(browser: Browser, house: House, size: tuple[int, int], role: RoleName | None) -> Page:
    """Return a window, with the member who has that role signed in."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-GB")
    if role:
        member = next((each for each in house.everybody() if each.grants[0].role is role), None)
        token = house.browser(member or house.member(role, name="Ada Owner")).cookies[SESSION]
        context.add_cookies(
            [{"name": SESSION, "value": token, "url": "https://localhost/", "secure": True, "httpOnly": True}]
        )
    return context.new_page()


def seen(page: Page) -> Image.Image:
    """Return what the window shows."""
    page.wait_for_load_state("networkidle")
    return Image.open(BytesIO(page.screenshot()))


def keep(pictures: Sequence[Image.Image], path: Path) -> None:
    """Keep pictures side by side."""
    width = sum(picture.width + GAP for picture in pictures) - GAP
    sheet, left = Image.new("RGB", (width, max(picture.height for picture in pictures)), PAPER), 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width + GAP
    sheet.save(path, quality=80, method=6)


if __name__ == "__main__":
    main()
