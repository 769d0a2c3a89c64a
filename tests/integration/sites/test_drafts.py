"""Where drafts and editions are kept: in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from shared.kernel.aws import client
from shared.kernel.table import Table
from shared.nations.items import nation_key
from shared.nations.store import DynamoNationStore
from shared.sites.draft_store import DynamoPageDesk
from shared.sites.drafts import KEPT, Draft, DraftChanged, Edition, PageChanged, PageUnknown
from shared.sites.kit import load_kit
from shared.sites.writing import Writer, bring_back, current, discard, edit, renew, settle
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


def test_whoever_wrote_last_goes_on_from_what_they_saw_since_the_others_words_and_from_nothing_older(
    desk: PageDesk,
) -> None:
    edit(writer(desk, "anne"), titled("Anne"), revision=0)
    edit(writer(desk, "luc"), titled("Luc"), revision=1)
    edit(writer(desk, "anne"), titled("Anne encore"), revision=2)

    for old in (0, 1):
        with pytest.raises(DraftChanged):
            edit(writer(desk, "anne"), titled("Sans Luc"), revision=old)
    assert edit(writer(desk, "anne"), titled("Avec Luc"), revision=2).revision == 4
    assert edit(writer(desk, "anne"), titled("Toujours avec Luc"), revision=3).since == 2


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
    edit(writer(desk, minutes=1), titled(HOME.heading.title), revision=2)

    assert settle(writer(desk, minutes=1), revision=3, kit=HOME) == HOME


def test_a_page_that_was_changed_meanwhile_is_not_overwritten(desk: PageDesk, nations: NationStore) -> None:
    draft = edit(writer(desk), titled("À nous"), revision=0)
    newer = replace(HOME, heading=replace(HOME.heading, kit_version="2028.1"))
    other = Draft(page=newer, base=HOME, revision=1, by="hq", at=NOON)
    desk.settle(SLUG, replace(other, revision=draft.revision), Edition(page=newer, by="hq", at=NOON))
    draft = replace(draft, revision=3)
    desk.save(SLUG, draft)

    with pytest.raises(PageChanged):
        settle(writer(desk), revision=3, kit=HOME)
    with pytest.raises(PageChanged):
        desk.settle(SLUG, draft, Edition(page=draft.page, by="anne", at=NOON + timedelta(minutes=1)))
    assert desk.page(SLUG, "home") == newer
    assert desk.draft(SLUG, "home") == draft


def test_the_last_editions_are_kept_and_any_of_them_comes_back_into_the_draft(desk: PageDesk) -> None:
    for minute in range(KEPT + 2):
        draft = edit(writer(desk, minutes=minute), titled(f"Version {minute}"), revision=2 * minute)
        settle(writer(desk, minutes=minute), revision=draft.revision, kit=HOME)

    kept = desk.editions(SLUG, "home")
    assert [edition.page.heading.title for edition in kept] == [f"Version {n}" for n in range(KEPT + 1, 1, -1)]
    draft = bring_back(writer(desk), kept[3].at.isoformat(), revision=2 * (KEPT + 2))
    assert draft.page.heading.title == kept[3].page.heading.title
    assert desk.page(SLUG, "home").heading.title == f"Version {KEPT + 1}"


def test_a_draft_is_thrown_away_once_and_again_without_a_word(desk: PageDesk) -> None:
    edit(writer(desk), titled("À nous"), revision=0)

    for _ in range(2):
        discard(writer(desk), revision=1)

    assert not current(writer(desk)).is_kept
    assert desk.drafts(SLUG) == {}


def gone(desk: PageDesk, *, published: bool) -> None:
    """Have Anne write a draft, of revision 1, and publish it or throw it away."""
    edit(writer(desk), titled("Un"), revision=0)
    if published:
        settle(writer(desk), revision=1, kit=HOME)
    else:
        discard(writer(desk), revision=1)


@pytest.mark.parametrize("published", [True, False], ids=["published", "thrown away"])
@pytest.mark.parametrize("by", ["anne", "luc"])
@pytest.mark.parametrize("seen", [0, 1], ids=["before it began", "while it stood"])
def test_whoever_read_the_page_before_its_draft_was_gone_does_nothing_to_the_next_one(
    desk: PageDesk, *, published: bool, by: str, seen: int
) -> None:
    gone(desk, published=published)
    begun = edit(writer(desk), titled("Deux"), revision=2)
    late = writer(desk, by)

    deeds: tuple[Callable[..., object], ...] = (
        partial(edit, late, titled("Trop tard")),
        partial(settle, late, kit=HOME),
        partial(discard, late),
        partial(renew, late),
    )
    for deed in deeds:
        with pytest.raises(DraftChanged):
            deed(revision=seen)

    assert (begun.revision, desk.drafts(SLUG)) == (3, {"home": begun})
    assert len(desk.editions(SLUG, "home")) == int(published)


@pytest.mark.parametrize("published", [True, False], ids=["published", "thrown away"])
@pytest.mark.parametrize("seen", [0, 1], ids=["before it began", "while it stood"])
def test_whoever_read_the_page_before_its_draft_was_gone_begins_none(
    desk: PageDesk, *, published: bool, seen: int
) -> None:
    gone(desk, published=published)
    standing = current(writer(desk)).page

    with pytest.raises(DraftChanged):
        edit(writer(desk), titled("Trop tard"), revision=seen)
    with pytest.raises(DraftChanged):
        settle(writer(desk), revision=2, kit=HOME)

    assert (desk.drafts(SLUG), desk.draft(SLUG, "home")) == ({}, None)
    assert (desk.page(SLUG, "home"), current(writer(desk)).revision) == (standing, 2)


def test_of_two_who_begin_where_a_draft_is_gone_the_second_is_told(desk: PageDesk) -> None:
    gone(desk, published=False)
    begun = [current(writer(desk, by)).saying(titled(by)(HOME), by=by, at=NOON) for by in ("anne", "luc")]

    desk.save(SLUG, begun[0])
    with pytest.raises(DraftChanged):
        desk.save(SLUG, begun[1])

    assert desk.draft(SLUG, "home") == begun[0]


@pytest.mark.parametrize("published", [True, False], ids=["published", "thrown away"])
def test_what_comes_late_for_a_draft_that_is_gone_brings_nothing_back(desk: PageDesk, *, published: bool) -> None:
    draft = edit(writer(desk), titled("Un"), revision=0)
    if published:
        settle(writer(desk), revision=1, kit=HOME)
    else:
        discard(writer(desk), revision=1)
    page = desk.page(SLUG, "home")

    with pytest.raises(DraftChanged):
        desk.save(SLUG, replace(draft, revision=2))
    with pytest.raises(DraftChanged):
        desk.discard(SLUG, draft)
    with pytest.raises(PageChanged):
        desk.settle(SLUG, draft, Edition(page=draft.page, by="anne", at=NOON + timedelta(minutes=1)))

    assert (desk.drafts(SLUG), desk.page(SLUG, "home")) == ({}, page)


def test_whoever_saw_nothing_begins_a_draft_or_goes_on_in_their_own(desk: PageDesk) -> None:
    gone(desk, published=True)

    assert edit(writer(desk, "anne"), titled("Deux"), revision=None).revision == 3
    assert edit(writer(desk, "anne"), titled("Trois"), revision=None).revision == 4
    with pytest.raises(DraftChanged):
        edit(writer(desk, "luc"), titled("Quatre"), revision=None)


def test_of_a_draft_that_is_gone_nothing_is_kept_but_a_number(
    desk: PageDesk, nations: NationStore, request: pytest.FixtureRequest
) -> None:
    before = nations.belongings(SLUG)
    gone(desk, published=False)

    left = {"pk": nation_key(SLUG), "sk": "WRITING#home", "revision": 2}
    if isinstance(desk, InMemoryPageDesk):
        assert desk.written == {SLUG: {"WRITING#home": left}}
    else:
        table = Table(client("dynamodb"), request.getfixturevalue("network_table"))
        assert list(table.query(nation_key(SLUG), "WRI")) == [left]
    assert nations.belongings(SLUG) == before


def test_a_log_is_told_of_a_draft_once_nothing_stands_in_its_way(desk: PageDesk) -> None:
    told: list[str] = []

    def telling(word: str) -> Callable[[], object]:
        return lambda: told.append(word)

    edit(writer(desk), lambda page: page, revision=0, begun=telling("begun"))
    edit(writer(desk), titled("Un"), revision=0, begun=telling("begun"))
    edit(writer(desk), titled("Deux"), revision=1, begun=telling("begun"))
    deeds: tuple[Callable[..., object], ...] = (partial(settle, kit=HOME), discard)
    for deed in deeds:
        with pytest.raises(DraftChanged):
            deed(writer(desk, "luc"), revision=1, tell=telling("late"))
    settle(writer(desk), revision=2, kit=HOME, tell=telling("published"))
    with pytest.raises(DraftChanged):
        edit(writer(desk), titled("Trop tard"), revision=2, begun=telling("late"))
    (edition,) = desk.editions(SLUG, "home")
    edit(writer(desk), titled("Trois"), revision=3, begun=telling("begun"))
    bring_back(writer(desk), edition.at.isoformat(), revision=4, tell=telling("back"))
    bring_back(writer(desk), edition.at.isoformat(), revision=5, tell=telling("back"))
    discard(writer(desk), revision=5, tell=telling("thrown away"))
    discard(writer(desk), revision=5, tell=telling("thrown away"))

    assert told == ["begun", "published", "begun", "back", "thrown away"]
