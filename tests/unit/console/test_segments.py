"""Segments in the console: put together, counted, kept, changed, listed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.console.facet_words import FacetWords
from shared.console.filters import query_of, read_filters
from shared.console.words import LANGUAGES
from shared.people.item import to_item
from shared.people.remembering import with_deed
from shared.people.segments.building import build_index
from shared.people.segments.last_days import MOST_DAYS
from shared.people.segments.saved import saved_segments
from shared.people.segments.segment import Segment
from shared.people.segments.selecting import FEW
from shared.people.table import put
from tests.builders import NOON
from tests.unit.console.house import OWN, House
from tests.unit.events.builders import an_event
from tests.unit.people.segments.crowd import somebody

if TYPE_CHECKING:
    from shared.people.segments.saved import SavedSegment
    from tests.fakes.console import Browser

SEGMENTS = f"/nation/{OWN}/segments"
CYCLISTS = {"how0": "all", "what0": "tag:velo", "how1": "none", "what1": "volunteer"}
QUERY = "how0=all&what0=tag%3Avelo&how1=none&what1=volunteer"


@pytest.fixture
def house() -> House:
    house = House()
    people = house.reaches[OWN].people
    for number in range(60):
        tags = ["velo"] if number % 2 else []
        person = somebody(number, tags=tags, volunteer=number % 3 == 0, geo_tags=["geo:constituency:75-06"])
        people.write([put(to_item(person))])
    build_index(OWN, people=people, now=NOON, draw=lambda size: "ab" * size)
    return house


@pytest.fixture
def browser(house: House) -> Browser:
    return house.browser(house.member(RoleName.CANDIDATE))


def kept(house: House) -> list[SavedSegment]:
    return saved_segments(OWN, people=house.reaches[OWN].people)


def keep(browser: Browser, name: str = "Cyclists", **fields: str) -> str:
    """Save the cyclists; return the path that this leads to."""
    browser.get(f"{SEGMENTS}/new")
    answer = browser.post(SEGMENTS, {**CYCLISTS, "name": name, **fields})
    assert answer.status == 303, answer.body
    return browser.led_to


def test_filters_are_counted_before_they_are_kept(house: House, browser: Browser) -> None:
    page = browser.get(f"{SEGMENTS}/new?{QUERY}")

    assert page.status == 200
    assert "20 people" in page.body
    assert len(re.findall(r'href="[^"]*/people/[0-9a-f]{32}"', page.body)) == 10
    assert "and 10 more" in page.body
    assert kept(house) == []


def test_whom_the_form_offers_is_told_with_how_many_there_are(browser: Browser) -> None:
    page = browser.get(f"{SEGMENTS}/new").body

    assert "60 people" in page
    assert ">velo (30)</option>" in page
    assert ">Volunteer (20)</option>" in page


def test_a_segment_is_kept_and_lists_its_people_page_by_page(house: House, browser: Browser) -> None:
    everybody = keep(browser, "Everybody", what0="", what1="")

    first = browser.get(everybody)
    (more,) = re.findall(r'href="[^"]*(\?after=\d+)"', first.body)
    rest = browser.get(everybody + more)

    assert "60 people" in first.body
    shown = [re.findall(r"/people/([0-9a-f]{32})", page.body) for page in (first, rest)]
    assert [len(each) for each in shown] == [50, 10]
    assert len({*shown[0], *shown[1]}) == 60
    assert house.log.entries[-1].what == "saved-segment"


def test_the_list_tells_all_that_are_kept_with_their_numbers(browser: Browser) -> None:
    keep(browser)

    page = browser.get(SEGMENTS).body

    assert "Cyclists" in page
    assert "20 people" in page
    assert "Tag: velo" in page


def test_a_segment_is_renamed_and_changed(house: House, browser: Browser) -> None:
    path = keep(browser)

    browser.get(path)
    assert browser.post(f"{path}/name", {"name": "Riders"}).status == 303
    browser.get(f"{SEGMENTS}/new?{QUERY}&segment={kept(house)[0].id}")
    assert browser.post(path, {"what0": "mailable", "how0": "any", "what1": "", "name": "Riders"}).status == 303

    (saved,) = kept(house)
    assert (saved.name, saved.segment) == ("Riders", Segment(any_of=("mailable",)))


def changing(browser: Browser, path: str) -> str:
    """Open the form of a segment by the link on its page; return where."""
    (link,) = re.findall(r'href="[^"]*(/segments/new\?[^"]+)"', browser.get(path).body)
    return f"/nation/{OWN}{link.replace('&amp;', '&')}"


def a_colleague(house: House) -> Browser:
    return house.browser(house.member(RoleName.FIELD))


def test_renaming_in_an_old_tab_leaves_the_filters_that_a_colleague_chose_meanwhile(
    house: House, browser: Browser
) -> None:
    path, colleague = keep(browser), a_colleague(house)
    browser.get(path)
    colleague.get(changing(colleague, path))
    colleague.post(path, {"what0": "mailable", "how0": "any", "what1": "", "name": "Cyclists"})

    assert browser.post(f"{path}/name", {"name": "Riders"}).status == 303

    (saved,) = kept(house)
    assert (saved.name, saved.segment) == ("Riders", Segment(any_of=("mailable",)))


@pytest.mark.parametrize("recounted", [False, True], ids=["at once", "after counting anew"])
def test_filters_of_an_old_tab_are_not_put_over_a_colleagues_unseen(
    house: House, browser: Browser, *, recounted: bool
) -> None:
    path, colleague = keep(browser), a_colleague(house)
    form, theirs = changing(browser, path), changing(colleague, path)
    browser.get(form)
    colleague.get(theirs)
    colleague.post(path, {"what0": "mailable", "how0": "any", "what1": "", "name": "Writers"})
    if recounted:
        browser.get(form.replace("tag%3Avelo", "mailable"))
    mine = {"what0": "volunteer", "how0": "all", "what1": "", "name": browser.field("name")}

    assert browser.post(path, mine).status == 409
    assert "Somebody changed this segment meanwhile" in browser.text
    assert "How it stands now: Writers At least one of May be sent mailings" in browser.text
    assert kept(house)[0].segment == Segment(any_of=("mailable",))
    assert browser.post(path, {**mine, "name": browser.field("name")}).status == 303

    assert (kept(house)[0].name, kept(house)[0].segment) == ("Writers", Segment(all_of=("volunteer",)))


def test_a_form_that_names_no_segment_that_it_was_shown_changes_none(house: House, browser: Browser) -> None:
    path = keep(browser)
    browser.get("/me")

    for revision in ("", "1" * 5000, "٣", "-1"):
        assert browser.post(path, {**CYCLISTS, "name": "Riders", "revision": revision}).status == 409
        browser.get("/me")

    assert kept(house)[0].name == "Cyclists"


def test_a_segment_is_removed_once_that_was_asked(house: House, browser: Browser) -> None:
    path = keep(browser)
    browser.get(f"{path}/remove")
    assert "Remove the segment: Cyclists" in browser.text
    assert "Tag: velo" in browser.text
    assert len(kept(house)) == 1

    assert browser.post(f"{path}/remove").status == 303

    assert kept(house) == []
    assert browser.get(path).status == 404


def test_no_segment_is_removed_that_is_another_than_was_shown(house: House, browser: Browser) -> None:
    path, colleague = keep(browser), a_colleague(house)
    browser.get(f"{path}/remove")
    colleague.get(path)
    colleague.post(f"{path}/name", {"name": "Riders"})

    assert browser.post(f"{path}/remove").status == 409
    assert "Somebody changed this segment meanwhile" in browser.text
    assert "removed-segment" not in [entry.what for entry in house.log.entries]
    assert browser.post(f"{path}/remove").status == 303


@pytest.mark.parametrize("name", ["", "Cyclists"], ids=["blank", "taken"])
def test_a_name_that_will_not_do_is_said_and_what_was_chosen_stays(browser: Browser, name: str) -> None:
    keep(browser)
    browser.get(f"{SEGMENTS}/new?{QUERY}")

    answer = browser.post(SEGMENTS, {**CYCLISTS, "name": name})

    assert answer.status == 422
    assert 'role="alert"' in answer.body
    assert '<option value="tag:velo" selected>' in answer.body


def test_what_is_no_facet_is_refused(browser: Browser) -> None:
    assert browser.get(f"{SEGMENTS}/new?how0=all&what0=name:dupont").status == 422


def acting(house: House) -> None:
    """Have twelve of the sixty do something, six of them in May."""
    for number in range(0, 60, 5):
        days = [f"2027-0{4 + number % 2}-0{number % 10 + 1} {'join' if number % 3 else 'sign:climat'}"]
        person = somebody(number, tags=["velo"] if number % 2 else [], deed_days=days)
        house.reaches[OWN].people.write([put(to_item(person))])


@pytest.mark.parametrize(
    ("asked", "people"),
    [
        ("did0=any&from0=2027-05-01", 6),
        ("when0=all&did0=join&to0=2027-04-30", 4),
        ("did0=&from0=2027-04-01&to0=2027-04-30", 6),
        ("when0=none&did0=any&from0=2027-05-01", 54),
        ("how0=all&what0=tag:velo&when0=none&did0=any&from0=2027-04-01", 24),
        ("when0=any&did0=join&from0=2027-05-01&when1=any&did1=sign&from1=2027-05-01", 6),
        ("how0=none&what0=did:any:2027-05-01/..", 54),
        ("when0=all&did0=join", 0),
        ("did0=any&last0=30", 6),
        ("when0=all&did0=join&last0=030", 4),
        ("when0=none&last0=30", 54),
        ("when0=none&did0=any&last0=41", 48),
        ("when0=none&did0=any&last0=40", 54),
        ("when0=all&did0=sign&last0=40&when1=none&did1=any&last1=5", 2),
        ("when0=any&did0=join&last0=30&when1=any&did1=sign&to1=2027-04-30", 6),
    ],
    ids=[
        *("since", "until", "any deed", "silent", "silent with a tag", "one of two", "as an address has it", "no day"),
        *("last days", "zero before", "silent lately", "silent longer", "silent a day less", "lately but", "two kinds"),
    ],
)
def test_people_are_counted_by_the_days_on_which_they_did_something(
    house: House, browser: Browser, asked: str, people: int
) -> None:
    acting(house)

    page = browser.get(f"{SEGMENTS}/new?{asked}").body

    assert f">{people} people<" in page


def test_the_list_leads_to_whoever_has_been_silent_for_a_month(house: House, browser: Browser) -> None:
    acting(house)
    (link,) = re.findall(r'href="[^"]*(/segments/new\?[^"]+)"', browser.get(SEGMENTS).body)

    page = browser.get(f"/nation/{OWN}{link.replace('&amp;', '&')}").body

    assert 'name="last0" type="text" inputmode="numeric" autocomplete="off" value="30"' in page
    assert "Did something, in the last 30 days (today: since April 12, 2027)" in page
    assert ">54 people<" in page


def a_day_in(house: House, moment: datetime) -> Browser:
    """Return the browser of somebody who signs in at a moment."""
    house.clock.moment = moment
    return house.browser(house.member(RoleName.FIELD))


def test_the_same_segment_of_the_last_days_finds_other_people_a_month_later(house: House, browser: Browser) -> None:
    acting(house)
    path = keep(browser, "Lately", what0="did:any:last-30-days", what1="")
    known = with_deed(somebody(1), "sign:climat", on=date(2027, 6, 1))

    before = browser.get(path).body
    house.reaches[OWN].people.write([put(to_item(known))])
    later = a_day_in(house, NOON + timedelta(days=30))
    after, listed = later.get(path).body, later.get(SEGMENTS).body

    assert ">6 people<" in before
    assert "in the last 30 days (today: since April 12, 2027)" in before
    assert ">1 person<" in after
    assert after.count(f"/people/{known.person_id}") == 1
    assert "in the last 30 days (today: since May 12, 2027)" in after
    assert ">1 person<" in listed
    (saved,) = kept(house)
    assert saved.segment == Segment(all_of=("did:any:last-30-days",))


def test_the_last_days_end_with_the_day_of_the_networks_clock(house: House) -> None:
    house.reaches[OWN].people.write([put(to_item(somebody(1, deed_days=["2027-05-10 join"])))])
    asked = f"{SEGMENTS}/new?did0=join&last0=1"

    late = a_day_in(house, datetime(2027, 5, 10, 21, 59, tzinfo=UTC)).get(asked).body
    midnight_in_paris = a_day_in(house, datetime(2027, 5, 10, 22, 0, tzinfo=UTC)).get(asked).body

    assert ">1 person<" in late
    assert "Joined, today (May 10, 2027)" in late
    assert ">0 people<" in midnight_in_paris
    assert "Joined, today (May 11, 2027)" in midnight_in_paris


def test_last_days_are_kept_told_and_chosen_again(house: House, browser: Browser) -> None:
    acting(house)
    page = browser.get(f"{SEGMENTS}/new?when0=none&did0=any&last0=30")
    hidden = dict(re.findall(r'name="(how0|what0)" value="([^"]+)"', page.body))

    assert browser.post(SEGMENTS, {**hidden, "name": "Silent"}).status == 303

    (saved,) = kept(house)
    assert saved.segment == Segment(none_of=("did:any:last-30-days",))
    form = browser.get(f"{SEGMENTS}/new?{query_of(saved.segment)}&segment={saved.id}").body
    assert '<option value="none" selected>Did not do this</option>' in form
    assert '<option value="any" selected>Did something</option>' in form
    assert 'id="last0" name="last0" type="text" inputmode="numeric" autocomplete="off" value="30"' in form
    assert 'id="last1"' in form


@pytest.mark.parametrize(
    "days", ["0", "1827", "-5", "3.5", "thirty", "1e2", "٣", "30&from0=2027-05-01", "30&to0=2027-05-01"]
)
def test_last_days_that_are_none_are_said_in_a_line_and_the_other_filters_stay(browser: Browser, days: str) -> None:
    page = browser.get(f"{SEGMENTS}/new?{QUERY}&did0=join&last0={days}")

    assert page.status == 422
    assert page.body.count('role="alert"') == 1
    assert "Write a whole number from 1 to 1826" in page.body
    assert "20 people" in page.body
    assert '<option value="tag:velo" selected>' in page.body


@pytest.mark.parametrize(("asked", "may_be_kept"), [("30", True), ("soon", False)])
def test_more_people_than_were_asked_for_are_not_offered_to_be_kept(
    browser: Browser, asked: str, *, may_be_kept: bool
) -> None:
    page = browser.get(f"{SEGMENTS}/new?{QUERY}&did0=join&last0={asked}")

    assert ('class="keep"' in page.body) is may_be_kept


def test_a_name_that_is_none_leaves_the_form_to_write_another(browser: Browser) -> None:
    browser.get(f"{SEGMENTS}/new")

    page = browser.post(SEGMENTS, {"how0": "all", "what0": "tag:velo", "name": ""})

    assert (page.status, 'class="keep"' in page.body) == (422, True)


def test_last_days_that_are_none_are_not_kept(house: House, browser: Browser) -> None:
    browser.get(f"{SEGMENTS}/new")

    answer = browser.post(SEGMENTS, {"how0": "none", "what0": "did:any:last-0-days", "name": "Silent"})

    assert answer.status == 422
    assert "Write a whole number from 1 to 1826" in answer.body
    assert kept(house) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_a_number_of_days_names_the_most_there_may_be(house: House, language: str) -> None:
    assert f" {MOST_DAYS}," in house.desk.pages.words(language).say("fault_lastdays")


def test_a_period_is_kept_told_and_chosen_again(house: House, browser: Browser) -> None:
    acting(house)
    browser.get(f"{SEGMENTS}/new?when0=none&did0=any&from0=2027-05-01")
    hidden = {"how0": "none", "what0": "did:any:2027-05-01/.."}

    assert browser.post(SEGMENTS, {**hidden, "name": "Silent"}).status == 303

    page = browser.get(browser.led_to).body
    assert "54 people" in page
    assert "Did something, since May 1, 2027" in page
    (saved,) = kept(house)
    assert saved.segment == Segment(none_of=("did:any:2027-05-01/..",))
    form = browser.get(f"{SEGMENTS}/new?{query_of(saved.segment)}&segment={saved.id}").body
    assert '<option value="any" selected>Did something</option>' in form
    assert 'name="from0" type="date" value="2027-05-01"' in form
    assert 'id="did1"' in form


def test_a_period_that_ends_before_it_begins_is_said_and_the_other_filters_stay(browser: Browser) -> None:
    page = browser.get(f"{SEGMENTS}/new?{QUERY}&did0=join&from0=2027-05-02&to0=2027-05-01")

    assert page.status == 422
    assert 'role="alert"' in page.body
    assert "20 people" in page.body
    assert '<option value="tag:velo" selected>' in page.body


def test_an_act_after_the_index_was_built_changes_the_number(house: House, browser: Browser) -> None:
    acting(house)
    build_index(OWN, people=house.reaches[OWN].people, now=NOON, draw=lambda size: "cd" * size)
    silent = f"{SEGMENTS}/new?how0=none&what0=did:any:2027-05-06/.."
    before = browser.get(silent).body

    known = with_deed(somebody(1), "sign:climat", on=NOON.date())
    house.reaches[OWN].people.write([put(to_item(known))])

    assert ">54 people<" in before
    assert ">53 people<" in browser.get(silent).body


def test_a_nation_without_an_index_asks_for_one_and_looks_again() -> None:
    house = House()
    browser = house.browser(house.member(RoleName.CANDIDATE))

    for path in (SEGMENTS, f"{SEGMENTS}/new"):
        page = browser.get(path)

        assert page.status == 200
        assert 'hx-trigger="every 3s"' in page.body
    assert house.indexing.asked == [OWN, OWN]


def test_looking_again_asks_for_no_more() -> None:
    waiting = House()
    browser = waiting.browser(waiting.member(RoleName.CANDIDATE))

    browser.get(SEGMENTS, **{"hx-request": "true"})

    assert waiting.indexing.asked == []


def test_after_too_many_changes_the_page_says_how_old_its_number_is(house: House, browser: Browser) -> None:
    for number in range(FEW + 1):
        house.reaches[OWN].people.write([put(to_item(somebody(number + 1000)))])

    page = browser.get(f"{SEGMENTS}/new")

    assert "60 people" in page.body
    assert "As of" in page.body
    assert house.indexing.asked == [OWN]


def test_who_only_reads_keeps_nothing(house: House) -> None:
    browser = house.browser(house.member(RoleName.READER))

    assert "Save the segment" not in browser.get(f"{SEGMENTS}/new").body
    assert browser.post(SEGMENTS, {**CYCLISTS, "name": "x"}).status == 404
    assert kept(house) == []


def test_filters_stay_as_they_are_from_form_to_address_and_back() -> None:
    segment = read_filters({**CYCLISTS, "how4": "any", "what4": "tag:é &=?"})

    assert segment == Segment(all_of=("tag:velo",), any_of=("tag:é &=?",), none_of=("volunteer",))
    assert "tag%3A%C3%A9+%26%3D%3F" in query_of(segment)


@pytest.mark.parametrize(
    ("facet", "named"),
    [
        ("tag:velo", "Tag: velo"),
        ("geo:constituency:75-06", "Zone: Paris"),
        ("geo:commune:nowhere", "Zone: nowhere (commune)"),
        ("deed:sign", "On your site: Signed a petition"),
        ("deed:sign:climat", "On your site: Signed a petition: climat"),
        ("deed:danced", "On your site: danced"),
        ("consent:mobile", "Consent: Text messages"),
        ("support:1", "Support: 1 – strong support"),
        ("assignee:anne", "Looked after by: Anne Petit"),
        ("assignee:0123456789", "Looked after by: 01234567"),
        ("mailable", "May be sent mailings"),
        ("did:sign:2027-05-01/..", "Signed a petition, since May 1, 2027"),
        ("did:any:../2027-05-08", "Did something, until May 8, 2027"),
        ("did:attend:2027-05-01/2027-05-08", "Came to an event, from May 1, 2027 to May 8, 2027"),
        ("did:sign:last-30-days", "Signed a petition, in the last 30 days (today: since April 12, 2027)"),
        ("did:any:last-1-days", "Did something, today (May 11, 2027)"),
        ("did:any:last-1826-days", "Did something, in the last 1,826 days (today: since May 12, 2022)"),
        ("has:phone", "Has a phone number"),
        ("deed:rsvp:e1", "On your site: Comes to an event: Réunion publique (May 18, 2027)"),
        ("deed:attend:e1", "On your site: Came to an event: Réunion publique (May 18, 2027)"),
        ("deed:rsvp:gone", "On your site: Comes to an event: gone"),
        ("deed:sign:e1", "On your site: Signed a petition: e1"),
    ],
)
def test_every_facet_has_a_name(house: House, facet: str, named: str) -> None:
    desk, team = house.desk, {"anne": "Anne Petit"}
    events = [an_event("e1", title="Réunion publique", starts=datetime(2027, 5, 18, 19))]
    words = FacetWords(
        words=desk.pages.words("en"), team=team, atlas=desk.rolling.atlas, today=NOON.date(), events=lambda: events
    )

    assert words.named(facet).startswith(named)
