"""Hostile words in every field of every form: refused with a clear answer, or kept as words, wherever they come out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest
import requests

from shared.forms.form import FORMS
from shared.people.person import person_id
from tests.browser.chromium import needs_chromium
from tests.scenarios.hostile import ELSEWHERE, EVALUATED, HOSTILE, HTML, JSON, address_of, attacks
from tests.scenarios.inert import Reader, harm_in_headers, harm_in_page
from tests.scenarios.network import Network, await_that
from tests.scenarios.site import announce
from tests.scenarios.standing import slugs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.scenarios.hostile import Attack

pytestmark = [pytest.mark.xdist_group("nations"), needs_chromium]

TAKEN = {303, 202}
CLEAR = {200, 413, 422} | TAKEN
"""Statuses of answers that say what became of a post: shown for review, too large, faults named, taken."""

KEY = re.compile(r"(PERSON|ACTIVITY|MESSAGE|CONSENT|CONFIRM|ACTION|DEED|COUNTED|STALE)#[A-Za-z0-9.:+#-]+")
"""Keys of a nation's people: ids, instants and names of ours."""

TOKEN = re.compile(r"/api/confirm\?token=([\w.-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An attack and how it was answered."""

    attack: Attack
    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True)
class Assault:
    """Everything hostile that was sent to one nation, and what came back."""

    network: Network
    slug: str
    answers: tuple[Answered, ...]

    @property
    def pages(self) -> Iterator[tuple[str, str]]:
        """The pages among the answers, each with the attack it answers."""
        return ((a.attack.title, a.body) for a in self.answers if a.attack.accept == HTML and a.body)

    @cached_property
    def expected(self) -> set[tuple[str, str]]:
        """Which forms were taken, whose: what must be recorded; the trap's are answered and forgotten."""
        return {
            (person_id(answer.attack.fields["email"]), answer.attack.form.action)
            for answer in self.answers
            if answer.status in TAKEN and answer.attack.places != "the trap"
        }

    def items(self, kind: str) -> list[dict[str, Any]]:
        """Return the nation's items of a kind, such as ACTIVITY."""
        return [item for sk, item in self.network.people_of(self.slug).items() if sk.startswith(f"{kind}#")]

    @property
    def letters(self) -> list[dict[str, Any]]:
        """The letters that went to whoever typed."""
        accounts = requests.get(f"{self.network.endpoint}/_ministack/ses/messages", timeout=10).json()["messages"]
        sent = (letter for letters in accounts.values() for letter in letters)
        return [letter for letter in sent if letter["To"][0].endswith("@hostile.example.org")]


@pytest.fixture(scope="module")
def assault(network: Network, standing: None) -> Assault:
    """All attacks on all forms, each as a page sends it and as a script does; what was taken is recorded."""
    (slug,) = slugs_of("79")
    event, stamp = announce(network, slug), network.ripe_stamp(slug)
    sent = [attack for form in FORMS.values() for attack in attacks(form, stamp=stamp, event=event)]
    with ThreadPoolExecutor(2) as visitors:
        waiting = [visitors.submit(send, network, slug, attack) for attack in sent]
    assault = Assault(network, slug, tuple(answer.result() for answer in waiting))
    await_that(lambda: {recorded_of(item) for item in assault.items("ACTIVITY")} >= assault.expected)
    return assault


def send(network: Network, slug: str, attack: Attack) -> Answered:
    """Send an attack from the nation's own page."""
    host = network.directory.site_host
    headers = {"host": host, "origin": f"https://{host}", "accept": attack.accept}
    answer = requests.post(
        f"{network.endpoint}/{slug}/api/{attack.form.action}",
        headers=headers,
        data={name: text.encode() for name, text in attack.fields.items()},
        timeout=30,
        allow_redirects=False,
    )
    body = answer.content.decode()
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Answered(attack=attack, status=answer.status_code, headers=headers, body=body)


def recorded_of(item: dict[str, Any]) -> tuple[str, str]:
    """Return whose activity an item is, and which form."""
    return item["sk"]["S"].split("#")[1], item["action"]["S"]


@pytest.fixture(scope="module")
def reader(chromium: Browser) -> Iterator[Reader]:
    """A window in which pages run whatever they hold."""
    reader = Reader.at(chromium)
    yield reader
    reader.page.close()


def test_every_attack_is_answered_clearly_and_no_header_is_of_its_making(assault: Assault) -> None:
    unclear = [(answer.attack.title, answer.status) for answer in assault.answers if answer.status not in CLEAR]
    harm = [(a.attack.title, harm) for a in assault.answers for harm in harm_in_headers(a.headers)]
    ways = {answer.headers["location"] for answer in assault.answers if answer.status == 303}

    assert unclear == []
    assert harm == []
    assert ways == {f"../thanks/#{action}" for action in FORMS}


def test_words_that_a_form_can_keep_are_kept_and_the_others_are_named(assault: Assault) -> None:
    statuses: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for answer in assault.answers:
        statuses[answer.attack.places][answer.status] += 1

    assert statuses["words"][303] + statuses["words"][202] > len(FORMS) * len(HOSTILE) / 2
    assert set(statuses["every field"]) == set(statuses["told to a script"]) == {422, 413}
    assert set(statuses["unseen"]) <= {200, 303, 413, 422}
    assert set(statuses["the trap"]) == {202}


def test_no_answer_holds_anything_but_words(assault: Assault, reader: Reader) -> None:
    pages = list(assault.pages)

    assert len(pages) > len(FORMS) * len(HOSTILE)
    assert [(title, harm) for title, html in pages for harm in harm_in_page(html)] == []
    assert [title for title, html in pages if reader.is_owned_by(html)] == []


def test_answers_to_scripts_reckon_nothing_and_repeat_nothing(assault: Assault) -> None:
    for answer in assault.answers:
        if answer.attack.accept == JSON:
            assert answer.headers["content-type"] == JSON, answer.attack.title
            assert EVALUATED not in answer.body, answer.attack.title
            assert "__owned" not in answer.body, answer.attack.title


def test_what_is_stored_is_under_keys_of_ours_and_without_signs_that_deceive(assault: Assault) -> None:
    for sk, item in assault.network.people_of(assault.slug).items():
        assert KEY.fullmatch(sk), sk
        assert EVALUATED not in str(item), sk
    for item in assault.items("ACTIVITY"):
        for name, said in item["said"]["M"].items():
            assert all(line.isprintable() for line in said.get("S", "").split("\n")), (item["sk"], name)


def test_counters_are_named_by_us(assault: Assault) -> None:
    counters = assault.network.visit(f"/{assault.slug}/counters.json").json()

    assert all(re.fullmatch(r"[a-z]+(#[A-Za-z0-9-]+)?", name) for name in counters), counters
    assert all(isinstance(count, int) for count in counters.values())


def test_letters_go_to_who_typed_and_say_nothing_that_was_typed(assault: Assault) -> None:
    await_that(lambda: len(assault.letters) >= len(HOSTILE))

    for letter in assault.letters:
        assert ELSEWHERE not in str(letter)
        assert "owned" not in str(letter)
        assert EVALUATED not in str(letter)


@pytest.fixture(scope="module")
def confirmed(assault: Assault) -> list[str]:
    """The pages that everybody meets who follows a letter's link and presses its button, and the one of thanks."""
    await_that(lambda: len(assault.letters) >= len(HOSTILE))
    tokens = sorted({token for letter in assault.letters for token in TOKEN.findall(letter["BodyText"])})
    address = f"/{assault.slug}/api/confirm"
    asked = [assault.network.visit(f"{address}?token={token}") for token in tokens]
    pressed = [press(assault.network, address, token) for token in tokens]
    thanked = assault.network.visit(f"/{assault.slug}/thanks/")
    assert {answer.status_code for answer in (*asked, *pressed, thanked)} == {200}
    return [answer.content.decode() for answer in (*asked, *pressed, thanked)]


def press(network: Network, address: str, token: str) -> requests.Response:
    """Press the button of a page that a letter led to."""
    headers = {"host": network.directory.site_host}
    return requests.post(f"{network.endpoint}{address}", headers=headers, data={"token": token}, timeout=30)


@pytest.mark.nightly
def test_pages_behind_the_letters_hold_only_words(confirmed: list[str], reader: Reader) -> None:
    assert len(confirmed) > 2 * len(HOSTILE)
    for html in confirmed:
        assert list(harm_in_page(html)) == []
        assert not reader.is_owned_by(html)


@pytest.mark.nightly
def test_what_is_confirmed_fills_people_with_words_and_lists_them_for_the_team(
    assault: Assault, confirmed: list[str]
) -> None:
    listed = assault.network.banneret("proxy", "list", assault.slug)

    assert len(assault.items("PERSON")) > len(HOSTILE)
    assert "1337*1337" in str(assault.items("PERSON"))
    for shown in (str(assault.items("PERSON")), listed.said):
        assert EVALUATED not in shown
    assert listed.code == 0
    assert all(line.isprintable() for line in listed.said.splitlines())


@pytest.mark.parametrize("name", ["script", "nul"])
def test_the_command_prints_what_was_typed_without_obeying_it(assault: Assault, name: str) -> None:
    shown = assault.network.banneret("people", "consent", address_of(name))

    assert shown.code == 0, shown.said
    assert EVALUATED not in shown.said
    assert all(line.isprintable() for line in shown.said.splitlines())


@pytest.mark.parametrize("name", ["script", "breakout", "closing", "address", "header"])
def test_harm_would_be_seen(reader: Reader, name: str) -> None:
    written = HOSTILE[name]
    html = f"<!doctype html><title>x</title><p><a href='{written}'>x</a><textarea></textarea>{written}</p>"

    assert list(harm_in_page(html))
    assert reader.is_owned_by(html) or name == "address"
