"""The second round: who goes on, who does not, and that no campaign is ended twice or by mistake."""

from __future__ import annotations

import pytest

from shared.elections.calendars import calendar_of
from shared.kernel.errors import InputError
from shared.nations.nation import NationStatus
from shared.sites.lifecycle import Helm
from shared.sites.second_round import end_campaigns, second_round
from tests.builders import NOON, a_nation
from tests.fakes.elections import ListedPublications
from tests.fakes.journal import InMemoryJournal
from tests.fakes.nations import InMemoryNationStore

WHY = "first round"


@pytest.fixture
def nations() -> InMemoryNationStore:
    """Three running campaigns, one of them suspended, one that is over, and one that is not there yet."""
    store = InMemoryNationStore()
    for slug, status in (
        ("ain-1", NationStatus.READY),
        ("ain-2", NationStatus.READY),
        ("ain-3", NationStatus.SUSPENDED),
        ("ain-4", NationStatus.CLOSED),
        ("ain-5", NationStatus.PROVISIONING),
    ):
        store.found(a_nation(slug, status=status, zones=(f"constituency:{slug}",)))
    return store


def a_helm(nations: InMemoryNationStore) -> Helm:
    return Helm(
        nations=nations,
        publications=ListedPublications(),
        journal=InMemoryJournal(),
        calendar=calendar_of("FR"),
        by="hq",
        now=NOON,
    )


def test_whoever_runs_and_is_not_marked_does_not_go_on(nations: InMemoryNationStore) -> None:
    parted = second_round(["ain-2"], nations=nations)

    assert [nation.slug for nation in parted.going] == ["ain-2"]
    assert [nation.slug for nation in parted.closing] == ["ain-1", "ain-3"]


def test_that_nobody_goes_on_is_taken_for_a_mistake(nations: InMemoryNationStore) -> None:
    with pytest.raises(InputError, match="nobody goes on"):
        second_round([], nations=nations)


@pytest.mark.parametrize("slug", ["atlantis", "ain-4", "ain-5"])
def test_whoever_is_marked_must_be_running(slug: str, nations: InMemoryNationStore) -> None:
    with pytest.raises(InputError, match=slug):
        second_round(["ain-1", slug], nations=nations)


def test_each_campaign_that_ends_is_told_and_its_site_asked_for(nations: InMemoryNationStore) -> None:
    helm = a_helm(nations)

    ended = end_campaigns(["ain-1", "ain-3"], reason=WHY, helm=helm)

    assert (ended.closed, ended.left) == (("ain-1", "ain-3"), ())
    assert {nations.get(slug).status for slug in ended.closed} == {NationStatus.CLOSED}
    assert isinstance(helm.publications, ListedPublications)
    assert sorted(order.slug for order in helm.publications.orders) == ["ain-1", "ain-3"]
    assert nations.get("ain-2").status is NationStatus.READY


def test_given_again_it_goes_on_where_it_was(nations: InMemoryNationStore) -> None:
    helm = a_helm(nations)
    end_campaigns(["ain-1"], reason=WHY, helm=helm)

    ended = end_campaigns(["ain-1", "ain-3"], reason=WHY, helm=helm)

    assert ended.closed == ("ain-1", "ain-3")
    assert isinstance(helm.journal, InMemoryJournal)
    assert sorted(slug for slug, _, _ in helm.journal.entries) == ["ain-1", "ain-3"]


def test_one_that_cannot_end_holds_no_other_up(nations: InMemoryNationStore) -> None:
    ended = end_campaigns(["ain-5", "atlantis", "ain-1"], reason=WHY, helm=a_helm(nations))

    assert (ended.closed, ended.left) == (("ain-1",), ("ain-5", "atlantis"))


def test_without_a_reason_none_ends(nations: InMemoryNationStore) -> None:
    with pytest.raises(InputError):
        end_campaigns(["ain-1"], reason="", helm=a_helm(nations))

    assert nations.get("ain-1").status is NationStatus.READY
