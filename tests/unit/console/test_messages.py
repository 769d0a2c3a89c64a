"""What people wrote and answered on the site, as the console tells it: on a profile, and message by message."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.access.role import RoleName
from shared.console.views.messages import SHOWN
from shared.sites.blocks import Survey
from shared.sites.kit import load_kit
from tests.builders import NOON
from tests.fakes.console import ROOT
from tests.unit.actions.recorded import Room, an_action
from tests.unit.console.house import OWN, House, a_person

if TYPE_CHECKING:
    from tests.fakes.console import Browser

LUC = a_person()
PROFILE = f"/nation/{OWN}/people/{LUC.person_id}"


@pytest.fixture
def browser(house: House) -> Browser:
    """A field organiser's, in a nation that knows Luc."""
    house.add([LUC])
    return house.browser(house.member(RoleName.FIELD))


def did(house: House, action: str, said: dict[str, Any], *, target: str = "", hours: int = 0) -> None:
    """Have Luc fill in a form on the nation's site, and confirm nothing."""
    taken = an_action(
        action,
        email=str(LUC.values["email"]),
        said=said,
        target=target,
        at=NOON + timedelta(hours=hours),
        stamp=f"{action} {hours}",
        consents=(),
    )
    room = Room(people=house.reaches[OWN].people)
    room.record(taken)


def plain(text: str) -> str:
    """Return a text with spaces for no-break ones, as a browser's text is compared here."""
    return " ".join(text.split())


def test_a_profile_tells_what_somebody_wrote_and_answered(house: House, browser: Browser) -> None:
    survey = next(page for page in load_kit().pages if page.name == "survey")
    asked = next(block for block in survey.blocks if isinstance(block, Survey))
    did(house, "contact", {"name": "Luc D.", "subject": "The bridge", "message": "It is <b>closed</b>.\nAgain!"})
    did(house, "volunteer", {"skills": ["doors"], "availability": ["evening"]}, hours=1)
    did(house, "pledge", {"plan": "proxy"}, hours=2)
    did(house, "answer", {f"question.{asked.questions[0].id}": "Health care"}, target=asked.id, hours=3)

    browser.get(PROFILE)

    for told in ("The bridge", "Going from door to door", "Evenings", "By proxy", "Promised to vote"):
        assert told in browser.text
    assert f"{plain(asked.questions[0].text)} Health care" in browser.text
    assert plain(survey.heading.title) in browser.text
    assert browser.page.css_first(".answers b") is None
    message = browser.page.css_first(".answers details .words")
    assert message is not None
    assert message.text() == "It is <b>closed</b>.\nAgain!"


def test_what_people_wrote_is_for_those_alone_who_may_see_people(house: House, browser: Browser) -> None:
    did(house, "contact", {"message": "Between us."})

    assert house.browser(house.member(RoleName.ORGANISER, nation=None)).get(PROFILE).status == 404
    assert house.browser(house.member(RoleName.COMMUNICATIONS)).get(PROFILE).status == 404
    assert browser.get(PROFILE).status == 200
    assert "Between us." in browser.text


def test_messages_are_listed_the_latest_first_and_lead_to_who_wrote_them(house: House, browser: Browser) -> None:
    browser.get(f"/nation/{OWN}/messages")
    assert "Nobody has written yet" in browser.text
    for hours in range(SHOWN + 1):
        did(house, "contact", {"message": f"Message {hours}"}, hours=hours)

    browser.get(f"/nation/{OWN}/messages")
    first, last = [node.text() for node in browser.page.css(".answers dd")][:: SHOWN - 1]
    assert (first, last) == (f"Message {SHOWN}", "Message 1")
    link = browser.page.css_first(".timeline a")
    assert link is not None
    assert (link.text(), (link.attributes["href"] or "").endswith(PROFILE)) == ("Luc Dupont", True)

    (more,) = browser.page.css(".ways a.action")
    browser.get((more.attributes["href"] or "").removeprefix(ROOT.removesuffix("/")))
    assert [node.text() for node in browser.page.css(".answers dd")] == ["Message 0"]
