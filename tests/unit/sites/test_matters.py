"""What actions were about: told in the words that stood on the site when they were done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from shared.sites.blocks import FormBlock, FormName, Policy, Question, QuestionKind, Survey
from shared.sites.drafts import Draft, Edition
from shared.sites.matters import Matters, read_matters
from shared.sites.pages import Heading, Page, page_item
from shared.sites.placeholders import NAMES, Wording
from tests.builders import NOON, a_nation
from tests.fakes.drafts import InMemoryPageDesk
from tests.fakes.nations import InMemoryNationStore
from tests.unit.events.builders import an_event

SLUG = "paris-6"
VOICE = Wording({name: f"<{name}>" for name in NAMES})
DAY = timedelta(days=1)


def a_survey(*questions: tuple[str, str]) -> Page:
    """Return a page that asks questions, each by its id and its words."""
    asked = tuple(Question(id=name, text=text, kind=QuestionKind.TEXT) for name, text in questions)
    heading = Heading(page="survey", position=6, title="Over to you", description="To answer", kit_version="1")
    survey = Survey(id="priorities", policy=Policy.FREE, title="Tell us", label="Send", questions=asked)
    return Page(heading=heading, blocks=(survey,))


def a_petition() -> Page:
    heading = Heading(
        page="petition", position=5, title="A mandate of {candidate}", description="To answer", kit_version="1"
    )
    sign = FormBlock(id="daylight", policy=Policy.FREE, form=FormName.SIGN, title="Sign here", label="I sign")
    return Page(heading=heading, blocks=(sign,))


class Site:
    """A nation's pages, published again and again."""

    def __init__(self, *pages: Page) -> None:
        self.nations = InMemoryNationStore()
        self.nations.found(a_nation(SLUG))
        self.nations.furnish(SLUG, [page_item(page) for page in pages], is_open=False)
        self.desk = InMemoryPageDesk(self.nations)

    def publish(self, page: Page, *, after: timedelta) -> None:
        at = NOON + after
        standing = self.desk.page(SLUG, page.name)
        revision = self.desk.standing(SLUG, page.name).revision
        draft = Draft.begun(standing, revision=revision, by="ada", at=at).saying(page, by="ada", at=at)
        self.desk.save(SLUG, draft)
        edited = replace(page, heading=replace(page.heading, edited_at=at.isoformat()))
        self.desk.settle(SLUG, draft, Edition(page=edited, by="ada", at=at))

    def matters(self, *asking: str, **changes: Any) -> Matters:
        return read_matters(SLUG, asking, desk=self.desk, events=changes.get("events", ()), voice=VOICE)


def test_a_question_has_the_words_in_which_it_was_asked() -> None:
    site = Site(a_survey(("wish", "What first?")))
    site.publish(a_survey(("wish", "What do you wish {candidate} to do?")), after=DAY)
    site.publish(a_survey(("wish", "What must not be done?")), after=3 * DAY)
    matters = site.matters("survey")

    assert matters.questions("priorities", at=NOON + 2 * DAY) == {"wish": "What do you wish <candidate> to do?"}
    assert matters.questions("priorities", at=NOON + 4 * DAY) == {"wish": "What must not be done?"}


def test_a_question_that_is_asked_no_longer_keeps_its_words() -> None:
    site = Site(a_survey(("wish", "What first?")))
    site.publish(a_survey(("wish", "What first?"), ("once", "What once?")), after=DAY)
    site.publish(a_survey(("wish", "What first?")), after=2 * DAY)

    asked = site.matters("survey").questions("priorities", at=NOON + 3 * DAY)

    assert asked == {"wish": "What first?", "once": "What once?"}


def test_only_pages_of_the_nation_are_asked_for_their_editions() -> None:
    site = Site(a_survey(("wish", "What first?")), a_petition())

    assert set(site.matters("survey", "no-such-page", "").editions) == {"survey"}


def test_petitions_surveys_and_events_are_called_as_the_site_calls_them() -> None:
    event = an_event(title="At the Odéon")
    matters = Site(a_survey(("wish", "What first?")), a_petition()).matters("petition", events=[event])

    told = [matters.title(target, at=NOON) for target in ("daylight", "priorities", event.event_id, "gone")]

    assert told == ["A mandate of <candidate>", "Over to you", "At the Odéon", "gone"]
