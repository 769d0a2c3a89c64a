"""What somebody can be found by, and who is in a segment."""

from __future__ import annotations

import pytest

from shared.kernel.errors import InputError
from shared.people.consent import Consent
from shared.people.segments.facet import MOST_CHARACTERS, facets_of, has_left, is_facet
from shared.people.segments.segment import MOST_FACETS, Segment, matches, segment_of
from tests.unit.people.segments.crowd import FACETS, NOW, somebody

MARIE = somebody(
    1,
    tags=["velo"],
    geo_tags=["geo:commune:75106"],
    deeds=["join", "sign:climat"],
    support_level=2,
    volunteer=True,
    phone="+33612345678",
    language="fr",
    assignee="anne",
    confirmed_at="2027-05-01T12:00:00+00:00",
    consents={"email": Consent(given=True, by="column x"), "phone": Consent(given=False, by="column x")},
)


def test_all_that_is_known_of_somebody_is_a_facet() -> None:
    assert facets_of(MARIE) == {
        *("tag:velo", "geo:commune:75106", "deed:join", "deed:sign", "deed:sign:climat", "active"),
        *("consent:email", "mailable", "has:email", "has:phone", "confirmed"),
        *("support:2", "volunteer", "language:fr", "assigned", "assignee:anne"),
    }
    assert all(is_facet(facet) for facet in facets_of(MARIE))


def test_of_whom_nothing_is_known_little_is_a_facet() -> None:
    assert facets_of(somebody(2)) == {"has:email"}


@pytest.mark.parametrize("facet", FACETS)
def test_what_people_are_found_by_is_a_facet(facet: str) -> None:
    assert is_facet(facet)


@pytest.mark.parametrize("text", ["", "tag:", "velo", "mailable:x", "expires:5", "name:dupont", "day:any:1:740000"])
def test_other_texts_are_none(text: str) -> None:
    assert not is_facet(text)


def test_a_very_long_text_is_none() -> None:
    assert not is_facet("tag:" + "x" * MOST_CHARACTERS)


@pytest.mark.parametrize(
    ("segment", "is_in"),
    [
        (Segment(), True),
        (Segment(all_of=("tag:velo", "mailable")), True),
        (Segment(all_of=("tag:velo", "tag:école")), False),
        (Segment(any_of=("tag:velo", "tag:école")), True),
        (Segment(any_of=("tag:école", "support:1")), False),
        (Segment(none_of=("support:1",)), True),
        (Segment(all_of=("mailable",), none_of=("volunteer",)), False),
    ],
    ids=["everybody", "all", "not all", "any", "not any", "none", "one too many"],
)
def test_somebody_is_in_a_segment_as_it_says(segment: Segment, is_in: bool) -> None:
    assert matches(segment, MARIE) is is_in


def test_a_facet_said_twice_counts_once() -> None:
    made = segment_of(all_of=["mailable", "mailable"], any_of=["support:2", "support:1"])

    assert made == Segment(all_of=("mailable",), any_of=("support:2", "support:1"))


def test_every_text_that_is_no_facet_is_a_fault() -> None:
    with pytest.raises(InputError) as raised:
        segment_of(all_of=["velo"], none_of=["expires:5", "mailable"])

    assert len(raised.value.faults) == 2


def test_a_segment_has_an_end() -> None:
    segment_of(any_of=[f"tag:{number}" for number in range(MOST_FACETS)])

    with pytest.raises(InputError):
        segment_of(any_of=[f"tag:{number}" for number in range(MOST_FACETS + 1)])


def test_somebody_is_gone_from_the_hour_of_their_expiry_on() -> None:
    leaving = somebody(1, expires_at=int(NOW) + 1800)

    assert not has_left(leaving, now=NOW - 3600)
    assert has_left(leaving, now=NOW)
    assert not has_left(somebody(2), now=NOW)
