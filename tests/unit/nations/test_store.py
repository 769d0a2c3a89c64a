from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import Conflict
from shared.nations.errors import NationUnknown, SlugTaken, ZoneTaken
from shared.nations.nation import NationStatus
from shared.nations.store import DynamoNationStore
from tests.builders import HOUR, NOON, a_nation
from tests.fakes.nations import InMemoryNationStore

if TYPE_CHECKING:
    from shared.nations.nation import Nation
    from shared.nations.ports import NationStore


@pytest.fixture(params=["in-memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> NationStore:
    if request.param == "in-memory":
        return InMemoryNationStore()
    return DynamoNationStore(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def test_a_founded_nation_is_found_again_as_it_was(store: NationStore) -> None:
    nation = a_nation()

    assert store.found(nation) == nation
    assert store.get("paris-6") == nation


@pytest.mark.parametrize(
    "nation",
    [
        a_nation(status=NationStatus.READY).closed(reason="first round", at=NOON, last_day=NOON.date()),
        a_nation(status=NationStatus.SUSPENDED).leaving(reason="merged", goes_at=NOON + HOUR, at=NOON),
    ],
    ids=["closed", "leaving"],
)
def test_how_a_nation_goes_is_kept(store: NationStore, nation: Nation) -> None:
    founded = store.found(a_nation())

    store.save(nation, after=founded)

    assert store.get("paris-6") == nation


def test_founding_the_same_nation_again_leaves_the_one_that_stands(store: NationStore) -> None:
    first = store.found(a_nation())

    assert store.found(a_nation(founded_at=NOON + HOUR)) == first


def test_a_zone_belongs_to_one_nation(store: NationStore) -> None:
    store.found(a_nation("paris-6"))

    with pytest.raises(ZoneTaken, match="zone constituency:75-06 belongs to nation paris-6"):
        store.found(a_nation("paris-other"))


def test_a_refused_nation_leaves_nothing_behind(store: NationStore) -> None:
    store.found(a_nation("paris-6"))
    with pytest.raises(ZoneTaken):
        store.found(a_nation("two-zones", zones=("constituency:75-07", "constituency:75-06")))

    assert store.found(a_nation("paris-7", zones=("constituency:75-07",))).slug == "paris-7"


def test_a_slug_with_other_zones_is_refused(store: NationStore) -> None:
    store.found(a_nation())

    with pytest.raises(SlugTaken, match="exists with other zones"):
        store.found(a_nation(zones=("constituency:75-07",)))


def test_an_unknown_nation_is_named(store: NationStore) -> None:
    with pytest.raises(NationUnknown, match="no nation is called atlantis"):
        store.get("atlantis")


def test_saving_over_somebody_elses_change_is_refused(store: NationStore) -> None:
    founded = store.found(a_nation())
    ready = founded.opened(kit_version="1", people=None, at=NOON)
    store.save(ready, after=founded)

    with pytest.raises(Conflict, match="changed by somebody else"):
        store.save(founded.opened(kit_version="2", people=None, at=NOON), after=founded)
    assert store.get("paris-6") == ready


def test_a_second_save_builds_on_the_first(store: NationStore) -> None:
    founded = store.found(a_nation())
    ready = founded.opened(kit_version="1", people=None, at=NOON)
    store.save(ready, after=founded)
    suspended = ready.suspended(reason="complaint", at=NOON + HOUR)

    store.save(suspended, after=ready)

    assert store.get("paris-6") == suspended


def test_nations_are_listed_by_slug_page_by_page(store: NationStore) -> None:
    for number in (3, 1, 2):
        store.found(a_nation(f"ain-{number}", zones=(f"constituency:01-0{number}",)))

    first = store.page(limit=2)
    second = store.page(limit=2, cursor=first.cursor)

    assert [nation.slug for nation in (*first.elements, *second.elements)] == ["ain-1", "ain-2", "ain-3"]
    assert second.cursor is None


def test_the_claims_of_all_nations_but_removed_ones_are_known(store: NationStore) -> None:
    store.found(a_nation("paris-6"))
    ready = store.found(a_nation("ain-1", zones=("constituency:01-01",), status=NationStatus.READY))
    store.save(ready.removed(reason="withdrew", at=NOON), after=ready)

    assert store.claims() == {"constituency:75-06": "paris-6"}


def test_a_released_zone_can_be_claimed_by_another(store: NationStore) -> None:
    store.release_zones(store.found(a_nation("paris-6")))

    assert store.found(a_nation("paris-other")).slug == "paris-other"


def test_releasing_leaves_a_zone_that_another_nation_holds(store: NationStore) -> None:
    store.found(a_nation("paris-6"))
    store.release_zones(a_nation("paris-other"))

    with pytest.raises(ZoneTaken):
        store.found(a_nation("paris-third"))


def test_only_nations_past_provisioning_are_open(store: NationStore) -> None:
    store.found(a_nation("paris-6"))
    store.found(a_nation("ain-1", zones=("constituency:01-01",), status=NationStatus.READY))

    assert store.open_slugs() == {"ain-1"}


def test_furnishing_a_nation_not_yet_open_replaces_what_is_there(store: NationStore) -> None:
    store.found(a_nation())
    store.furnish("paris-6", [{"sk": "PAGE#home", "title": "old"}], is_open=False)
    store.furnish("paris-6", [{"sk": "PAGE#home", "title": "new"}], is_open=False)

    assert [item["title"] for item in store.belongings("paris-6")] == ["new"]


def test_furnishing_an_open_nation_adds_only_what_is_missing(store: NationStore) -> None:
    store.found(a_nation())
    store.furnish("paris-6", [{"sk": "PAGE#home", "title": "its own"}], is_open=False)
    store.furnish("paris-6", [{"sk": "PAGE#home", "title": "kit"}, {"sk": "PAGE#join", "title": "kit"}], is_open=True)

    assert [item["title"] for item in store.belongings("paris-6")] == ["its own", "kit"]


def test_what_a_nation_has_edited_itself_is_never_replaced(store: NationStore) -> None:
    own = {"sk": "PAGE#home", "title": "its own", "edited_at": "2027-05-01T00:00:00+00:00"}
    kept = [own, {"sk": "PAGE#join", "title": "kit", "edited_at": ""}, {"sk": "PAGE#legal", "title": "kit"}]
    store.furnish("paris-6", kept, is_open=False)

    pages = ("PAGE#home", "PAGE#join", "PAGE#legal", "PAGE#new")
    store.replace_unedited("paris-6", [{"sk": page, "title": "other language"} for page in pages])

    assert [item["title"] for item in store.belongings("paris-6")] == ["its own", *["other language"] * 3]


def test_more_items_than_one_batch_takes_are_all_stored(store: NationStore) -> None:
    store.furnish("paris-6", [{"sk": f"TAG#{number:03}"} for number in range(60)], is_open=False)

    assert len(store.belongings("paris-6")) == 60
