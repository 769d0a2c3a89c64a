"""Headquarters' tags over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.api.asking import ask

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk

TAG = {"tag": "hq:doorstep", "about": "Was visited"}


def deeds(desk: FakeDesk) -> list[tuple[str, str]]:
    return [(each.what, each.about["tag"]) for each in desk.audit.entries]


def test_a_tag_is_made_and_listed(desk: FakeDesk) -> None:
    made = ask("POST", "/tags", body={"tag": "doorstep", "about": "Was visited"})

    assert (made.status, made.body["tag"], made.body["retired_at"]) == (200, "hq:doorstep", None)
    assert ask("GET", "/tags").body["tags"] == [made.body]
    assert deeds(desk) == [("made-hq-tag", "hq:doorstep")]


@pytest.mark.parametrize(("path", "body"), [("", TAG), ("/describe", TAG), ("/retire", {"tag": TAG["tag"]})])
def test_the_same_again_is_done_once(path: str, body: dict[str, str], desk: FakeDesk) -> None:
    ask("POST", "/tags", body={"tag": "doorstep", "about": "A visit"})
    first = ask("POST", f"/tags{path}", body=body)
    told = len(desk.audit.entries)

    assert ask("POST", f"/tags{path}", body=body).body == first.body
    assert len(desk.audit.entries) == told


def test_a_tag_is_described_retired_and_taken_up_again(desk: FakeDesk) -> None:
    ask("POST", "/tags", body=TAG)

    assert ask("POST", "/tags/describe", body={**TAG, "about": "Came to the door"}).body["about"] == "Came to the door"
    assert ask("POST", "/tags/retire", body={"tag": "hq:doorstep"}).body["retired_at"] is not None
    assert ask("POST", "/tags/return", body={"tag": "hq:doorstep"}).body["retired_at"] is None
    assert [what for what, _ in deeds(desk)] == ["made-hq-tag", "described-hq-tag", "retired-hq-tag", "returned-hq-tag"]


@pytest.mark.parametrize("verb", ["describe", "retire", "return"])
def test_a_tag_that_there_is_not_is_not_found(verb: str, desk: FakeDesk) -> None:
    body = TAG if verb == "describe" else {"tag": TAG["tag"]}

    assert ask("POST", f"/tags/{verb}", body=body).status == 404


@pytest.mark.parametrize("tag", ["", "hq:", "a,b", "x" * 61])
def test_what_cannot_be_a_tag_is_a_problem_with_its_remedy(tag: str, desk: FakeDesk) -> None:
    answer = ask("POST", "/tags", body={"tag": tag})

    assert answer.status == 422
    assert answer.body["faults"][0]["remedy"]
