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
from tests.browser.console.furnished import furnished
from tests.browser.console.serving import serving_console
from tests.unit.console.house import OWN, PASSWORD, House

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMAGES = Path(__file__).resolve().parents[3] / "docs" / "images"
PHONE, DESK = (390, 844), (1280, 860)
SHOTS = {
    "console-nation": (RoleName.CANDIDATE, f"/nation/{OWN}"),
    "console-people": (RoleName.CANDIDATE, f"/nation/{OWN}/people"),
    "console-person": (RoleName.CANDIDATE, f"/nation/{OWN}/people?q=Caron"),
    "console-team": (RoleName.CANDIDATE, f"/nation/{OWN}/team"),
    "console-board": (RoleName.OWNER, "/hq"),
    "console-nations": (RoleName.OWNER, "/hq/nations"),
}


def main(folder: Path = IMAGES) -> None:
    """Take all pictures."""
    house = furnished()
    with serving_console(house.desk) as address, sync_playwright() as playwright:
        root = address.replace("127.0.0.1", "localhost").rstrip("/")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, (role, path) in SHOTS.items():
            for kind, size in (("phone", PHONE), ("desk", DESK)):
                page = opened(browser, house, size, role)
                page.goto(root + path)
                keep(page, folder / f"{name}-{kind}.webp")
        door = opened(browser, house, PHONE, None)
        door.goto(f"{root}/sign-in")
        keep(door, folder / "console-sign-in-phone.webp")
        door.goto(root + house.invited(RoleName.CANDIDATE, nation=OWN))
        keep(door, folder / "console-invitation-phone.webp")
        for field in ("#password", "#again"):
            door.locator(field).fill(PASSWORD)
        door.get_by_role("button").click()
        keep(door, folder / "console-enrol-phone.webp")
        door.get_by_role("button", name="Later").click()
        keep(door, folder / "console-charter-phone.webp")
        browser.close()


def opened(browser: Browser, house: House, size: tuple[int, int], role: RoleName | None) -> Page:
    """Return a window, with the member who has that role signed in."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-GB")
    if role:
        member = next((each for each in house.everybody() if each.grants[0].role is role), None)
        token = house.browser(member or house.member(role, name="Ada Owner")).cookies[SESSION]
        cookie = {"name": SESSION, "value": token, "url": "https://localhost/", "secure": True, "httpOnly": True}
        context.add_cookies([cookie])  # type: ignore[list-item] # its keys are those of a cookie
    return context.new_page()


def keep(page: Page, path: Path) -> None:
    """Keep what the window shows."""
    Image.open(BytesIO(page.screenshot())).save(path, quality=82, method=6)


if __name__ == "__main__":
    main()
