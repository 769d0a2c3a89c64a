"""`banneret people segment …`: counted, listed, kept, and kept no longer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from shared.actions.keys import activity_key
from shared.kernel.items import to_wire
from shared.nations.nation import NationStatus
from shared.people.item import to_item
from shared.people.segments.index import read_head
from shared.people.table import put
from tests.builders import a_nation
from tests.unit.people.segments.crowd import SLUG, somebody

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk

CYCLISTS = ("--have", "tag:velo", "--lack", "volunteer")


@pytest.fixture
def crowd(desk: Desk) -> Desk:
    desk.nations.found(a_nation(SLUG, status=NationStatus.READY))
    for number in range(6):
        tags = ["velo"] if number % 2 else ["climat"]
        desk.people.write([put(to_item(somebody(number, tags=tags, volunteer=number == 1)))])
    return desk


def test_filters_are_counted_even_before_anybody_is_indexed(crowd: Desk) -> None:
    assert crowd.banneret("people", "segment", SLUG, *CYCLISTS, "--json") == 0

    document = crowd.json()
    assert (document["count"], document["of"], document["people"]) == (2, 6, [])


def test_the_count_is_exact_whatever_was_changed(crowd: Desk) -> None:
    crowd.banneret("people", "index", SLUG)
    crowd.people.write([put(to_item(somebody(2, tags=["velo"])))])

    crowd.banneret("people", "segment", SLUG, *CYCLISTS, "--json")

    assert crowd.json()["count"] == 3


def test_people_are_listed_page_by_page(crowd: Desk) -> None:
    asked = ("people", "segment", SLUG, "--either", "tag:velo", "--either", "tag:climat", "--limit", "4", "--json")
    crowd.banneret("people", "index", SLUG)

    crowd.banneret(*asked)
    first = crowd.json()
    crowd.banneret(*asked, "--after", first["cursor"])
    rest = crowd.json()

    assert (len(first["people"]), len(rest["people"]), rest["cursor"]) == (4, 2, None)


def test_a_segment_is_kept_listed_and_forgotten(crowd: Desk) -> None:
    crowd.banneret("people", "segment", SLUG, *CYCLISTS, "--save", "Cyclists", "--json")
    kept = crowd.json()["saved"]

    crowd.banneret("people", "segments", SLUG, "--json")
    (told,) = crowd.json()["segments"]
    assert (told["id"], told["name"], told["all_of"], told["count"]) == (kept, "Cyclists", ["tag:velo"], 2)

    assert crowd.banneret("people", "forget", SLUG, kept) == 0
    crowd.banneret("people", "segments", SLUG)
    assert "no segment is kept" in crowd.out[0]
    assert [entry.what for entry in crowd.audit.entries] == ["saved-segment", "removed-segment"]


@pytest.mark.parametrize(
    ("words", "people"),
    [
        (("--active-since", "2027-05-02"), 2),
        (("--active-since", "2027-05-02", "--did", "join"), 1),
        (("--active-until", "2027-05-01"), 3),
        (("--active-since", "2027-05-01", "--active-until", "2027-05-02", "--have", "tag:velo"), 1),
        (("--inactive-since", "2027-05-03"), 4),
        (("--inactive-since", "2027-05-01", "--have", "tag:climat"), 1),
        (("--either", "did:sign:2027-05-03/..", "--either", "did:join:2027-05-03/.."), 2),
    ],
    ids=["since", "joined since", "until", "between", "silent", "silent with a tag", "as facets"],
)
def test_people_are_found_by_the_days_on_which_they_did_something(
    crowd: Desk, words: tuple[str, ...], people: int
) -> None:
    days = {0: ["2027-05-01 join"], 1: ["2027-05-01 join"], 2: ["2027-05-01 join", "2027-05-03 sign:climat"]}
    for number, did in {**days, 3: ["2027-05-03 join"]}.items():
        tags = ["velo"] if number % 2 else ["climat"]
        crowd.people.write([put(to_item(somebody(number, tags=tags, deed_days=did)))])

    assert crowd.banneret("people", "segment", SLUG, *words, "--json") == 0

    assert crowd.json()["count"] == people


@pytest.mark.parametrize(
    "words",
    [
        ("--active-since", "2027-05-03", "--active-until", "2027-05-01"),
        ("--active-since", "yesterday"),
        ("--active-since", "2027-05-03", "--did", "Join!"),
    ],
    ids=["ends before it begins", "no day", "no deed"],
)
def test_a_period_that_is_none_is_said_in_a_line(crowd: Desk, words: tuple[str, ...]) -> None:
    assert crowd.banneret("people", "segment", SLUG, *words) in {1, 2}
    assert crowd.out == []


@pytest.mark.parametrize(
    "words",
    [("segment", SLUG, "--have", "velo"), ("segment", SLUG, "--save", "x" * 81), ("forget", SLUG, "nobody's")],
    ids=["no facet", "no name", "no segment"],
)
def test_what_cannot_be_is_said_in_a_line(crowd: Desk, words: tuple[str, ...]) -> None:
    assert crowd.banneret("people", *words) in {1, 2}
    assert crowd.out == []


def test_the_index_is_built_anew(crowd: Desk) -> None:
    crowd.banneret("people", "index", SLUG, "--json")

    assert crowd.json() == {"nation": SLUG, "people": 6, "dated": 0}
    head = read_head(SLUG, people=crowd.people)
    assert head
    assert head.people == 6


def test_what_was_done_before_days_were_kept_is_dated_once(crowd: Desk) -> None:
    crowd.people.write([put(to_item(somebody(1, deeds=["sign:climat", "join"])))])
    key = activity_key(SLUG, somebody(1).person_id, at=datetime(2027, 5, 10, 22, 30, tzinfo=UTC), action_id="a1")
    done = {"action": "sign", "page": "petition", "target": "climat", "language": "fr", "said": {}}
    crowd.people.write([put(to_wire({"pk": key[0], "sk": key[1], **done}))])

    for dated in (1, 0):
        assert crowd.banneret("people", "index", SLUG, "--date-deeds", "--json") == 0
        assert crowd.json() == {"nation": SLUG, "people": 6, "dated": dated}

    crowd.banneret("people", "segment", SLUG, "--active-since", "2027-05-11", "--did", "sign", "--json")
    assert crowd.json()["count"] == 1
