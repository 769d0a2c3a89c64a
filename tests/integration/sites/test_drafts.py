"""Where drafts and editions are kept: in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.kernel.aws import client
from shared.nations.store import DynamoNationStore
from shared.sites.draft_store import DynamoPageDesk
from shared.sites.drafts import KEPT, Draft, DraftChanged, Edition, PageChanged, PageUnknown
from shared.sites.kit import load_kit
from shared.sites.writing import Writer, bring_back, current, discard, edit, settle
from tests.builders import NOON
from tests.fakes.drafts import InMemoryPageDesk
from tests.fakes.nations import InMemoryNationStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.nations.ports import NationStore
    from shared.sites.drafts import PageDesk
    from shared.sites.pages import Page

SLUG = "paris-6"
HOME = load_kit().pages[0]


@pytest.fixture(params=["in-memory", "dynamodb"])
def nations(request: pytest.FixtureRequest) -> NationStore:
    """Return a store in which a nation has the kit's pages."""
    nations: NationStore = InMemoryNationStore()
    if request.param == "dynamodb":
        table: str = request.getfixturevalue("network_table")
        nations = DynamoNationStore(client("dynamodb"), table)
    nations.furnish(SLUG, load_kit().page_items(), is_open=False)
    return nations


@pytest.fixture
def desk(nations: NationStore, request: pytest.FixtureRequest) -> PageDesk:
    if isinstance(nations, InMemoryNationStore):
        return InMemoryPageDesk(nations)
    table: str = request.getfixturevalue("network_table")
    return DynamoPageDesk(client("dynamodb"), table)


def writer(desk: PageDesk, by: str = "anne", *, minutes: int = 0) -> Writer:
    """Return who writes the home page, some minutes after noon."""
    return Writer(slug=SLUG, page="home", by=by, at=NOON + timedelta(minutes=minutes), desk=desk)


def titled(title: str) -> Callable[[Page], Page]:
    """Return a change of the page's title."""
    return lambda page: replace(page, heading=replace(page.heading, title=title))


def test_pages_come_in_the_order_of_the_menu_and_by_name(desk: PageDesk) -> None:
    assert desk.pages(SLUG) == load_kit().pages
    assert desk.page(SLUG, "home") == HOME
    with pytest.raises(PageUnknown, match="no page gone"):
        desk.page(SLUG, "gone")


def test_a_draft_is_kept_beside_the_page_and_nobody_who_makes_the_site_meets_it(
    desk: PageDesk, nations: NationStore
) -> None:
    before = nations.belongings(SLUG)

    draft = edit(writer(desk), titled("À nous"), revision=0)

    assert desk.draft(SLUG, "home") == draft
    assert desk.drafts(SLUG) == {"home": draft}
    assert (draft.page.heading.title, draft.base, draft.revision) == ("À nous", HOME, 1)
    assert desk.page(SLUG, "home") == HOME
    assert nations.belongings(SLUG) == before


def test_a_change_that_changes_nothing_leaves_no_draft(desk: PageDesk) -> None:
    edit(writer(desk), lambda page: page, revision=0)

    assert desk.draft(SLUG, "home") is None


def test_whoever_saw_an_older_draft_of_somebody_elses_changes_nothing(desk: PageDesk) -> None:
    edit(writer(desk, "anne"), titled("Anne"), revision=0)

    with pytest.raises(DraftChanged):
        edit(writer(desk, "luc"), titled("Luc"), revision=0)
    edit(writer(desk, "anne"), titled("Anne encore"), revision=0)
    assert edit(writer(desk, "luc"), titled("Luc"), revision=2).page.heading.title == "Luc"


def test_two_revisions_of_the_same_number_are_never_both_kept(desk: PageDesk) -> None:
    draft = Draft(page=HOME, base=HOME, revision=1, by="anne", at=NOON)
    desk.save(SLUG, draft)

    for late in (draft, replace(draft, revision=3)):
        with pytest.raises(DraftChanged):
            desk.save(SLUG, late)
    with pytest.raises(DraftChanged):
        desk.discard(SLUG, replace(draft, revision=2))


def test_a_settled_draft_is_the_page_and_an_edition(desk: PageDesk) -> None:
    edit(writer(desk), titled("À nous"), revision=0)

    page = settle(writer(desk, minutes=5), revision=1, kit=HOME)

    assert desk.page(SLUG, "home") == page
    assert (page.heading.title, page.heading.edited_at) == ("À nous", "2027-05-11T12:05:00+00:00")
    assert desk.draft(SLUG, "home") is None
    assert desk.editions(SLUG, "home") == (Edition(page=page, by="anne", at=NOON + timedelta(minutes=5)),)
    assert desk.editions(SLUG, "join") == ()


def test_a_page_that_says_what_the_kit_says_is_the_kits_again(desk: PageDesk) -> None:
    edit(writer(desk), titled("À nous"), revision=0)
    settle(writer(desk), revision=1, kit=HOME)
    edit(writer(desk, minutes=1), titled(HOME.heading.title), revision=0)

    assert settle(writer(desk, minutes=1), revision=1, kit=HOME) == HOME


def test_a_page_that_was_changed_meanwhile_is_not_overwritten(desk: PageDesk, nations: NationStore) -> None:
    draft = edit(writer(desk), titled("À nous"), revision=0)
    newer = replace(HOME, heading=replace(HOME.heading, kit_version="2028.1"))
    other = Draft(page=newer, base=HOME, revision=1, by="hq", at=NOON)
    desk.settle(SLUG, replace(other, revision=draft.revision), Edition(page=newer, by="hq", at=NOON))
    desk.save(SLUG, draft)

    with pytest.raises(PageChanged):
        settle(writer(desk), revision=1, kit=HOME)
    with pytest.raises(PageChanged):
        desk.settle(SLUG, draft, Edition(page=draft.page, by="anne", at=NOON + timedelta(minutes=1)))
    assert desk.page(SLUG, "home") == newer
    assert desk.draft(SLUG, "home") == draft


def test_the_last_editions_are_kept_and_any_of_them_comes_back_into_the_draft(desk: PageDesk) -> None:
    for minute in range(KEPT + 2):
        edit(writer(desk, minutes=minute), titled(f"Version {minute}"), revision=0)
        settle(writer(desk, minutes=minute), revision=1, kit=HOME)

    kept = desk.editions(SLUG, "home")
    assert [edition.page.heading.title for edition in kept] == [f"Version {n}" for n in range(KEPT + 1, 1, -1)]
    draft = bring_back(writer(desk), kept[3].at.isoformat(), revision=0)
    assert draft.page.heading.title == kept[3].page.heading.title
    assert desk.page(SLUG, "home").heading.title == f"Version {KEPT + 1}"


def test_a_draft_is_thrown_away_once_and_again_without_a_word(desk: PageDesk) -> None:
    edit(writer(desk), titled("À nous"), revision=0)

    for _ in range(2):
        discard(writer(desk), revision=1)

    assert current(writer(desk)).revision == 0
