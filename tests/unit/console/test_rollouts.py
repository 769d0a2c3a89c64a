"""HQ's rollouts in the console: files in, faults told, started, watched, decided about."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.console.response import GUARDS
from shared.console.rollout_board import board_of
from shared.rollouts.arrivals import MOST, PEOPLE, ROSTER, arrival_key
from shared.rollouts.rollout import EntryState, Milestones, RolloutState, WaveRecord
from tests.builders import NOON, a_request, a_rollout, an_entry
from tests.fakes.arrivals import BUCKET
from tests.unit.console.house import OWN, House

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from shared.console.response import Response
    from tests.fakes.console import Browser

PLACE = "0" * 31 + "1"
NEW = f"/hq/new-rollout/{PLACE}"
HEADER = "slug,name,candidate,email,zones\n"
GOOD = f"{HEADER}lille-1,Lille 1re,Zoé Blanc,zoe@example.org,59-01\n"
FILE = "email,circonscription\na@example.org,59-01\nmisspelt,59-01\n"


@pytest.fixture
def owner(house: House) -> Browser:
    return house.browser(house.member(RoleName.OWNER))


def sent(house: House, *, roster: str | None = GOOD, people: str | None = None) -> None:
    """Have files arrive."""
    for name, content in ((ROSTER, roster), (PEOPLE, people)):
        if content is not None:
            house.files.write(arrival_key(PLACE, name), content.encode())


def running(house: House, entries: dict[str, EntryState], *, state: RolloutState = RolloutState.PROVISIONING) -> str:
    """Have a rollout stand there, with entries by their slugs; return the path of its page."""
    rollout = a_rollout(state=state, request=a_request())
    house.rollouts.create(rollout)
    made = [an_entry(slug, state=state, attempt=1, reason=f"because of {slug}") for slug, state in entries.items()]
    house.rollouts.add_entries(rollout.id, made)
    return f"/hq/rollouts/{rollout.id}"


def press(browser: Browser, path: str, form: dict[str, str] | None = None) -> Response:
    """Send a form of ours: each page of a session has the same token."""
    browser.get("/me")
    return browser.post(path, form)


def about(browser: Browser, selector: str) -> dict[str, str | None]:
    """Return the attributes of the first element that is meant."""
    node = browser.page.css_first(selector)
    assert node is not None, selector
    return dict(node.attributes)


def hidden(form: LexborNode) -> dict[str | None, str | None]:
    """Return the hidden fields of a form."""
    return {node.attributes["name"]: node.attributes["value"] for node in form.css("input[type=hidden]")}


def deeds(house: House) -> list[str]:
    return [entry.what for entry in house.log.entries]


def test_each_rollout_has_a_place_of_its_own_for_its_files(owner: Browser) -> None:
    places = set()
    for _ in range(2):
        assert owner.get("/hq/new-rollout").status == 303
        places.add(owner.led_to)

    assert len(places) == 2


def test_files_are_sent_to_the_bucket_under_names_of_ours(owner: Browser) -> None:
    owner.get(NEW)

    forms = owner.page.css("form[enctype='multipart/form-data']")
    assert [form.attributes["action"] for form in forms] == [f"{BUCKET}/"] * 2
    bound = {
        name: [node.attributes["value"] for node in owner.page.css(f"input[name={name}]")] for name in ("key", "most")
    }
    assert bound == {
        "key": [arrival_key(PLACE, ROSTER), arrival_key(PLACE, PEOPLE)],
        "most": [str(MOST[ROSTER]), str(MOST[PEOPLE])],
    }


def test_the_session_and_its_token_never_travel_to_the_bucket(owner: Browser) -> None:
    owner.get(NEW)

    assert not owner.page.css("form[enctype='multipart/form-data'] input[name=csrf]")


def test_a_form_leads_back_to_its_page_and_a_script_is_told_apart(owner: Browser) -> None:
    owner.get(NEW)

    back = about(owner, "input[name=success_action_redirect]")["value"] or ""
    assert back.startswith("https://console.example/")
    assert back.endswith(NEW)
    assert "success_action_redirect" not in json.loads(about(owner, "form[data-scripted]")["data-scripted"] or "")


def test_the_page_may_reach_the_bucket_and_nothing_else_besides(owner: Browser) -> None:
    policy = owner.get(NEW).to_gateway()["headers"]["Content-Security-Policy"]

    assert f"connect-src 'self' {BUCKET};" in policy
    assert f"form-action 'self' {BUCKET};" in policy
    assert policy.replace(f" {BUCKET}", "") == GUARDS["Content-Security-Policy"]


@pytest.mark.parametrize("place", ["x", "..", "0" * 33])
def test_a_place_that_nobody_drew_is_none(owner: Browser, place: str) -> None:
    assert owner.get(f"/hq/new-rollout/{place}").status == 404


def test_every_fault_is_told_and_nothing_can_be_started(house: House, owner: Browser) -> None:
    sent(house, roster=f"{HEADER}Lille 1,Lille,Zoé,zoe@example.org,59-01\nlyon,Lyon,Paul,nobody,69-99\n")

    owner.get(NEW)

    assert [node.text() for node in owner.page.css(".faults strong")] == [
        "roster.csv, line 2",
        "roster.csv, line 3",
        "roster.csv, line 3",
    ]
    assert not owner.page.css("#how")
    assert press(owner, NEW).status == 422
    assert house.machine.started == []


def test_the_rows_of_the_people_file_are_told_by_their_lines(house: House, owner: Browser) -> None:
    sent(house, people=FILE)

    owner.get(NEW)

    assert "All 2 rows were read" in owner.text
    assert [node.text() for node in owner.page.css("details tbody th.count")] == ["3"]
    assert "misspelt" not in owner.text


def test_a_start_takes_the_files_in_and_leads_to_the_rollout(house: House, owner: Browser) -> None:
    sent(house, people=FILE)

    choices = {"name": "Mai 2027", "waves": "2,rest", "tolerate": "1", "deadline": "2027-06-05T20:00"}
    response = press(owner, NEW, choices)

    assert (response.status, owner.led_to) == (303, "/hq/rollouts/mai-2027")
    request = house.rollouts.get("mai-2027").request
    assert house.files.read(request.roster.key) == GOOD.encode()
    assert request.people
    assert house.files.read(request.people.key) == FILE.encode()
    assert (str(request.waves), str(request.tolerance)) == ("2,rest", "1")
    assert request.deadline
    assert request.deadline.isoformat() == "2027-06-05T20:00:00+02:00"
    assert house.machine.started == [("mai-2027", 1, "unfinished")]
    assert deeds(house) == ["started-rollout"]


UNTOLD = "Contact,circonscription,Bureau\na@example.org,59-01,x\n"
"""A people file whose first column does not tell by its name what it is."""


def test_columns_are_named_where_the_file_does_not_tell(house: House, owner: Browser) -> None:
    sent(house, people=UNTOLD)
    owner.get(NEW)
    assert "no usable header" in owner.text

    response = press(owner, NEW, {"try": "1", "column-0": "email", "column-2": "ignore"})

    assert response.status == 200
    assert "All 1 rows were read" in owner.text
    assert [node.attributes["value"] for node in owner.page.css("select option[selected]")] == [
        "email",
        "constituency",
        "ignore",
    ]
    assert house.machine.started == []


def test_a_rollout_keeps_what_was_said_of_columns_and_nothing_that_goes_without_saying(
    house: House, owner: Browser
) -> None:
    sent(house, people=UNTOLD)
    said = {
        "column-0": "email",
        "column-1": "constituency",
        "column-2": "custom",
        "column-9": "email",
        "column-x": "phone",
    }
    press(owner, NEW, {"try": "1", **said})
    kept = hidden(owner.page.css("#how ~ form")[0])

    assert owner.post(NEW, {str(name): str(value) for name, value in kept.items()} | {"name": "May"}).status == 303
    assert house.rollouts.get("may").request.mapping == {"Contact": "email"}


def test_a_column_is_nothing_that_we_do_not_know(house: House, owner: Browser) -> None:
    sent(house, people=UNTOLD)

    assert press(owner, NEW, {"try": "1", "column-0": "password"}).status == 200
    assert "no usable header" in owner.text


def test_pressing_start_twice_starts_once(house: House, owner: Browser) -> None:
    sent(house)
    press(owner, NEW, {"name": "May"})

    assert press(owner, NEW, {"name": "May"}).status == 303
    assert len(house.machine.started) == 1


def test_a_statement_of_consent_is_kept_whole_or_not_at_all(house: House, owner: Browser) -> None:
    sent(house, people=FILE)
    statement = {"collected_by": "Plein Jour", "collected_at": "2027-03-01", "wording": "J’accepte."}

    assert press(owner, NEW, statement | {"wording": ""}).status == 422
    assert about(owner, "#wording")["aria-invalid"] == "true"
    press(owner, NEW, statement | {"name": "May"})

    consent = house.rollouts.get("may").request.consent
    assert consent
    assert consent.collected_by == "Plein Jour"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("waves", "five"),
        ("tolerate", "-1"),
        ("deadline", "tomorrow"),
        ("name", "!!!"),
        ("name", "x" * 101),
        ("collected_at", "soon"),
    ],
)
def test_a_choice_that_cannot_be_understood_is_marked_and_kept(
    house: House, owner: Browser, field: str, typed: str
) -> None:
    sent(house, people=FILE)
    owner.get(NEW)

    form = {"collected_by": "HQ", "collected_at": "2027-01-01", "wording": "Yes."} | {field: typed}
    assert press(owner, NEW, form).status == 422
    marked = about(owner, f"#{field}")
    assert (marked["aria-invalid"], marked["value"]) == ("true", typed)
    assert owner.page.css_first("[role=alert]") is not None
    assert house.machine.started == []


def test_a_name_that_stands_for_other_files_is_refused(house: House, owner: Browser) -> None:
    sent(house)
    press(owner, NEW, {"name": "May"})
    sent(house, roster=GOOD.replace("Zoé", "Zoe"))

    assert press(owner, NEW, {"name": "May"}).status == 409
    assert about(owner, "#name")["aria-invalid"] == "true"


def test_one_rollout_runs_at_a_time_and_the_page_says_which(house: House, owner: Browser) -> None:
    sent(house)
    press(owner, NEW, {"name": "May"})

    assert press(owner, NEW, {"name": "June"}).status == 409
    assert (about(owner, "[role=alert] a")["href"] or "").endswith("/hq/rollouts/may")


def test_the_page_says_that_workers_of_a_rollout_that_was_stopped_may_still_write(house: House, owner: Browser) -> None:
    sent(house)
    press(owner, NEW, {"name": "May"})
    begun = house.rollouts.get("may")
    milestones = replace(begun.milestones, import_started_at=house.clock.now())
    house.rollouts.save(replace(begun, milestones=milestones, straggle_seconds=3600))
    house.machine.stops_at = house.clock.now()
    house.machine.stop("may", attempt=1, reason="wrong file")

    assert press(owner, NEW, {"name": "June"}).status == 409
    assert "may still write" in owner.text


def test_a_rollout_shows_how_far_it_is_and_when_it_will_be_done(house: House, owner: Browser) -> None:
    ready, pending = EntryState.READY, EntryState.PENDING
    page = running(house, {"lille": ready, "lyon": ready, "metz": pending, "nice": pending})
    known = house.rollouts.get("legislatives")
    milestones = Milestones(started_at=NOON - timedelta(minutes=1), import_finished_at=NOON - timedelta(seconds=30))
    request = replace(known.request, deadline=NOON + timedelta(seconds=10))
    house.rollouts.save(replace(known, milestones=milestones, request=request))

    owner.get(page)

    assert [node.text() for node in owner.page.css(".figures dd")] == ["2", "2", "0", "0"]
    assert "30 s" in owner.text
    assert "4 campaigns a minute" in owner.text
    assert "behind the deadline" in owner.text
    assert (about(owner, "#live")["hx-get"] or "").endswith(f"{page}/live")


def test_each_wave_has_a_bar_and_its_verdict(house: House, owner: Browser) -> None:
    page = running(house, {"lille": EntryState.READY})
    house.rollouts.add_entries(
        "legislatives",
        [an_entry("lyon", attempt=1, wave=1), an_entry("metz", attempt=1, wave=1, state=EntryState.FAILED)],
    )
    house.rollouts.add_wave("legislatives", WaveRecord(wave=0, nations=1, failed=0, verdict="advance", reason=""))

    owner.get(page)

    told = [" ".join(node.text().split()) for node in owner.page.css(".waves li")]
    assert told == ["Wave 1 went on 1 of 1 ready, 0 failed", "Wave 2 0 of 2 ready, 1 failed"]
    assert [node.attributes.get("aria-current") for node in owner.page.css(".waves li")] == [None, "step"]


def test_the_part_that_looks_again_is_the_same_without_its_frame(house: House, owner: Browser) -> None:
    page = running(house, {"lille": EntryState.READY})

    part = owner.get(f"{page}/live").body

    assert "<html" not in part
    assert 'id="live"' in part


def test_a_rollout_that_is_over_is_not_looked_at_again(house: House, owner: Browser) -> None:
    owner.get(running(house, {"lille": EntryState.READY}, state=RolloutState.DONE))

    assert "hx-get" not in about(owner, "#live")
    assert not owner.page.css("#abort")


def test_why_nations_failed_is_told_page_by_page(house: House, owner: Browser) -> None:
    page = running(house, {f"n{number:02}": EntryState.FAILED for number in range(30)})

    owner.get(page)
    first = [node.text() for node in owner.page.css("#why ~ ul strong")]
    owner.get("/" + (about(owner, "#why ~ p a")["href"] or "").partition("$default/")[2])
    rest = [node.text() for node in owner.page.css("#why ~ ul strong")]

    assert first + rest == [f"n{number:02}" for number in range(30)]
    assert "because of n29" in owner.text
    assert not owner.page.css("#why ~ p a")


def test_nothing_is_said_of_the_time_left_while_it_waits_for_a_decision(house: House, owner: Browser) -> None:
    ready, failed, pending = EntryState.READY, EntryState.FAILED, EntryState.PENDING
    entries = {"lille": ready, "lyon": failed, "metz": pending}
    page = running(house, entries, state=RolloutState.AWAITING_APPROVAL)
    house.clock.advance(timedelta(minutes=1))

    owner.get(page)

    assert "Time left it waits for your decision" in owner.text
    assert board_of(house.rollouts.progress("legislatives"), now=house.clock.now(), timezone=UTC).left is None


def test_the_time_left_of_an_import_is_not_called_that_of_the_rollout(house: House, owner: Browser) -> None:
    owner.get(running(house, {"lille": EntryState.PENDING}, state=RolloutState.IMPORTING))

    assert "Time left for the import 0 s" in owner.text


def test_a_gate_is_opened(house: House, owner: Browser) -> None:
    page = running(house, {"lille": EntryState.FAILED}, state=RolloutState.AWAITING_APPROVAL)
    house.rollouts.keep_approval("legislatives", "waiting")

    assert press(owner, f"{page}/approve").status == 303
    assert house.tokens.answers == [("waiting", "success")]
    assert deeds(house) == ["approved-rollout"]


def test_a_gate_that_is_not_there_cannot_be_opened(house: House, owner: Browser) -> None:
    page = running(house, {"lille": EntryState.PENDING})

    assert press(owner, f"{page}/approve").status == 409


def test_a_rollout_is_aborted_for_a_reason(house: House, owner: Browser) -> None:
    page = running(house, {"lille": EntryState.PENDING})

    for reason in (" ", "x" * 401):
        assert press(owner, f"{page}/abort", {"reason": reason}).status == 422
    assert owner.page.css_first("[role=alert]") is not None
    press(owner, f"{page}/abort", {"reason": "wrong roster"})

    rollout = house.rollouts.get("legislatives")
    assert (rollout.state, rollout.reason) == (RolloutState.ABORTED, "wrong roster")
    assert deeds(house) == ["aborted-rollout"]


def test_what_failed_is_retried(house: House, owner: Browser) -> None:
    page = running(house, {"lille": EntryState.FAILED}, state=RolloutState.DONE)

    assert press(owner, f"{page}/retry").status == 303
    assert house.machine.started == [("legislatives", 2, "failed")]
    assert deeds(house) == ["retried-rollout"]


@pytest.mark.parametrize("state", [RolloutState.ABORTED, RolloutState.FAILED])
def test_one_that_stopped_goes_on_over_all_that_is_not_ready(house: House, owner: Browser, state: RolloutState) -> None:
    page = running(house, {"lille": EntryState.READY, "lyon": EntryState.PENDING}, state=state)
    owner.get(page)
    assert "Go on where it stopped" in owner.text

    assert press(owner, f"{page}/resume").status == 303
    assert house.machine.started == [("legislatives", 2, "unfinished")]
    assert deeds(house) == ["resumed-rollout"]


def test_one_that_came_to_its_end_or_is_under_way_does_not_go_on(house: House, owner: Browser) -> None:
    page = running(house, {"lille": EntryState.READY}, state=RolloutState.DONE)

    assert press(owner, f"{page}/resume").status == 409
    assert deeds(house) == []


def test_looking_again_stays_on_the_same_page_of_failures_and_keeps_the_focus(house: House, owner: Browser) -> None:
    failed = {f"n{number:02}": EntryState.FAILED for number in range(60)}
    page = running(house, failed, state=RolloutState.AWAITING_APPROVAL)

    owner.get(f"{page}?after=n24")

    assert (about(owner, "#live")["hx-get"] or "").endswith("/live?after=n24")
    assert [node for node in owner.page.css("#live button, #live a") if not node.attributes.get("id")] == []


def test_rows_that_no_nation_got_are_saved_and_each_time_is_in_the_log(house: House, owner: Browser) -> None:
    page = running(house, {"lille": EntryState.READY}, state=RolloutState.DONE)
    house.rollouts.add_range("legislatives", 0, rows=4, rejected=4, unassigned=0)
    house.rollouts.save(replace(house.rollouts.get("legislatives"), people_rows=4))
    for number in (10, 9):
        house.files.write(f"rollouts/legislatives/rejects/range-{number}.csv", b"line,reason\n")
    owner.get(page)
    assert len(owner.page.css("#rows ~ .ways form")) == 2

    press(owner, f"{page}/rows", {"kind": "rejects", "part": "1"})

    assert owner.last
    assert owner.last.headers["Location"] == (
        f"{BUCKET}/rollouts/legislatives/rejects/range-9.csv?name=legislatives-rejects-1.csv"
    )
    assert deeds(house) == ["saved-rejects"]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"kind": "rejects", "part": "3"},
        {"kind": "rejects", "part": "0"},
        {"kind": "../plan.json", "part": "1"},
        {"kind": "sorted", "part": "1"},
    ],
)
def test_no_other_file_is_led_to(house: House, owner: Browser, form: dict[str, str]) -> None:
    page = running(house, {"lille": EntryState.READY}, state=RolloutState.DONE)
    for folder in ("rejects", "sorted"):
        house.files.write(f"rollouts/legislatives/{folder}/range-0.csv", b"line,reason\n")

    assert press(owner, f"{page}/rows", form).status == 404
    assert deeds(house) == []


def test_whoever_only_reads_is_offered_nothing_to_do(house: House) -> None:
    reader = house.browser(house.member(RoleName.HQ_READER))
    page = running(house, {"lille": EntryState.FAILED}, state=RolloutState.AWAITING_APPROVAL)

    reader.get(page)
    assert reader.page.css("main form, main button") == []
    reader.get("/hq")
    assert "Start a rollout" not in reader.text


def test_the_board_leads_to_each_rollout_and_to_a_new_one(house: House, owner: Browser) -> None:
    page = running(house, {"lille": EntryState.READY})
    owner.get("/hq")

    links = [node.attributes["href"] or "" for node in owner.page.css("main a")]
    assert [link for link in links if link.endswith((page, "/hq/new-rollout", "/hq/rollouts"))] == links


def test_the_board_names_rollouts_and_tells_their_moments_by_the_networks_clock(house: House, owner: Browser) -> None:
    running(house, {"lille": EntryState.READY})

    owner.get("/hq")

    assert owner.page.css_first("#board h2 a") is not None
    assert "Législatives provisioning May 11, 2027, 14:00" in owner.text


def test_the_board_tells_how_fast_a_rollout_goes_how_long_it_takes_and_whether_in_time(
    house: House, owner: Browser
) -> None:
    running(house, {"lille": EntryState.READY, "metz": EntryState.PENDING})
    known = house.rollouts.get("legislatives")
    house.rollouts.save(replace(known, request=replace(known.request, deadline=NOON + timedelta(seconds=90))))
    house.clock.advance(timedelta(minutes=1))

    owner.get("/hq")

    assert "Législatives provisioning behind the deadline" in owner.text
    assert "Time left 60 s Pace 1 campaigns a minute Deadline May 11, 2027, 14:01" in owner.text
    assert "behind the deadline" in owner.get("/hq/board").body


def test_all_rollouts_are_listed_the_latest_first_page_by_page(house: House, owner: Browser) -> None:
    for number in range(51):
        request = a_request(f"Run {number}")
        house.rollouts.create(a_rollout(request=request, created_at=NOON + timedelta(minutes=number)))

    owner.get("/hq/rollouts")
    first = [node.text() for node in owner.page.css("tbody a")]
    owner.get("/" + (about(owner, "main p a.action")["href"] or "").partition("$default/")[2])

    assert (len(first), first[0]) == (50, "Run 50")
    assert [node.text() for node in owner.page.css("tbody a")] == ["Run 0"]


def test_a_nation_has_no_rollouts(house: House) -> None:
    candidate = house.browser(house.member(RoleName.CANDIDATE, nation=OWN))

    assert candidate.get("/hq/new-rollout").status == 404


def test_a_long_list_of_faults_is_told_page_by_page(house: House, owner: Browser) -> None:
    sent(house, roster=HEADER + ",Ain,Anne,a@example.org,01-01\n" * 700)

    owner.get(NEW)
    first = [node.text() for node in owner.page.css(".faults strong")]
    owner.get("/" + (about(owner, ".faults + p a")["href"] or "").partition("$default/")[2])
    second = [node.text() for node in owner.page.css(".faults strong")]

    lines = [int(place.rpartition(" ")[2]) for place in first + second]
    assert len(first) == len(second) == 500
    assert (lines[0], lines) == (2, sorted(lines))
    assert owner.get(f"{NEW}?faults=-1").status == owner.get(f"{NEW}?faults=99999999999999").status == 200


def test_faults_are_told_in_the_members_language(house: House) -> None:
    member = house.member(RoleName.OWNER)
    house.members.members[member.id] = replace(member, language="fr")
    owner = house.browser(member)
    sent(house, roster=f"{HEADER},Lille,Zoé,zoe@example.org,59-01\n")

    owner.get(NEW)

    assert "roster.csv, ligne 2 slug est vide" in owner.text
