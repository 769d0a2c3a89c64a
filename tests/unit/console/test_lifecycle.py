"""HQ's page of a nation, and what it makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.access.role import RoleName
from shared.nations.nation import NationStatus
from tests.builders import HOUR, NOON
from tests.unit.console.house import OTHER, OWN, House

BASE = f"/hq/nations/{OWN}"
WHY = "the candidate withdrew"


def told(house: House) -> list[str]:
    """Return what the nation's own log tells, the oldest first."""
    return [entry.what for entry in house.log.entries if entry.nation == OWN]


def status(house: House) -> NationStatus:
    return house.nations.get(OWN).status


def verbs(house: House, role: RoleName = RoleName.ORGANISER) -> list[str]:
    browser = house.browser(house.member(role))
    browser.get(BASE)
    return [node.text().strip() for node in browser.page.css(".verb h3")]


def test_hq_sees_how_a_nation_stands_and_names_nobody_of_its_people(house: House) -> None:
    nation = house.nations.get(OWN)
    facts = {"slogan": "Paris respire", "goals": "supporters=500"}
    house.nations.nations[OWN] = replace(nation, seed=replace(nation.seed, facts=facts), people=100)
    house.counters.counters[OWN].update(supporters=20, volunteers=7)
    browser = house.browser(house.member(RoleName.HQ_READER))

    browser.get(BASE)

    assert browser.title == nation.seed.name
    assert "Supporters of 500 120" in browser.text
    assert "Complete the legal notice" in browser.text
    assert "Write the slogan" not in browser.text
    assert "Nobody has accepted yet" in browser.text
    assert house.asked == []


def test_who_only_reads_finds_nothing_to_press(house: House) -> None:
    assert verbs(house, RoleName.HQ_READER) == []
    browser = house.browser(house.member(RoleName.HQ_READER))
    browser.get(BASE)
    assert browser.page.css("main form, main a.action") == []


def test_the_page_offers_what_the_record_allows(house: House) -> None:
    assert verbs(house) == ["Suspend", "Replace the candidate", "End after the vote", "Archive", "Remove"]

    nation = house.nations.get(OWN)
    house.nations.nations[OWN] = nation.suspended(reason=WHY, at=NOON)
    assert verbs(house) == ["Open again", "Replace the candidate", "End after the vote", "Archive", "Remove"]

    house.nations.nations[OWN] = nation.closed(reason=WHY, at=NOON, last_day=NOON.date() - timedelta(days=1))
    assert verbs(house) == ["Archive", "Remove"]

    house.nations.nations[OWN] = nation.removed(reason=WHY, at=NOON)
    assert verbs(house) == []


@pytest.mark.parametrize(
    ("verb", "after", "deed"),
    [
        ("suspend", NationStatus.SUSPENDED, "suspended-nation"),
        ("close", NationStatus.CLOSED, "closed-nation"),
        ("archive", NationStatus.ARCHIVED, "archived-nation"),
    ],
)
def test_a_button_changes_the_record_tells_the_nation_and_asks_for_the_site(
    house: House, verb: str, after: NationStatus, deed: str
) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(BASE)

    browser.post(f"{BASE}/{verb}", {"reason": WHY})

    assert browser.led_to == BASE
    assert (status(house), told(house)) == (after, [deed])
    assert [order.slug for order in house.publications.orders] == [OWN]
    browser.get(BASE)
    assert WHY in browser.text


@pytest.mark.parametrize("verb", ["suspend", "close", "archive"])
def test_without_a_reason_nothing_is_done_and_the_form_says_so(house: House, verb: str) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(BASE)

    assert browser.post(f"{BASE}/{verb}", {"reason": " "}).status == 422

    assert browser.page.css_first("details[open] [role=alert]") is not None
    assert (status(house), told(house)) == (NationStatus.READY, [])


def test_a_suspended_nation_opens_again(house: House) -> None:
    house.nations.nations[OWN] = house.nations.get(OWN).suspended(reason=WHY, at=NOON)
    browser = house.browser(house.member(RoleName.OWNER))
    browser.get(BASE)

    browser.post(f"{BASE}/resume")

    assert (status(house), told(house)) == (NationStatus.READY, ["resumed-nation"])


def test_what_somebody_else_did_meanwhile_is_not_done_over(house: House) -> None:
    browser = house.browser(house.member(RoleName.OWNER))
    browser.get(BASE)
    house.nations.nations[OWN] = house.nations.get(OWN).removed(reason=WHY, at=NOON)

    assert browser.post(f"{BASE}/suspend", {"reason": WHY}).status == 409
    assert status(house) is NationStatus.REMOVED


def test_removing_says_what_becomes_of_people_and_takes_the_name_typed(house: House) -> None:
    browser = house.browser(house.member(RoleName.OWNER))
    browser.get(f"{BASE}/remove")
    assert "the data of 0 supporters are erased on" in browser.text

    browser.post(f"{BASE}/remove", {"reason": WHY, "days": "10", "typed": OWN})

    assert (status(house), told(house)) == (NationStatus.LEAVING, ["planned-removal"])
    assert house.nations.get(OWN).goes_at == NOON + timedelta(days=10)
    browser.get(BASE)
    assert "will be removed on May 21, 2027" in browser.text


@pytest.mark.parametrize(
    "form",
    [
        {"typed": "paris-5"},
        {"typed": ""},
        {"days": "0"},
        {"days": "366"},
        {"days": "-1"},
        {"days": "1e3"},
        {"days": "9" * 999},
        {"days": "٣"},
        {"reason": ""},
    ],
    ids=["another name", "no name", "none", "too many", "negative", "no number", "huge", "other digits", "no reason"],
)
def test_a_removal_that_is_not_confirmed_in_full_is_not_set(house: House, form: dict[str, str]) -> None:
    browser = house.browser(house.member(RoleName.OWNER))
    browser.get(f"{BASE}/remove")

    response = browser.post(f"{BASE}/remove", {"reason": WHY, "days": "30", "typed": OWN, **form})

    assert response.status == 422
    assert browser.page.css_first("[role=alert]") is not None
    assert (status(house), told(house)) == (NationStatus.READY, [])


def test_a_nation_that_leaves_is_had_back_by_one_button(house: House) -> None:
    house.nations.nations[OWN] = house.nations.get(OWN).leaving(reason=WHY, goes_at=NOON + HOUR, at=NOON)
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(BASE)

    browser.post(f"{BASE}/keep")

    assert (status(house), told(house)) == (NationStatus.READY, ["kept-nation"])
    assert browser.get(f"{BASE}/remove").status == 200


def test_a_nation_that_is_gone_has_no_removal(house: House) -> None:
    house.nations.nations[OWN] = house.nations.get(OWN).removed(reason=WHY, at=NOON)
    browser = house.browser(house.member(RoleName.OWNER))

    assert browser.get(f"{BASE}/remove").status == 409
    assert browser.get(f"{BASE}/candidate").status == 409


@pytest.mark.parametrize(("team", "left"), [("stays", 1), ("goes", 0)])
def test_another_candidate_gets_a_link_and_the_former_ones_role_is_taken_back(
    house: House, team: str, left: int
) -> None:
    former = house.member(RoleName.CANDIDATE)
    house.member(RoleName.FINANCE)
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(f"{BASE}/candidate")

    browser.post(f"{BASE}/candidate", {"name": "Paul Durand", "email": "paul@example.org", "team": team})

    (link,) = [node.text().strip() for node in browser.page.css(".secret")]
    assert "/invitation/" in link
    assert house.nations.get(OWN).seed.candidate == "Paul Durand"
    assert len(house.members.team(OWN).standings) == left
    assert house.browser(former).get(f"/nation/{OWN}").status == 404
    browser.get(BASE)
    assert "invited, until" in browser.text


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({"email": "nobody"}, "This is no e-mail address"),
        ({"name": " "}, "Write the person’s name"),
        ({"team": ""}, "Say what becomes of the team"),
        ({"called": "x" * 101}, "This name is too long"),
    ],
    ids=["email", "name", "team", "called"],
)
def test_what_is_mistyped_about_a_candidate_is_said_and_kept(house: House, form: dict[str, str], fault: str) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(f"{BASE}/candidate")
    typed = {"name": "Paul Durand", "email": "paul@example.org", "address": "2 rue Neuve", "team": "stays", **form}

    assert browser.post(f"{BASE}/candidate", typed).status == 422

    assert fault in browser.text
    address = browser.page.css_first("#address")
    assert address is not None
    assert address.attributes["value"] == "2 rue Neuve"
    assert house.nations.get(OWN).seed.candidate != "Paul Durand"


def test_nobody_of_hq_makes_themselves_a_candidate(house: House) -> None:
    member = house.member(RoleName.ORGANISER)
    browser = house.browser(member)
    browser.get(f"{BASE}/candidate")

    browser.post(f"{BASE}/candidate", {"name": "Me", "email": member.email, "team": "stays"})

    assert "Nobody invites themselves" in browser.text


def test_a_look_inside_is_told_to_the_nation_and_ends_by_itself(house: House) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER, name="Ida Petit"))
    browser.get(f"{BASE}/look")

    browser.post(f"{BASE}/look", {"reason": "a complaint that came today", "hours": "1"})

    assert browser.led_to == f"/nation/{OWN}/people"
    assert browser.get(browser.led_to).status == 200
    assert told(house) == ["looked-inside"]
    browser.get(BASE)
    assert "Ida Petit a complaint that came today" in browser.text
    house.clock.advance(HOUR)
    assert house.browser(house.everybody()[0]).get(f"/nation/{OWN}/people").status == 404


def test_a_look_is_ended_before_its_time(house: House) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(f"{BASE}/look")
    browser.post(f"{BASE}/look", {"reason": "a complaint that came today", "hours": "4"})
    browser.get(BASE)

    browser.post(f"{BASE}/look/end")

    assert browser.led_to == BASE
    assert browser.get(f"/nation/{OWN}/people").status == 404


def test_a_role_that_is_no_look_is_not_ended_by_that_button(house: House) -> None:
    house.member(RoleName.CANDIDATE)
    (standing,) = house.members.team(OWN).standings
    browser = house.browser(house.member(RoleName.OWNER))
    browser.get(f"{BASE}/look")

    assert browser.post(f"{BASE}/look/end", {"grant": standing.grant.id}).status == 404
    assert len(house.members.team(OWN).standings) == 1


@pytest.mark.parametrize(
    "form",
    [{"reason": "short"}, {"hours": "5"}, {"hours": "0"}, {"hours": ""}],
    ids=["reason", "too long", "none", "not said"],
)
def test_a_look_without_a_reason_or_an_end_is_none(house: House, form: dict[str, str]) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(f"{BASE}/look")

    assert browser.post(f"{BASE}/look", {"reason": "a complaint of today", "hours": "1", **form}).status == 422

    assert told(house) == []
    assert browser.get(f"/nation/{OWN}/people").status == 404


ROUND = "/hq/second-round"


def test_the_second_round_ends_the_campaigns_that_nobody_marked(house: House) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get("/hq/nations")
    assert browser.page.css_first(f"a[href$='{ROUND.removeprefix('/')}']") is not None
    browser.get(ROUND)
    browser.post(ROUND, {"going": OTHER})
    assert browser.title == "Campaigns that end: 1"

    browser.post(f"{ROUND}/close", {"typed": "1", "reason": WHY})

    assert browser.title == "Campaigns ended: 1"
    assert (status(house), house.nations.get(OTHER).status) == (NationStatus.CLOSED, NationStatus.READY)
    assert told(house) == ["closed-nation"]
    assert [order.slug for order in house.publications.orders] == [OWN]


@pytest.mark.parametrize("written", [f"{OTHER}\r\n", f" {OTHER.upper()} ,", f"{OTHER};{OTHER}"])
def test_a_list_of_names_may_be_pasted(house: House, written: str) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(ROUND)

    browser.post(ROUND, {"written": written})

    assert browser.hidden["closing"] == OWN


@pytest.mark.parametrize(
    ("form", "fault"),
    [({}, "Mark at least one campaign"), ({"written": f"{OTHER} atlantis"}, "No running campaign is called: atlantis")],
    ids=["nobody", "unknown"],
)
def test_what_cannot_be_meant_ends_nothing(house: House, form: dict[str, str], fault: str) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(ROUND)

    assert browser.post(ROUND, form).status == 422

    assert fault in browser.text
    area = browser.page.css_first("textarea")
    assert area is not None
    assert area.text() == form.get("written", "")


@pytest.mark.parametrize(
    "form", [{"typed": "2"}, {"typed": ""}, {"typed": "1", "reason": " "}], ids=["number", "none", "reason"]
)
def test_the_second_round_is_confirmed_by_its_number_and_a_reason(house: House, form: dict[str, str]) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(ROUND)
    browser.post(ROUND, {"going": OTHER})

    assert browser.post(f"{ROUND}/close", {"reason": WHY, **form}).status == 422

    assert browser.page.css_first("[role=alert]") is not None
    assert (status(house), browser.hidden["closing"]) == (NationStatus.READY, OWN)


def test_a_campaign_that_was_steered_elsewhere_meanwhile_is_named(house: House) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(ROUND)
    browser.post(ROUND, {"going": OTHER})
    house.nations.nations[OWN] = house.nations.get(OWN).removed(reason=WHY, at=NOON)

    browser.post(f"{ROUND}/close", {"typed": "1", "reason": WHY})

    assert "steered elsewhere meanwhile" in browser.text
    assert OWN in browser.text
    assert status(house) is NationStatus.REMOVED


def test_where_no_campaign_runs_there_is_no_second_round(house: House) -> None:
    for slug in (OWN, OTHER):
        house.nations.nations[slug] = house.nations.get(slug).removed(reason=WHY, at=NOON)
    browser = house.browser(house.member(RoleName.ORGANISER))

    browser.get(ROUND)

    assert "No campaign is running" in browser.text


@pytest.mark.parametrize("path", ["people/new", "events/new", "pages/home/publish"])
def test_an_archived_campaign_is_read_and_not_changed(house: House, path: str) -> None:
    house.nations.nations[OWN] = house.nations.get(OWN).archived(reason=WHY, at=NOON, last_day=NOON.date())
    browser = house.browser(house.member(RoleName.CANDIDATE))
    assert browser.get(f"/nation/{OWN}/people").status == 200
    house.asked.clear()

    response = browser.post(f"/nation/{OWN}/{path}", {"given_name": "Luc"})

    assert (response.status, browser.title) == (409, "This campaign is archived")
    assert house.asked == []


def test_to_its_former_team_a_removed_campaign_is_gone_and_hq_still_reads_its_log(house: House) -> None:
    house.nations.nations[OWN] = house.nations.get(OWN).removed(reason=WHY, at=NOON)
    browser = house.browser(house.member(RoleName.CANDIDATE))

    for page in ("", "/people", "/team", "/log"):
        assert browser.get(f"/nation/{OWN}{page}").status == 404
    assert browser.get("/me").status == 200
    assert browser.post(f"/nation/{OWN}/team/invite", {"email": "a@example.org"}).status == 404
    assert house.browser(house.member(RoleName.OWNER)).get(f"/nation/{OWN}/log").status == 200


def test_the_team_is_told_why_its_site_is_closed(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(f"/nation/{OWN}")
    assert browser.page.css("[role=status]") == []

    house.nations.nations[OWN] = house.nations.get(OWN).leaving(reason=WHY, goes_at=NOON + HOUR, at=NOON)
    browser.get(f"/nation/{OWN}")

    (told_so,) = browser.page.css("[role=status]")
    assert WHY in told_so.text()
    assert "will be removed on May 11, 2027" in told_so.text()
