from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.kernel.page import write_cursor
from tests.builders import a_nation
from tests.examples import at_night
from tests.unit.api.asking import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.api.desks import FakeDesk

SOME = settings(max_examples=at_night(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""The desk outlives an example: none of these requests changes anything that the next one would find."""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@SOME
@given(limit=st.integers() | st.text(max_size=8))
def test_a_limit_is_one_of_a_hundred_or_refused(desk: FakeDesk, limit: int | str) -> None:
    answer = ask("GET", "/nations", query={"limit": str(limit)})

    allowed = isinstance(limit, int) and 1 <= limit <= 100
    assert answer.status == 200 if allowed else answer.status in {200, 422}


@SOME
@given(cursor=st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: raw.hex()))
def test_no_cursor_is_a_fault_of_ours(desk: FakeDesk, cursor: str) -> None:
    for path in ("/rollouts", "/nations"):
        assert ask("GET", path, query={"cursor": cursor}).status in {200, 422}


@SOME
@given(count=st.integers(0, 12), limit=st.integers(1, 5))
def test_pages_follow_each_other_without_gap_or_repetition(desk: FakeDesk, count: int, limit: int) -> None:
    slugs = [f"nation-{number:02}" for number in range(count)]
    desk.nations.nations = {slug: a_nation(slug) for slug in slugs}

    seen: list[str] = []
    query = {"limit": str(limit)}
    while True:
        page = ask("GET", "/nations", query=query).body
        seen += [nation["slug"] for nation in page["nations"]]
        if page["cursor"] is None:
            break
        query["cursor"] = page["cursor"]

    assert seen == slugs


@SOME
@given(body=JSON)
def test_no_body_is_a_fault_of_ours(desk: FakeDesk, body: Any) -> None:
    for path in ("/rollouts", "/uploads"):
        answer = ask("POST", path, body=json.dumps(body))
        assert (answer.status, answer.kind) == (422, "application/problem+json")


@SOME
@given(data=st.data())
def test_no_document_is_a_fault_of_ours(desk: FakeDesk, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(["pages/fr/home", "pages/en/join", "mails/fr/confirm", "banner"]))
    document = ask("GET", f"/kit/draft/{path}").body
    whole, key = data.draw(st.sampled_from(list(entries_in(document))))
    whole[key] = data.draw(JSON)

    answer = ask("PUT", f"/kit/draft/{path}", body=document)

    desk.editions.drafted = None
    assert answer.status in {200, 409, 422}


def entries_in(document: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place within a document at which something stands: what holds it, and under which key or number."""
    if isinstance(document, dict | list):
        for key, inner in document.items() if isinstance(document, dict) else enumerate(document):
            yield document, key
            yield from entries_in(inner)


@SOME
@given(name=st.text(max_size=30))
def test_a_file_name_is_one_part_of_a_key_or_refused(desk: FakeDesk, name: str) -> None:
    answer = ask("POST", "/uploads", body={"sha256": "0" * 64, "file_name": name, "size": 1})

    assert answer.status in {200, 422}
    if answer.status == 200:
        assert answer.body["url"] == f"https://intake/uploads/{'0' * 64}/{name}"
        assert "/" not in name
        assert not name.startswith(".")


def test_a_cursor_of_something_else_is_refused(desk: FakeDesk) -> None:
    assert ask("GET", "/nations", query={"cursor": "W10"}).status == 422
    assert ask("GET", "/nations", query={"cursor": str(write_cursor({"slug": "x" * 3000}))}).status == 422
