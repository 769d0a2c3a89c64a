"""What the pages inside show, and what their forms do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.access.role import RoleName
from shared.rollouts.rollout import EntryState, RolloutState
from tests.builders import a_rollout, an_entry
from tests.fakes.console import HOST, ROOT
from tests.unit.console.house import OTHER, OWN, House, a_person


def test_people_come_in_pages_and_a_search_finds_them(house: House) -> None:
    house.add(a_person(family=f"Dupont {number:03}") for number in range(60))
    house.add([a_person(given="Zoé", family="Arnaud")])
    browser = house.browser(house.member(RoleName.FIELD))

    browser.get(f"/nation/{OWN}/people")
    names = [node.text() for node in browser.page.css(".rows strong")]
    assert (len(names), names[0]) == (50, "Zoé Arnaud")
    (more,) = [node.attributes["href"] or "" for node in browser.page.css("main > .ways a.action")]
    browser.get("/" + more.removeprefix(ROOT))
    assert len(browser.page.css(".rows strong")) == 11

    browser.get(f"/nation/{OWN}/people?q=arnaud")
    assert [node.text() for node in browser.page.css(".rows strong")] == ["Zoé Arnaud"]
    browser.get(f"/nation/{OWN}/people?q=nobody")
    assert "Nobody matches" in browser.text


def test_a_profile_tells_what_is_known_and_what_was_agreed_to(house: House) -> None:
    person = a_person()
    values = {**person.values, "custom.comité": "<b>Odéon</b>", "volunteer": True, "tags": ["marché"]}
    house.add([replace(person, values=values, consents={"email": {"given": True, "by": "x", "at": "2027-03-02"}})])
    browser = house.browser(house.member(RoleName.READER))

    browser.get(f"/nation/{OWN}/people/{person.person_id}")

    assert browser.title == "Luc Dupont"
    assert "<b>Odéon</b>" in browser.text
    assert "given March 2, 2027" in browser.text
    assert "marché" in browser.text
    assert "Volunteer yes" in browser.text


def test_the_profile_of_another_nations_person_is_missing(house: House) -> None:
    elsewhere = a_person(OTHER, given="Ida")
    house.add([elsewhere])

    response = house.browser(house.member(RoleName.CANDIDATE)).get(f"/nation/{OWN}/people/{elsewhere.person_id}")

    assert response.status == 404


def test_a_nations_home_tells_its_figures_and_what_is_to_be_done(house: House) -> None:
    nation = house.nations.nations[OWN]
    facts = {"slogan": "Paris respire", "goals": "supporters=500"}
    house.nations.nations[OWN] = replace(nation, seed=replace(nation.seed, facts=facts), people=100)
    house.counters.counters[OWN].update(supporters=20, **{"signatures#a": 3, "signatures#b": 4})
    browser = house.browser(house.member(RoleName.FINANCE))

    browser.get(f"/nation/{OWN}")

    figures = {node.css_first("dt").text(): node.css_first("dd").text() for node in browser.page.css(".figures > div")}  # type: ignore[union-attr] # each figure has both
    assert figures == {"Supportersof 500": "120", "Signatures": "7"}
    done = [node.text() for node in browser.page.css(".tasks .is-done")]
    assert [task.split(" done")[0] for task in done] == ["Write the slogan", "Set the goals"]
    assert "days until the vote" in browser.text


def test_the_board_tells_how_rollouts_go_and_looks_again_while_one_is_under_way(house: House) -> None:
    rollout = a_rollout(state=RolloutState.PROVISIONING)
    house.rollouts.create(rollout)
    failed = an_entry("lyon-3", state=EntryState.FAILED, reason="the zone is another's")
    house.rollouts.add_entries(rollout.id, [an_entry("paris-6", state=EntryState.READY), failed])
    browser = house.browser(house.member(RoleName.HQ_READER))

    browser.get("/hq")
    assert "the zone is another's" in browser.text
    assert len(browser.page.css("#board[hx-get]")) == 1

    house.rollouts.save(replace(rollout, state=RolloutState.DONE))
    browser.get("/hq/board", **{"hx-request": "true"})
    assert browser.page.css("#board[hx-get], html head link") == []


def test_a_candidate_invites_somebody_and_takes_it_back(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(f"/nation/{OWN}/team")
    sent = {"csrf": browser.hidden["csrf"], "name": "Noor", "email": "noor@example.org", "role": "reader"}

    browser.post(f"/nation/{OWN}/team/invite", sent)
    link = browser.page.css_first(".secret")
    assert link is not None
    assert link.text().startswith(f"https://{HOST}{ROOT}invitation/")
    guest = house.browser()
    path = "/" + link.text().partition(ROOT)[2]
    assert guest.get(path).status == 200

    (invitation,) = house.members.team(OWN).invitations
    browser.post(f"/nation/{OWN}/team/withdraw", {"invitation": invitation.id})
    assert browser.led_to == f"/nation/{OWN}/team"
    assert guest.get(path).status == 410


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"email": "no address"}, "no e-mail address"),
        ({"name": " "}, "Write the person"),
        ({"role": "network-owner"}, "cannot give this role"),
        ({"role": "candidate"}, "cannot give this role"),
        ({"role": "king"}, "cannot give this role"),
    ],
)
def test_what_cannot_be_offered_is_told_beside_what_was_typed(house: House, typed: dict[str, str], told: str) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(f"/nation/{OWN}/team")
    form = {"csrf": browser.hidden["csrf"], "name": "Noor", "email": "noor@example.org", "role": "reader"}

    response = browser.post(f"/nation/{OWN}/team/invite", form | typed)

    assert response.status == 422
    assert told in browser.text


def test_a_role_that_runs_out_opens_nothing_any_more(house: House) -> None:
    member = house.member(RoleName.CANDIDATE)
    team = house.members.team(OWN)
    ending = [
        replace(standing, grant=replace(standing.grant, expires_at=house.clock.now() + timedelta(hours=1)))
        for standing in team.standings
    ]
    house.members.teams[OWN] = replace(team, standings=tuple(ending))
    browser = house.browser(member)
    assert browser.get(f"/nation/{OWN}").status == 200

    house.clock.advance(timedelta(hours=1))

    assert browser.get(f"/nation/{OWN}").status == 404
    assert browser.get("/").status == 200
    assert "no rights" in browser.text


def test_the_log_tells_who_did_what(house: House) -> None:
    house.invited(RoleName.READER, nation=OWN)
    browser = house.browser(house.member(RoleName.CANDIDATE))

    browser.get(f"/nation/{OWN}/log")

    assert "Administration of the account" in browser.text
    assert "Invited" in browser.text


def test_somebody_with_several_places_chooses(house: House) -> None:
    member = house.member(RoleName.CANDIDATE)
    house.give(member, RoleName.READER, OTHER)
    browser = house.browser(member)

    browser.get("/")
    assert browser.led_to == "/me"
    browser.get("/me")
    assert [node.attributes["href"] for node in browser.page.css("main .rows a")] == [
        f"{ROOT}nation/{OWN}",
        f"{ROOT}nation/{OTHER}",
    ]
