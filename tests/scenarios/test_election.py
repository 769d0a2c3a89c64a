"""An election comes: pages fall silent by the clock, and what campaigns announce is held."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.scenarios.inputs import write_inputs
from tests.scenarios.network import STAGE, await_that

if TYPE_CHECKING:
    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")

EVENT = ("--title", "Réunion publique", "--starts", "2027-06-01T19:00", "--ends", "21:00", "--venue", "Salle des fêtes")

EVE = datetime(2027, 6, 12, 12, tzinfo=UTC)
"""In the silence of the mainland's first round, as `templates/elections/fr.toml` has it."""


@pytest.fixture(scope="module")
def slug(network: Network, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A nation that is ready."""
    inputs = write_inputs(tmp_path_factory.mktemp("election"), "48", nations=1, people=3)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "election", "--watch").code == 0
    return inputs.slugs[0]


def keep_silence(network: Network, now: datetime) -> None:
    """Let the minute's event come, of this minute or of another."""
    name, event = f"banneret-{STAGE}-keep-silence", {"time": now.isoformat()}
    answer = network.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event).encode())
    assert "FunctionError" not in answer, answer["Payload"].read()


def is_silent(network: Network, slug: str) -> bool:
    """Tell whether the home page bears the notice, without a script's help."""
    home = network.visit(f"/{slug}/").content.decode()
    return "<time datetime" in home.partition('class="silence"')[2].partition("</aside>")[0]


def test_pages_fall_silent_at_their_time_and_speak_again_after_it(network: Network, slug: str) -> None:
    assert not is_silent(network, slug)

    keep_silence(network, EVE)
    await_that(lambda: is_silent(network, slug))

    keep_silence(network, datetime.now(UTC))
    await_that(lambda: not is_silent(network, slug))


def test_an_event_is_announced_read_as_a_page_and_called_off(network: Network, slug: str) -> None:
    event = network.banneret("event", "add", slug, *EVENT, "--json").json["event"]

    page = network.visit(f"/{slug}/events/{event}/")
    assert page.status_code == 200
    assert "Réunion publique" in page.content.decode()

    cancelled = network.banneret("event", "cancel", slug, event, "--json")
    assert (cancelled.code, cancelled.json["state"]) == (0, "cancelled")
    listed = network.banneret("event", "list", slug, "--json").json["events"]
    assert [(each["event"], each["state"]) for each in listed] == [(event, "cancelled")]


def test_the_silences_to_come_are_told(network: Network, slug: str) -> None:
    silences = network.banneret("silence", "show", slug, "--json").json["silences"]

    assert [silence["utc"] for silence in silences] == [
        "2027-06-11 22:00 to 2027-06-13 18:00",
        "2027-06-18 22:00 to 2027-06-20 18:00",
    ]


def test_an_override_is_kept_with_its_reason(network: Network, slug: str) -> None:
    words = ("--until", "2027-06-12T18:00", "--reason", "a judge ordered a correction")
    assert network.banneret("silence", "override", slug, *words).code == 0

    (override,) = network.banneret("silence", "show", slug, "--json").json["overrides"]
    assert (override["reason"], override["what"]) == ("a judge ordered a correction", "everything")
