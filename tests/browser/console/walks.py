"""What axe looks at of the console: an address of each page by who opens it, and why it looks at no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.posting import LetterKind, token_for
from shared.access.role import RoleName
from shared.people.segments.saved import saved_segments
from tests.browser.console.furnished import EMPTY, FAULTY, GOOD, LEAVING
from tests.unit.console.house import OWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.unit.console.house import House

GUESTS = ("/sign-in", "/forgotten", "/no/such/page")
WAY_IN = ("/second-factor", "/enrol", "/charter")
"""Pages without an address that opens them at once: forms lead there, and a test on its way."""

CANDIDATES = (
    *(
        f"/nation/{OWN}/segments",
        f"/nation/{OWN}/segments/new?how0=none&what0=volunteer&did0=sign&from0=2027-05-01&when1=none&last1=30",
        f"/nation/{OWN}/exports",
    ),
    *(
        f"/nation/{OWN}/pages{page}"
        for page in ("", "/home", "/home/compare", "/home/editions", "/home/new?kind=cards")
    ),
    *(
        f"/nation/{OWN}/pages/{block}"
        for block in ("home/blocks/hero", "survey/blocks/survey", "donate/blocks/donation")
    ),
    *(f"/nation/{OWN}/{page}" for page in ("site", "settings", f"portrait/{32 * '0'}")),
    *(
        "/",
        "/me",
        "/me/leave",
        "/me/second-factor",
        f"/nation/{OWN}",
        f"/nation/{OWN}/people",
        f"/nation/{OWN}/people?q=caron",
    ),
    *(f"/nation/{OWN}/people?q=nobody", f"/nation/{OWN}/team", f"/nation/{OWN}/log"),
    *(f"/nation/{OWN}/events{page}" for page in ("", "/new", "/e1", "/e1/edit", "/e1/guests", "/e1/door")),
    *(f"/nation/{OWN}/events/e1/door?q={name}" for name in ("caron", "nobody")),
    *(f"/nation/{OWN}/tags", f"/nation/{OWN}/tags/one?tag=march%C3%A9%20Saint-Germain"),
)
OWNERS = (
    *("/hq", "/hq/tags", "/hq/nations", "/hq/team", "/hq/log", "/hq/figures", f"/nation/{OWN}"),
    *(f"/hq/nations/{OWN}", f"/hq/nations/{LEAVING}", "/hq/second-round"),
    *(f"/hq/nations/{OWN}/{page}" for page in ("remove", "candidate", "look")),
    *("/hq/rollouts", "/hq/rollouts/legislatives", *(f"/hq/new-rollout/{place}" for place in (EMPTY, GOOD, FAULTY))),
)
KIT_HOME = "/hq/kit/pages/fr/home"
KIT = (
    *("/hq/kit", "/hq/kit/changes", "/hq/kit/drift", "/hq/kit/banner", "/hq/kit/mails/en/welcome"),
    *(KIT_HOME, f"{KIT_HOME}/blocks/pledges", f"{KIT_HOME}/new?kind=text", "/hq/kit/mails/fr/welcome/blocks/hero"),
)
KIT_IN_A_NATION = (f"/nation/{OWN}/updates",)

_FILE, _PART, _PLACE = "a file, no page", "a part of a page that is looked at", "leads on to a page that is looked at"
_FRAMED = "a page of a site or a letter, in a frame where axe cannot run; sites are looked at in tests/browser/sites"
UNSEEN: Mapping[str, str] = {
    "/assets/{file}": _FILE,
    "/hq/figures/nations.csv": _FILE,
    "/hq/figures/days.csv": _FILE,
    "/hq/kit-sheets/{file}": _FILE,
    "/nation/{slug}/preview/sheets/{file}": _FILE,
    "/nation/{slug}/preview/assets/{file}": _FILE,
    "/nation/{slug}/preview/{page}/assets/{file}": _FILE,
    "/hq/board": _PART,
    "/hq/rollouts/{run}/live": _PART,
    "/hq/kit/push": _PART,
    "/nation/{slug}/imports/{place}/state": _PART,
    "/nation/{slug}/pages/{page}/public": _PART,
    "/hq/new-rollout": _PLACE,
    "/nation/{slug}/new-import": _PLACE,
    "/nation/{slug}/portrait": _PLACE,
    "/hq/kit/{kind}/{language}/{name}/preview/": _FRAMED,
    "/nation/{slug}/preview/{page}/": _FRAMED,
}
"""Routes of GET at which axe does not look, each with why."""


def of_guests(house: House) -> list[str]:
    """Return what somebody opens who is not signed in, two links of letters among it."""
    invited = house.invited(RoleName.CANDIDATE, nation=OWN)
    forgetful = house.member(RoleName.READER)
    browser = house.browser()
    browser.get("/forgotten")
    browser.post("/forgotten", {"email": forgetful.email})
    [letter] = [each for each in house.members.post.letters.values() if each.kind is LetterKind.PASSWORD]
    return [*GUESTS, invited, f"/new-password/{token_for(letter, house.desk.keys.keys())}"]


def of_a_candidate(house: House) -> list[str]:
    """Return what a candidate opens, and what asks them before a role or a segment is gone."""
    people = house.reaches[OWN].people
    [segment] = [each.id for each in saved_segments(OWN, people=people) if each.name == "To call"]
    base = f"/nation/{OWN}"
    return [*CANDIDATES, f"{base}/segments/{segment}/remove", f"{base}/team/roles/{_director(house)}"]


def of_an_owner(house: House) -> list[str]:
    """Return what the owner of the network opens, a colleague and their role among it."""
    colleague = house.member(RoleName.ORGANISER)
    return [*OWNERS, f"/hq/members/{colleague.id}", f"/hq/team/roles/{colleague.grants[0].id}"]


def _director(house: House) -> str:
    """Return the id of the role of who directs the campaign."""
    [grant] = [each.grants[0].id for each in house.everybody() if each.name == "Hana Caron"]
    return grant
