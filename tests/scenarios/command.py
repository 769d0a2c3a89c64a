"""The command, in a process of its own for each call, which is born of one that has loaded everything already.

Loading what it is made of takes a command longer than most of its work. `up` and `down` of each network go through
the installed program itself.
"""

from __future__ import annotations

import json
import os
import pkgutil
import sys
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from cli import commands
from cli.local_stage.home import PROJECT
from cli.main import main

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LOADED = get_context("forkserver")
LOADED.set_forkserver_preload(
    [__name__, *(f"{commands.__name__}.{found.name}" for found in pkgutil.iter_modules(commands.__path__))]
)

LONGEST = 600
"""Seconds after which a command is given up."""

STREAMS = ((0, "in"), (1, "out"), (2, "err"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)

    @property
    def said(self) -> str:
        """All that it said."""
        return self.out + self.err


def run_command(words: Sequence[str], environment: Mapping[str, str]) -> Done:
    """Run a command to its end, with nothing on stdin."""
    with TemporaryDirectory() as named:
        folder = Path(named)
        for _, stream in STREAMS:
            (folder / stream).touch()
        process = LOADED.Process(target=_be_the_command, args=(words, dict(environment), folder))
        process.start()
        process.join(LONGEST)
        process.kill()
        assert process.exitcode is not None, f"`banneret {' '.join(words)}` did not end"
        return Done(code=process.exitcode, out=(folder / "out").read_text(), err=(folder / "err").read_text())


def _be_the_command(words: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
    """Become what the shell would have started."""
    os.chdir(PROJECT)
    os.environ.clear()
    os.environ.update(environment)
    for number, stream in STREAMS:
        os.dup2(os.open(folder / stream, os.O_RDWR | os.O_APPEND), number)
    sys.argv = ["banneret", *words]
    main()
