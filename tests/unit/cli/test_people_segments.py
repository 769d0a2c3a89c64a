"""`banneret people segment …`: counted, listed, kept, and kept no longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
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
        (("--active-within", "9"), 2),
        (("--active-within", "9", "--did", "sign"), 1),
        (("--active-within", "11", "--have", "tag:velo"), 2),
        (("--inactive-for", "9"), 4),
        (("--inactive-for", "11", "--active-until", "2027-05-01"), 0),
        (("--inactive-for", "9", "--active-until", "2027-05-01"), 2),
        (("--lack", "did:join:last-9-days"), 5),
    ],
    ids=[
        *("since", "joined since", "until", "between", "silent", "silent with a tag", "as facets"),
        *("within", "signed within", "within with a tag", "silent for", "no day between", "fell silent", "as a facet"),
    ],
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


def test_a_segment_gets_another_name_and_other_filters_and_keeps_what_is_not_said(crowd: Desk) -> None:
    crowd.banneret("people", "segment", SLUG, *CYCLISTS, "--save", "Cyclists")

    assert crowd.banneret("people", "resegment", SLUG, "cyclists", "--name", "Who cycles", "--json") == 0
    renamed = crowd.json()
    assert (renamed["name"], renamed["all_of"], renamed["none_of"]) == ("Who cycles", ["tag:velo"], ["volunteer"])
    assert crowd.banneret("people", "resegment", SLUG, renamed["id"], "--have", "tag:climat") == 0
    crowd.banneret("people", "segments", SLUG, "--json")

    (told,) = crowd.json()["segments"]
    assert (told["name"], told["all_of"], told["none_of"], told["count"]) == ("Who cycles", ["tag:climat"], [], 3)
    assert crowd.banneret("people", "resegment", SLUG, "Who cycles") == 2
    assert "there must be another name or filters" in crowd.said[-1]


@pytest.mark.parametrize(
    "words",
    [
        ("--active-since", "2027-05-03", "--active-until", "2027-05-01"),
        ("--active-since", "yesterday"),
        ("--active-since", "2027-05-03", "--did", "Join!"),
        ("--active-within", "0"),
        ("--active-within", "1827"),
        ("--active-within=-5",),
        ("--inactive-for", "0"),
        ("--inactive-for", "3.5"),
        ("--inactive-for", "a month"),
        ("--inactive-for", "30", "--did", "Join!"),
        ("--lack", "did:any:last-0-days"),
    ],
    ids=[
        *("ends before it begins", "no day", "no deed", "no days", "too many", "fewer than none", "silent for none"),
        *("half a day", "no number", "no deed lately", "no number as a facet"),
    ],
)
def test_a_period_that_is_none_is_said_in_a_line(crowd: Desk, words: tuple[str, ...]) -> None:
    assert crowd.banneret("people", "segment", SLUG, *words) in {1, 2}
    assert crowd.out == []
    assert len(crowd.said) == 1
    assert len(crowd.said[0].splitlines()) == 1


def test_a_segment_that_is_kept_for_the_last_days_finds_other_people_a_month_later(crowd: Desk) -> None:
    for number, did in ((1, "2027-04-20 join"), (2, "2027-06-01 sign:climat")):
        crowd.people.write([put(to_item(somebody(number, deed_days=[did])))])
    crowd.banneret("people", "segment", SLUG, "--active-within", "30", "--save", "Lately", "--limit", "5")
    said = list(crowd.out)

    for days, found, since in ((0, 1, "2027-04-12/2027-05-11"), (30, 2, "2027-05-12/2027-06-10")):
        crowd.patience.advance(timedelta(days=days))
        crowd.banneret("people", "segments", SLUG, "--json")
        (told,) = crowd.json()["segments"]
        assert (told["count"], told["all_of"]) == (1, ["did:any:last-30-days"])
        assert told["days"] == {"did:any:last-30-days": since}
        crowd.banneret("people", "segment", SLUG, "--active-within", "30", "--limit", "5", "--json")
        assert crowd.json()["people"] == [somebody(found).person_id]
    assert "did:any:last-30-days is 2027-04-12/2027-05-11 today" in said[0]


def test_the_last_days_end_with_the_day_of_the_networks_clock(crowd: Desk) -> None:
    crowd.people.write([put(to_item(somebody(1, deed_days=["2027-05-10 join"])))])
    counted = []
    for hour, minute in ((21, 59), (22, 0)):
        crowd.patience.moment = datetime(2027, 5, 10, hour, minute, tzinfo=UTC)
        crowd.banneret("people", "segment", SLUG, "--active-within", "1", "--json")
        counted.append(crowd.json()["count"])

    assert counted == [1, 0]


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
