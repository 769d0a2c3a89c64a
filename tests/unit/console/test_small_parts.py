"""The parts that the console is made of, each by itself."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from shared.console.checklist import DAYS_BEFORE, checklist
from shared.console.cookies import dropped, kept
from shared.console.figures import Figure, figures_of
from shared.console.pending import VALID, Pending, seal, unseal
from shared.console.request import LARGEST, read_request
from shared.console.routes import find, wanted
from shared.console.square import address_of, is_secret, square
from shared.kernel.secrets import FixedKeys
from tests.builders import NOON, a_nation, a_seed
from tests.fakes.console import PATH, event

VOTE = date(2027, 6, 20)
KEYS = FixedKeys("a key")


def test_what_is_to_be_done_comes_in_the_order_of_its_days() -> None:
    tasks = checklist(a_nation(), events=0, team=1, vote=VOTE, today=VOTE)

    assert [task.by for task in tasks] == sorted(VOTE - timedelta(days=days) for days in DAYS_BEFORE.values())
    assert not any(task.is_done for task in tasks)


def test_a_task_is_done_when_all_its_facts_are_there() -> None:
    half = replace(a_nation(), seed=a_seed(facts={"address": "1 rue"}))
    whole = replace(a_nation(), seed=a_seed(facts={"address": "1 rue", "financial_agent": "Léa"}))

    assert not checklist(half, events=1, team=1, vote=None, today=VOTE)[0].is_done
    done = [task.key for task in checklist(whole, events=1, team=2, vote=None, today=VOTE) if task.is_done]
    assert done == ["legal", "team", "event"]


def test_the_vote_is_done_when_it_is_over() -> None:
    assert checklist(a_nation(), events=0, team=1, vote=VOTE, today=VOTE + timedelta(days=1))[-1].is_done


def test_figures_are_added_up_over_petitions_and_stand_beside_their_goals() -> None:
    found = figures_of({"signatures#a": 2, "signatures#b": 3, "letters": 9}, {"goals": "signatures#a=10 volunteers=5"})

    assert found == (
        Figure(name="supporters", count=0),
        Figure(name="volunteers", count=0, goal=5),
        Figure(name="signatures", count=5, goal=10),
    )


def test_what_is_sealed_comes_back_for_ten_minutes_and_to_our_own_key_alone() -> None:
    pending = Pending(member_id="m", generation=2, id="7", challenge="c", to="/me")
    sealed = seal(pending, keys=KEYS, now=NOON)

    assert unseal(sealed, keys=KEYS, now=NOON + VALID - timedelta(seconds=1)) == pending
    assert unseal(sealed, keys=KEYS, now=NOON + VALID) is None
    assert unseal(sealed, keys=FixedKeys("another"), now=NOON) is None
    assert unseal(sealed[:-2], keys=KEYS, now=NOON) is None
    assert unseal("", keys=KEYS, now=NOON) is None


def test_a_square_carries_no_word_and_no_style() -> None:
    drawn = str(square(address_of("JBSWY3DPEHPK3PXP", issuer="<Plein> Jour", account="a&b@example.org")))

    assert drawn.startswith("<svg")
    assert "Plein" not in drawn
    assert "style" not in drawn


def test_an_apps_address_names_issuer_and_account() -> None:
    told = address_of("JBSWY3DPEHPK3PXP====", issuer="Plein Jour", account="a@b.fr")

    assert told == "otpauth://totp/Plein%20Jour:a%40b.fr?secret=JBSWY3DPEHPK3PXP&issuer=Plein%20Jour"


@pytest.mark.parametrize("text", ["", "short", "<script>alert(1)</script>", "jbswy3dpehpk3pxp", "A" * 129])
def test_a_secret_is_nothing_but_base_32(text: str) -> None:
    assert not is_secret(text)


def asked(**changes: Any) -> Any:
    return read_request({**event("POST", "/me?q=a%20b", headers={}, form={"x": "1"}), **changes}, console_path=PATH)


def test_a_request_is_read_below_the_consoles_root() -> None:
    request = asked(rawPath="/_aws/execute-api/abc/$default/me")

    assert (request.path, request.root) == ("/me", "/_aws/execute-api/abc/$default/")
    assert (request.query, request.form) == ({"q": "a b"}, {"x": "1"})


@pytest.mark.parametrize(
    ("body", "is_packed", "form"),
    [
        (base64.b64encode(b"x=1").decode(), True, {"x": "1"}),
        ("x", True, {}),
        ("x=" + "1" * LARGEST, False, {}),
        ("x=1&x=2", False, {"x": "2"}),
    ],
)
def test_a_body_is_read_however_it_comes(body: str, is_packed: bool, form: dict[str, str]) -> None:
    assert asked(body=body, isBase64Encoded=is_packed).form == form


def test_cookies_come_as_a_list_or_as_a_header() -> None:
    assert asked(cookies=["a=1", "b=2"]).cookies == {"a": "1", "b": "2"}
    assert asked(headers={"Cookie": "a=1; b=2"}).cookies == {"a": "1", "b": "2"}
    assert asked(cookies=["a=1", 'b"; é=']).cookies["a"] == "1"


def test_a_cookie_is_kept_and_dropped_by_the_same_rules() -> None:
    assert kept("__Host-a", "1", seconds=60) == "__Host-a=1; Max-Age=60; Path=/; Secure; HttpOnly; SameSite=Lax"
    assert dropped("__Host-a") == "__Host-a=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"


def test_a_part_of_a_path_is_one_segment_with_something_in_it() -> None:
    assert find("GET", "/nation//people") is None
    assert find("GET", "/nation/a/b/people") is None
    assert find("DELETE", "/me") is None
    found = find("GET", "/nation/paris-6/people")
    assert found is not None
    assert found[1] == {"slug": "paris-6"}


def test_nobody_is_led_to_a_page_that_is_open_anyhow() -> None:
    assert [wanted(path) for path in ("/me", "/sign-in", "/enrol", "/x")] == ["/me", "", "", ""]
