"""Tags in the console: a nation's own book of them, what it only reads, and headquarters' own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.nations.hq_tags import HqTag
from shared.people.carrying import carry_on
from shared.people.item import from_item
from shared.people.segments.building import build_index
from shared.people.tag_book import tags_kept
from tests.builders import NOON
from tests.unit.console.house import OWN, House, a_person

if TYPE_CHECKING:
    from tests.fakes.console import Browser

TAGS = f"/nation/{OWN}/tags"


def tagged(house: House, *tags: str, people: int = 1) -> None:
    """Have people with these tags, and an index that has counted them."""
    for number in range(people):
        person = a_person(family=f"Dupont {number:03}")
        geo = ["geo:constituency:75-06"]
        house.add([replace(person, values={**person.values, "tags": list(tags), "geo_tags": geo})])
    build_index(OWN, people=house.reaches[OWN].people, now=NOON, draw=house.desk.draw)


def tags_of(house: House) -> set[str]:
    """Return the tags that people of the nation have."""
    items = house.reaches[OWN].people.below(f"NATION#{OWN}", "PERSON#")
    return {tag for item in items for tag in from_item(item).values.get("tags", [])}  # type: ignore[union-attr] # a list


def rows(browser: Browser) -> list[str]:
    """Return the tags that the page shows, with what stands beside them."""
    return [" ".join(node.text(separator=" ").split()) for node in browser.page.css(".tag-rows li")]


@pytest.fixture
def field(house: House) -> Browser:
    return house.browser(house.member(RoleName.FIELD))


def test_tags_come_with_who_gives_them_and_how_many_people_have_them(house: House, field: Browser) -> None:
    house.desk.hq_tags.save(HqTag(tag="hq:convention", about="Who came", by="member", at=NOON), after=None)
    tagged(house, "vélo", "action:join", people=3)

    field.get(TAGS)

    assert rows(field)[:3] == ["vélo 3", "hq:convention Who came 0", "action:join 3"]
    zone = rows(field)[3]
    assert (zone.startswith("geo:constituency:75-06"), zone.endswith(" 3"), "Paris" in zone) == (True, True, True)
    (link,) = [node.attributes["href"] or "" for node in field.page.css(".tag-rows a")]
    assert link.endswith("/tags/one?tag=v%C3%A9lo")


def test_people_who_were_never_counted_are_being_counted(house: House, field: Browser) -> None:
    field.get(f"{TAGS}")

    assert "are being counted" in field.text
    assert house.indexing.asked == [OWN]


def test_a_tag_is_made_described_retired_and_used_again(house: House, field: Browser) -> None:
    field.get(TAGS)
    field.post(f"{TAGS}/new", {"tag": "Marché", "about": "Meets us there"})
    assert field.led_to == f"{TAGS}?did=made"
    field.go(field.led_to)
    assert rows(field) == ["Marché Meets us there –"]

    field.get(f"{TAGS}/one?tag=March%C3%A9")
    field.post(f"{TAGS}/describe", {"tag": "Marché", "about": "On Saturdays"})
    field.get(f"{TAGS}/one?tag=March%C3%A9")
    field.post(f"{TAGS}/retire", {"tag": "Marché"})
    field.go(field.led_to)
    assert "Not in use any more" in field.text
    field.get(f"{TAGS}/one?tag=March%C3%A9")
    field.post(f"{TAGS}/return", {"tag": "Marché"})

    (tag,) = tags_kept(OWN, people=house.reaches[OWN].people).values()
    assert (tag.about, tag.retired_at) == ("On Saturdays", None)
    told = {entry.what for entry in house.log.page(OWN, limit=50).elements}
    assert told == {"made-tag", "described-tag", "retired-tag", "returned-tag"}


@pytest.mark.parametrize(
    ("typed", "field_id"),
    [({"tag": "hq:x"}, "tag"), ({"tag": "Marché", "about": "x" * 301}, "about")],
    ids=["the network's", "too long"],
)
def test_what_will_not_do_is_marked_and_kept(
    house: House, field: Browser, typed: dict[str, str], field_id: str
) -> None:
    field.get(TAGS)

    response = field.post(f"{TAGS}/new", typed)

    assert (response.status, tags_kept(OWN, people=house.reaches[OWN].people)) == (422, {})
    assert [node.attributes["id"] for node in field.page.css("[aria-invalid=true]")] == [field_id]
    assert field.page.css_first("#tag").attributes["value"] == typed["tag"]  # type: ignore[union-attr] # it is there


def test_a_renamed_tag_is_renamed_for_all_who_have_it_and_called_as_before_again(house: House, field: Browser) -> None:
    tagged(house, "vélo", people=3)
    field.get(f"{TAGS}/one?tag=v%C3%A9lo")
    assert "3 people have it" in field.text

    field.post(f"{TAGS}/rename", {"tag": "vélo", "to": "cycliste"})
    ((_, change),) = house.changes.asked
    assert field.led_to == f"/nation/{OWN}/people/changes/{change}"
    carry_on(OWN, change, people=house.reaches[OWN].people, clock=house.clock)

    field.go(field.led_to)
    assert (field.title, tags_of(house)) == ("Tag “vélo” is now “cycliste”", {"cycliste"})
    field.post(f"/nation/{OWN}/people/changes/{change}/undo")
    assert tags_of(house) == {"vélo"}


def test_a_name_that_will_not_do_changes_nobody(house: House, field: Browser) -> None:
    tagged(house, "vélo")
    field.get(f"{TAGS}/one?tag=v%C3%A9lo")

    response = field.post(f"{TAGS}/rename", {"tag": "vélo", "to": "hq:vélo"})

    assert (response.status, tags_of(house)) == (422, {"vélo"})
    assert "Choose another name" in field.text


def test_people_are_counted_before_they_are_renamed(house: House, field: Browser) -> None:
    field.get(TAGS)
    field.post(f"{TAGS}/new", {"tag": "vélo"})
    house.indexing.asked.clear()
    field.get(f"{TAGS}/one?tag=v%C3%A9lo")

    response = field.post(f"{TAGS}/rename", {"tag": "vélo", "to": "cycliste"})

    assert (response.status, house.indexing.asked) == (422, [OWN])
    assert "Your people are being counted" in field.text
    assert house.changes.asked == []


def test_tags_in_use_are_offered_where_people_are_tagged(house: House, field: Browser) -> None:
    person = a_person()
    house.add([person])
    for tag in ("Marché", "Doors"):
        field.get(TAGS)
        field.post(f"{TAGS}/new", {"tag": tag})
    field.get(TAGS)
    field.post(f"{TAGS}/retire", {"tag": "Doors"})

    for path in (f"/nation/{OWN}/people", f"/nation/{OWN}/people/{person.person_id}"):
        field.get(path)
        assert [node.attributes["value"] for node in field.page.css("datalist option")] == ["Marché"]


def test_a_tag_that_nobody_has_is_no_page(field: Browser) -> None:
    assert field.get(f"{TAGS}/one?tag=nothing").status == 404


def test_who_only_reads_people_changes_no_tag(house: House) -> None:
    tagged(house, "vélo")
    browser = house.browser(house.member(RoleName.READER))

    for path in (TAGS, f"{TAGS}/one?tag=v%C3%A9lo"):
        browser.get(path)
        assert not browser.page.css("main form")


def test_headquarters_makes_describes_and_retires_its_own_tags(house: House) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get("/hq/tags")

    browser.post("/hq/tags/new", {"tag": "convention", "about": "Who came"})
    browser.go(browser.led_to)
    assert "hq:convention" in browser.text
    browser.post("/hq/tags/describe", {"tag": "hq:convention", "about": "In June"})
    browser.get("/hq/tags")
    browser.post("/hq/tags/retire", {"tag": "hq:convention"})
    browser.get("/hq/tags")
    assert "Not in use any more" in browser.text
    browser.post("/hq/tags/return", {"tag": "hq:convention"})

    (tag,) = house.desk.hq_tags.all()
    assert (tag.about, tag.retired_at, tag.revision) == ("In June", None, 4)
    assert {entry.what for entry in house.log.page(None, limit=50).elements} == {
        "made-hq-tag",
        "described-hq-tag",
        "retired-hq-tag",
        "returned-hq-tag",
    }


def test_what_headquarters_cannot_make_is_marked(house: House) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get("/hq/tags")

    assert browser.post("/hq/tags/new", {"tag": "a,b"}).status == 422
    assert browser.post("/hq/tags/new", {"tag": "a", "about": "x" * 301}).status == 422
    assert browser.post("/hq/tags/retire", {"tag": "hq:nothing"}).status == 404


def test_who_reads_at_headquarters_changes_no_tag(house: House) -> None:
    house.desk.hq_tags.save(HqTag(tag="hq:convention", about="", by="member", at=NOON), after=None)
    browser = house.browser(house.member(RoleName.HQ_READER))

    browser.get("/hq/tags")

    assert "hq:convention" in browser.text
    assert not browser.page.css("main form")
