from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from cli.app import GROUPS, TOP, build_app

if TYPE_CHECKING:
    from cyclopts import App

    from tests.unit.cli.desk import Desk

EXAMPLES: dict[str, str] = {
    " ".join([*group.split(), word]): example
    for group, (_, commands) in {"": ("", TOP), **GROUPS}.items()
    for word, (_, example) in commands.items()
}
"""The example of each command, by its words."""

LEVELS = [[], *(words.split() for words in GROUPS)]


@pytest.fixture(scope="module")
def app() -> App:
    return build_app()


@pytest.mark.parametrize("words", LEVELS, ids=" ".join)
def test_help_on_every_level_shows_an_example(words: list[str], desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.banneret(*words, "--help") == 0

    shown = " ".join(capsys.readouterr().out.split())
    assert f"Example: banneret {' '.join(words)}".strip() in shown


@pytest.mark.parametrize("words", EXAMPLES)
def test_every_command_shows_its_example_and_takes_a_stage_and_json(
    words: str, app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    app.help_print(words.split())

    shown = " ".join(capsys.readouterr().out.split())
    assert f"Example: banneret {words}" in shown
    assert "--stage" in shown
    assert "--json" in shown


@pytest.mark.parametrize(("words", "example"), EXAMPLES.items(), ids=EXAMPLES)
def test_every_example_is_understood_as_its_own_command(words: str, example: str, app: App) -> None:
    banneret, *typed = shlex.split(example)

    named, _, _ = app.parse_commands(typed)
    # It raises at words that are not understood, and at those that are missing.
    app.parse_args(typed, exit_on_error=False, print_error=False)

    assert (banneret, *named) == ("banneret", *words.split())


def test_help_has_no_escape_codes_where_there_is_no_terminal(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.banneret("--help")

    assert "\x1b" not in capsys.readouterr().out
