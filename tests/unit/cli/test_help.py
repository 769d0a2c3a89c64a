from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.app import KIT, KIT_DRAFT, NATION, NETWORK, PAGE, PEOPLE, ROLLOUT, TOP

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk

GROUPS: list[list[str]] = [[], ["rollout"], ["nation"], ["kit"], ["kit", "draft"]]

COMMANDS = [
    *([word] for word in TOP),
    *(["rollout", word] for word in ROLLOUT),
    *(["nation", word] for word in NATION),
    *(["kit", word] for word in KIT),
    *(["kit", "draft", word] for word in KIT_DRAFT),
    *(["page", word] for word in PAGE),
    *(["people", word] for word in PEOPLE),
    *(["network", word] for word in NETWORK),
]


@pytest.mark.parametrize("words", [*GROUPS, *COMMANDS], ids=" ".join)
def test_help_on_every_level_shows_an_example(words: list[str], desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.banneret(*words, "--help") == 0

    shown = " ".join(capsys.readouterr().out.split())
    assert f"Example: banneret {' '.join(words)}".strip() in shown


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_takes_a_stage_and_json(words: list[str], desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.banneret(*words, "--help")

    shown = capsys.readouterr().out
    assert "--stage" in shown
    assert "--json" in shown


def test_help_has_no_escape_codes_where_there_is_no_terminal(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.banneret("--help")

    assert "\x1b" not in capsys.readouterr().out
