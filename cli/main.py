"""The `banneret` command: from words to an answer, and from any failure to one line."""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

from cli.answer import Answer, ExitCode
from cli.app import build_app
from cli.failures import Failure, explain
from cli.surroundings import this_process

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cli.surroundings import Surroundings


def main() -> NoReturn:
    """Run the command that the shell was given."""
    signal.signal(signal.SIGTERM, _end)
    try:
        code = run(sys.argv[1:], this_process(), write=print)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough, as `head` does; Python's own flush at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.DONE
    sys.exit(code)


def run(words: Sequence[str], here: Surroundings, *, write: Callable[[str], None]) -> int:
    """Run one command; `write` gets what belongs on stdout. Return the exit code."""
    as_json = "--json" in words
    try:
        answer = _answer(words, here)
    except KeyboardInterrupt:
        failure = Failure(message="interrupted", exit_code=ExitCode.INTERRUPTED)
    except BrokenPipeError:
        raise
    # Nothing may reach the user as a traceback.
    except Exception as error:
        failure = explain(error, _stage(words, here)) or _unforeseen(error, here)
    else:
        _tell(answer, as_json=as_json, write=write)
        return answer.exit_code if answer else ExitCode.DONE
    here.say(f"banneret: {failure.message}")
    if as_json:
        write(json.dumps({"error": failure.message, "exit_code": failure.exit_code}, ensure_ascii=False))
    return failure.exit_code


def _answer(words: Sequence[str], here: Surroundings) -> Answer | None:
    """Find the command and run it; `--help` and `--version` answer for themselves."""
    command, bound, ours = build_app().parse_args(words, exit_on_error=False, print_error=False)
    answer: Answer | None = command(*bound.args, **bound.kwargs, **dict.fromkeys(ours, here))
    return answer


def _tell(answer: Answer | None, *, as_json: bool, write: Callable[[str], None]) -> None:
    if answer is None:
        return
    if as_json:
        write(json.dumps(answer.document, ensure_ascii=False))
    elif answer.lines:
        write("\n".join(answer.lines))


def _stage(words: Sequence[str], here: Surroundings) -> str:
    """Return the stage that the words name, for an error's remedy; they may not have been understood."""
    apart = [part for word in words for part in word.split("=", 1)]
    named = dict(pairwise(apart)).get("--stage")
    return named or here.environment.get("BANNERET_STAGE") or "local"


def _unforeseen(error: Exception, here: Surroundings) -> Failure:
    folder = here.home("log").folder
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    log = folder / f"{here.patience.now():%Y-%m-%dT%H-%M-%S}-{os.getpid()}.log"
    log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return Failure(message=f"something went wrong that nobody foresaw ({type(error).__name__}): {log} has the details")


def _end(_number: int, _frame: Any) -> NoReturn:
    """Turn a request to end into an interruption, so that child processes are told as well."""
    raise KeyboardInterrupt
