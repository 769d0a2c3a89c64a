"""The tags of headquarters, in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from shared.kernel.errors import InputError
from shared.nations.hq_tag_store import DynamoHqTags
from shared.nations.hq_tags import (
    DESCRIBED,
    MADE,
    RETIRED,
    RETURNED,
    HqTagChanged,
    HqTagDesk,
    HqTags,
    HqTagUnknown,
    describe_hq_tag,
    make_hq_tag,
    retire_hq_tag,
    return_hq_tag,
)
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.hq_tags import InMemoryHqTags


@dataclass(kw_only=True)
class Headquarters:
    """Headquarters' tags and its log."""

    tags: HqTags
    told: list[tuple[str, str]] = field(default_factory=list)

    @property
    def desk(self) -> HqTagDesk:
        return HqTagDesk(
            tags=self.tags, note=lambda what, tag: self.told.append((what, tag)), clock=FixedClock(NOON), by="member"
        )


@pytest.fixture(params=["in-memory", "dynamodb"])
def hq(request: pytest.FixtureRequest) -> Headquarters:
    if request.param == "in-memory":
        return Headquarters(tags=InMemoryHqTags())
    return Headquarters(
        tags=DynamoHqTags(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))
    )


@pytest.mark.parametrize("name", ["convention", "hq:convention", " HQ: convention"])
def test_a_tag_begins_with_hq_whether_that_is_said_or_not(hq: Headquarters, name: str) -> None:
    made = make_hq_tag(name, " Came to  the convention ", desk=hq.desk)

    assert hq.tags.all() == [made]
    assert (made.tag, made.about, hq.told) == ("hq:convention", "Came to the convention", [(MADE, "hq:convention")])


def test_the_same_tag_asked_for_again_is_that_one(hq: Headquarters) -> None:
    made = make_hq_tag("Délégué", "", desk=hq.desk)

    assert make_hq_tag("delegue", "another", desk=hq.desk) == made
    assert hq.told == [(MADE, "hq:Délégué")]


def test_a_tag_is_described_retired_and_taken_up_again(hq: Headquarters) -> None:
    make_hq_tag("convention", "", desk=hq.desk)
    describe_hq_tag("hq:convention", "Who came", desk=hq.desk)

    retired = [retire_hq_tag("hq:convention", desk=hq.desk) for _ in range(2)]
    assert [tag.retired_at for tag in retired] == [NOON, NOON]
    returned = [return_hq_tag("hq:convention", desk=hq.desk) for _ in range(2)]

    assert returned[0] == returned[1] == hq.tags.all()[0]
    assert (returned[0].retired_at, returned[0].about, returned[0].revision) == (None, "Who came", 4)
    assert [what for what, _ in hq.told] == [MADE, DESCRIBED, RETIRED, RETURNED]


@pytest.mark.parametrize("name", ["", "hq:", "a,b", "x" * 58])
def test_what_can_be_no_tag_is_refused(hq: Headquarters, name: str) -> None:
    with pytest.raises(InputError):
        make_hq_tag(name, "", desk=hq.desk)

    assert hq.told == []


def test_what_a_tag_is_for_fits_on_a_line(hq: Headquarters) -> None:
    with pytest.raises(InputError):
        make_hq_tag("convention", "x" * 301, desk=hq.desk)


def test_a_tag_that_is_not_there_is_not_retired(hq: Headquarters) -> None:
    with pytest.raises(HqTagUnknown):
        retire_hq_tag("hq:nothing", desk=hq.desk)


def test_what_somebody_else_wrote_meanwhile_is_not_lost(hq: Headquarters) -> None:
    made = make_hq_tag("convention", "", desk=hq.desk)
    hq.tags.save(replace(made, about="theirs", revision=2), after=made)

    with pytest.raises(HqTagChanged):
        hq.tags.save(replace(made, about="mine", revision=2), after=made)
    with pytest.raises(HqTagChanged):
        hq.tags.save(made, after=None)
