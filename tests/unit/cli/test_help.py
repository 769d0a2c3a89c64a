from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.app import KIT, NATION, NETWORK, PAGE, PEOPLE, ROLLOUT, TOP

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk

COMMANDS = [
    *([], ["rollout"], ["nation"]),
    *([word] for word in TOP),
    *(["rollout", word] for word in ROLLOUT),
    *(["nation", word] for word in NATION),
    *(["kit", word] for word in KIT),
    *(["page", word] for word in PAGE),
    *(["people", word] for word in PEOPLE),
    *(["network", word] for word in NETWORK),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_on_every_level_shows_an_example(words: list[str], desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.banneret(*words, "--help") == 0

    shown = " ".join(capsys.readouterr().out.split())
    assert f"Example: banneret {' '.join(words)}".strip() in shown


@pytest.mark.parametrize(
    "words", [words for words in COMMANDS if words not in ([], ["rollout"], ["nation"])], ids=" ".join
)
def test_every_command_takes_a_stage_and_json(words: list[str], desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.banneret(*words, "--help")

    shown = capsys.readouterr().out
    assert "--stage" in shown
    assert "--json" in shown


def test_help_has_no_escape_codes_where_there_is_no_terminal(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.banneret("--help")

    assert "\x1b" not in capsys.readouterr().out
