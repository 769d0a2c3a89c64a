"""A nation's own import in the console: sent, named, checked, loaded, and its rejected rows saved."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.kernel.errors import Fault
from shared.people.imports.record import Counts, ImportState, NationImport, find_import, import_to_item
from shared.people.table import put
from shared.rollouts.arrivals import PEOPLE, arrival_key, own_key
from tests.builders import NOON
from tests.fakes.arrivals import BUCKET
from tests.unit.console.house import OTHER, OWN, House

if TYPE_CHECKING:
    from tests.fakes.console import Browser

PLACE = "ab" * 16
PATH = f"/nation/{OWN}/imports/{PLACE}"
FILE = "Courriel;Prénom;Comité\nida@example.org;Ida;Odéon\nnobody;;\n".encode()
SENT = {"source": "swimming pool", "column-0": "email", "column-1": "given_name", "column-2": "ignore"}


@pytest.fixture
def browser(house: House) -> Browser:
    """A field organiser's."""
    return house.browser(house.member(RoleName.FIELD, name="Driss Benali"))


def arrived(house: House, content: bytes = FILE) -> None:
    """Have a file arrive as a browser sends it."""
    house.desk.rolling.files.write(own_key(OWN, PLACE, PEOPLE), content)


def made(house: House) -> NationImport:
    found = find_import(OWN, PLACE, people=house.reaches[OWN].people)
    assert found is not None
    return found


def kept(house: House, **changes: object) -> None:
    """Have an import come as far as a worker brings it."""
    made = NationImport(id=PLACE, slug=OWN, by="operator", at=NOON, upload="x", source="swimming pool")
    house.reaches[OWN].people.write([put(import_to_item(replace(made, **changes)))])  # type: ignore[arg-type] # named


def test_a_file_goes_straight_to_the_bucket_under_a_place_of_its_own(browser: Browser) -> None:
    browser.get(f"/nation/{OWN}/new-import")
    browser.go(browser.led_to)

    form = browser.page.css_first(f"form[action^='{BUCKET}']")
    assert form is not None
    key = form.css_first("[name=key]")
    assert key is not None
    assert re.fullmatch(rf"arrivals/[0-9a-f]{{32}}/{OWN}-people\.csv", key.attributes["value"] or "")
    assert browser.last is not None
    assert BUCKET in browser.last.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "key", [arrival_key(PLACE, PEOPLE), own_key(OTHER, PLACE, PEOPLE)], ids=["of HQ", "of a neighbour"]
)
def test_a_file_of_others_is_not_found_by_whoever_knows_its_place(house: House, browser: Browser, key: str) -> None:
    house.desk.rolling.files.write(key, FILE)

    browser.get(PATH)
    assert "ida@example.org" not in browser.text

    browser.get("/me")
    assert browser.post(PATH, SENT).status == 422
    assert find_import(OWN, PLACE, people=house.reaches[OWN].people) is None


def test_columns_that_we_know_are_proposed_with_some_of_their_cells(house: House, browser: Browser) -> None:
    arrived(house)

    browser.get(PATH)

    chosen = [node.attributes["value"] for node in browser.page.css("tbody option[selected]")]
    assert chosen == ["email", "given_name", "custom"]
    assert "ida@example.org" in browser.text


def test_named_the_file_is_checked_in_the_background(house: House, browser: Browser) -> None:
    arrived(house)
    browser.get(PATH)

    agreed = {"agreed": "yes", "collected_by": "Jeanne", "collected_at": "2027-05-03", "wording": "I want news"}
    browser.post(PATH, {**SENT, **agreed, "csrf": csrf_of(browser)})

    assert house.imports.asked == [(OWN, PLACE)]
    assert made(house).mapping == {"Courriel": "email", "Prénom": "given_name", "Comité": "ignore"}
    assert made(house).consent is not None
    browser.go(browser.led_to)
    assert "being checked" in browser.text
    assert browser.page.css("#import-state[hx-get]")
    assert browser.page.css("script[src*='htmx']")


def csrf_of(browser: Browser) -> str:
    """Return the token of the page's own forms; the first form goes to the bucket, and has none."""
    token = browser.page.css_first("[name=csrf]")
    assert token is not None
    return token.attributes["value"] or ""


@pytest.mark.parametrize(
    "wrong", [{"source": " "}, {"column-0": "nonsense"}, {"agreed": "yes", "collected_by": "J", "collected_at": "x"}]
)
def test_what_is_missing_is_told_and_what_was_chosen_is_kept(
    house: House, browser: Browser, wrong: dict[str, str]
) -> None:
    arrived(house)
    browser.get(PATH)

    response = browser.post(PATH, {**SENT, **wrong, "csrf": csrf_of(browser)})

    assert response.status == 422
    assert "Some answers are missing" in browser.text
    assert house.imports.asked == []
    assert browser.page.css("tbody tr:last-child option[value=ignore][selected]")


def test_a_file_that_is_no_table_says_why(house: House, browser: Browser) -> None:
    arrived(house, b"")

    browser.get(PATH)

    assert "the file is empty" in browser.text


def test_what_was_checked_is_loaded_once_somebody_has_seen_it(house: House, browser: Browser) -> None:
    kept(house, state=ImportState.CHECKED, counts=Counts(rows=2, new=1, rejected=1), rejects=(0,))
    browser.get(PATH)
    assert "Load 1 people" in browser.text

    browser.post(f"{PATH}/load")

    assert made(house).state is ImportState.LOADING
    assert house.imports.asked == [(OWN, PLACE)]
    assert browser.get(f"{PATH}/state").body.lstrip().startswith("<section")
    assert browser.page.css("#import-state[hx-get]")


def test_loading_that_stands_still_is_asked_for_again_and_the_log_tells_it_once(house: House, browser: Browser) -> None:
    kept(house, state=ImportState.CHECKED, counts=Counts(rows=1, new=1))
    browser.get(PATH)
    browser.post(f"{PATH}/load")
    browser.get(PATH)
    assert "Load the rest" in browser.text

    browser.post(f"{PATH}/load")

    assert house.imports.asked == [(OWN, PLACE)] * 2
    assert [entry.what for entry in house.log.entries] == ["imported-people"]


def test_rejected_rows_are_saved_and_the_log_tells_it(house: House) -> None:
    kept(house, state=ImportState.CHECKED, counts=Counts(rows=1, rejected=1), rejects=(0,))
    browser = house.browser(house.member(RoleName.DIRECTOR))
    page = browser.get(PATH)
    assert "nobody to load" in browser.text
    assert BUCKET in page.headers["Content-Security-Policy"]
    assert browser.page.css_first("form[action$='/rejects/0']") is not None

    response = browser.post(f"{PATH}/rejects/0")

    assert response.headers["Location"].startswith(BUCKET)
    assert "rejects/range-0.csv" in response.headers["Location"]
    assert [entry.what for entry in house.log.entries] == ["saved-import-rejects"]
    browser.get(PATH)
    assert browser.post(f"{PATH}/rejects/1").status == 404


def test_rejected_rows_leave_like_other_files_of_people_with_a_second_factor_alone(house: House) -> None:
    kept(house, state=ImportState.CHECKED, counts=Counts(rows=1, rejected=1), rejects=(0,))
    browser = house.browser(house.member(RoleName.DIRECTOR), second_factor=False)
    browser.get(PATH)
    assert browser.page.css("form[action$='/rejects/0']") == []
    browser.get("/me")

    assert browser.post(f"{PATH}/rejects/0").status == 403

    assert "second factor" in browser.text
    assert house.log.entries == []


def test_who_may_not_export_people_saves_no_rejected_rows(house: House, browser: Browser) -> None:
    kept(house, state=ImportState.CHECKED, counts=Counts(rows=2, new=1, rejected=1), rejects=(0,))
    browser.get(PATH)
    assert "Whoever may export people can save these rows" in browser.text
    assert browser.page.css("form[action$='/rejects/0']") == []

    assert browser.post(f"{PATH}/rejects/0").status == 404
    assert browser.get(f"{PATH}/rejects/0").status == 404
    assert house.log.entries == []


def test_an_import_that_is_over_tells_its_sums_and_is_loaded_no_more(house: House, browser: Browser) -> None:
    kept(house, state=ImportState.DONE, counts=Counts(rows=5, created=3, merged=1, unchanged=1))

    browser.get(PATH)
    assert [node.text() for node in browser.page.css(".figures dd")] == ["5", "3", "1", "1", "0"]
    assert browser.page.css("main form") == []
    browser.get(f"/nation/{OWN}/imports")
    assert "swimming pool" in browser.text
    browser.get("/me")
    assert browser.post(f"{PATH}/load").status == 409


def test_a_file_that_is_not_usable_says_what_to_do(house: House, browser: Browser) -> None:
    fault = Fault(place="people.csv", reason="there is no row after the header", remedy="Export it again")
    kept(house, state=ImportState.FAILED, faults=(fault,))

    browser.get(PATH)

    assert "there is no row after the header" in browser.text


def test_what_nobody_asked_for_has_no_state(browser: Browser) -> None:
    assert browser.get(f"{PATH}/state").status == 404
