from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from shared.geography.france import france
from shared.kernel.errors import PermanentError, TransientError
from shared.nations.errors import ZoneTaken
from shared.nations.nation import NationStatus
from shared.rollouts.outfit import Outfit
from shared.rollouts.people_counts import SettledPeople
from shared.rollouts.provision import Provisioned, Provisioner
from shared.rollouts.rollout import EntryState, RolloutState
from shared.sites.banner import default_banner
from shared.sites.nation_site import SiteMaker
from shared.sites.render import SiteRenderer
from tests.builders import NOON, a_nation, a_rollout, an_entry
from tests.fakes.clock import FixedClock
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.rollouts import InMemoryFiles, InMemoryOpenings, InMemoryRolloutStore
from tests.fakes.sites import InMemorySiteBucket, InMemoryVersionStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.kernel.items import Item
    from shared.sites.files import SiteFile
    from shared.sites.publishing import PublishedSite, StoredFile


@cache
def an_outfit() -> Outfit:
    """Return the bundled kit; compiled once."""
    maker = SiteMaker(banner=default_banner(), atlas=france(), renderer=SiteRenderer())
    return Outfit(maker=maker)


@dataclass
class Workshop:
    """What provisioning needs, in memory."""

    rollouts: InMemoryRolloutStore = field(default_factory=InMemoryRolloutStore)
    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)
    site: InMemorySiteBucket = field(default_factory=InMemorySiteBucket)
    versions: InMemoryVersionStore = field(default_factory=InMemoryVersionStore)
    files: InMemoryFiles = field(default_factory=InMemoryFiles)

    def __post_init__(self) -> None:
        self.rollouts.create(a_rollout())
        self.rollouts.add_entries("legislatives", [an_entry()])

    def provision(self, *, attempt: int = 1) -> Provisioned | None:
        provision = Provisioner(
            outfit=an_outfit(),
            rollouts=self.rollouts,
            nations=self.nations,
            site=self.site,
            versions=self.versions,
            openings=InMemoryOpenings(self.rollouts, self.nations, self.versions),
            people=SettledPeople(self.files),
            clock=FixedClock(NOON),
        )
        return provision("legislatives", "paris-6", attempt=attempt)


@pytest.fixture
def workshop() -> Workshop:
    return Workshop()


class LosingSiteBucket(InMemorySiteBucket):
    """A bucket that says of a page that it was written, and has it not."""

    def publish(
        self, slug: str, files: Sequence[SiteFile], *, before: Mapping[str, StoredFile] | None = None
    ) -> PublishedSite:
        done = super().publish(slug, files, before=before)
        self.files[slug].pop("join/index.html", None)
        return done


class LosingNationStore(InMemoryNationStore):
    """A store that says of an e-mail template that it was written, and has it not."""

    def furnish(self, slug: str, items: Iterable[Item], *, is_open: bool) -> None:
        super().furnish(slug, items, is_open=is_open)
        self.items[slug].pop("MAIL#welcome")


def test_a_ready_nation_has_all_that_the_kit_gives(workshop: Workshop) -> None:
    workshop.provision()

    kept = {item["sk"] for item in workshop.nations.belongings("paris-6")}
    pages = {"home", "join", "volunteer", "events", "petition", "donate", "contact", "legal"}
    assert {f"PAGE#{page}" for page in pages} <= kept
    assert sum(key.startswith("MAIL#") for key in kept) == 6
    assert {"TAG#geo:constituency:75-06", "TAG#geo:departement:75", "TAG#geo:region:11", "TAG#geo:country:FR"} <= kept
    assert workshop.nations.get("paris-6").status is NationStatus.READY
    assert workshop.rollouts.entry("legislatives", "paris-6").state is EntryState.READY


def test_its_pages_are_published_with_its_candidate_and_zone(workshop: Workshop) -> None:
    made = workshop.provision()

    assert made
    site = workshop.site.files["paris-6"]
    assert len(site.keys() - {"counters.json"}) == made.files
    assert "Jeanne Martin" in site["index.html"].decode()
    assert {"index.html", "join/index.html", "404.html"} <= site.keys()


def test_the_shared_tags_belong_to_hq(workshop: Workshop) -> None:
    workshop.provision()

    tags = [item for item in workshop.nations.belongings("paris-6") if item["sk"].startswith("TAG#")]
    assert {tag["owner"] for tag in tags} == {"hq"}


def test_the_nation_knows_how_many_people_the_import_left_it(workshop: Workshop) -> None:
    workshop.files.write("rollouts/legislatives/people.json", b'{"nations": {"paris-6": 42}}')
    workshop.provision()

    assert workshop.nations.get("paris-6").people == 42
    assert workshop.rollouts.entry("legislatives", "paris-6").people == 42


def test_provisioning_twice_changes_nothing(workshop: Workshop) -> None:
    workshop.provision()
    nation, site = workshop.nations.get("paris-6"), dict(workshop.site.files["paris-6"])

    workshop.provision()

    assert workshop.nations.get("paris-6") == nation
    assert workshop.site.files["paris-6"] == site


@pytest.mark.parametrize("breaks", [1, 2])
def test_a_worker_that_fails_half_way_leaves_the_nation_pending_and_the_next_one_finishes(
    workshop: Workshop, breaks: int
) -> None:
    workshop.site.breaks = breaks
    for _ in range(breaks):
        with pytest.raises(TransientError):
            workshop.provision()
        assert workshop.rollouts.entry("legislatives", "paris-6").state is EntryState.PENDING
        assert workshop.nations.get("paris-6").status is NationStatus.PROVISIONING

    workshop.provision()

    assert workshop.nations.get("paris-6").status is NationStatus.READY


@pytest.mark.parametrize("is_there", [False, True], ids=["new", "standing"])
@pytest.mark.parametrize(
    ("losing", "told"),
    [
        ({"site": LosingSiteBucket()}, "files are not as published"),
        ({"nations": LosingNationStore()}, "1 items are not stored"),
    ],
    ids=["page", "template"],
)
def test_a_nation_of_which_something_cannot_be_read_back_is_not_called_ready(
    losing: dict[str, Any], told: str, is_there: bool
) -> None:
    workshop = Workshop(**deepcopy(losing))
    if is_there:
        workshop.nations.found(a_nation())

    with pytest.raises(TransientError, match=told):
        workshop.provision()

    assert workshop.rollouts.entry("legislatives", "paris-6").state is EntryState.PENDING
    assert workshop.nations.get("paris-6").status is NationStatus.PROVISIONING


def test_its_first_site_is_on_record_as_version_1(workshop: Workshop) -> None:
    workshop.provision()

    version = workshop.versions.latest("paris-6")
    assert version is not None
    assert (version.number, version.by) == (1, "rollout legislatives")
    assert version.files.keys() == workshop.site.files["paris-6"].keys() - {"counters.json"}


def test_a_new_site_can_say_at_once_how_many_supporters_there_are(workshop: Workshop) -> None:
    workshop.files.write("rollouts/legislatives/people.json", b'{"nations": {"paris-6": 42}}')

    workshop.provision()

    assert workshop.site.files["paris-6"]["counters.json"] == b'{"supporters": 42}'


def test_live_counters_of_a_nation_that_is_open_are_left_alone(workshop: Workshop) -> None:
    workshop.provision()
    workshop.site.files["paris-6"]["counters.json"] = b'{"supporters": 43}'

    workshop.provision()

    assert workshop.site.files["paris-6"]["counters.json"] == b'{"supporters": 43}'


def test_provisioning_twice_records_one_version(workshop: Workshop) -> None:
    workshop.provision()
    workshop.provision()

    assert len(workshop.versions.history("paris-6")) == 1


def test_an_edited_page_of_an_open_nation_survives(workshop: Workshop) -> None:
    workshop.provision()
    page = next(item for item in workshop.nations.belongings("paris-6") if item["sk"] == "PAGE#join")
    workshop.nations.items["paris-6"]["PAGE#join"] = {**page, "title": "Venez avec nous"}

    workshop.provision()

    assert "Venez avec nous" in workshop.site.files["paris-6"]["join/index.html"].decode()


@pytest.mark.parametrize(
    "status", [NationStatus.SUSPENDED, NationStatus.CLOSED, NationStatus.ARCHIVED, NationStatus.LEAVING]
)
def test_a_rollout_leaves_the_closed_site_of_a_nation_closed(status: NationStatus, workshop: Workshop) -> None:
    workshop.nations.found(a_nation(status=status))

    workshop.provision()

    assert "paris-6" not in workshop.site.files
    assert workshop.nations.get("paris-6").status is status


def test_a_zone_that_another_nation_took_fails_the_nation(workshop: Workshop) -> None:
    workshop.nations.found(a_nation("faster"))

    with pytest.raises(ZoneTaken, match="belongs to nation faster"):
        workshop.provision()


def test_a_page_that_cannot_be_shown_fails_the_nation_and_says_which(workshop: Workshop) -> None:
    workshop.nations.found(a_nation(status=NationStatus.READY))
    workshop.nations.furnish("paris-6", [{"sk": "PAGE#home", "page": "home", "blocks": []}], is_open=False)

    with pytest.raises(PermanentError, match="page home"):
        workshop.provision()
    assert workshop.rollouts.entry("legislatives", "paris-6").state is EntryState.PENDING


@pytest.mark.parametrize(("state", "attempt"), [(RolloutState.ABORTED, 1), (RolloutState.PROVISIONING, 2)])
def test_a_message_of_an_attempt_that_is_over_founds_nothing_and_leaves_its_nation_pending(
    workshop: Workshop, state: RolloutState, attempt: int
) -> None:
    workshop.rollouts.save(a_rollout(state=state, attempt=attempt))

    assert workshop.provision(attempt=1) is None

    assert (workshop.nations.claims(), workshop.site.files) == ({}, {})
    assert workshop.rollouts.entry("legislatives", "paris-6").state is EntryState.PENDING


def test_what_an_aborted_rollout_left_half_made_is_finished(workshop: Workshop) -> None:
    workshop.nations.found(a_nation())
    workshop.rollouts.save(a_rollout(state=RolloutState.ABORTED))

    assert workshop.provision()

    assert workshop.nations.get("paris-6").status is NationStatus.READY


@pytest.mark.parametrize("standing", [{"rollout": "another"}, {"status": NationStatus.READY}], ids=["other", "ready"])
def test_an_aborted_rollout_leaves_alone_what_is_not_its_own_or_is_ready(
    workshop: Workshop, standing: dict[str, Any]
) -> None:
    nation = workshop.nations.found(a_nation(**standing))
    workshop.rollouts.save(a_rollout(state=RolloutState.ABORTED))

    assert workshop.provision() is None

    assert workshop.nations.get("paris-6") == nation
