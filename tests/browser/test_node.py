"""Programs of Node.js are heard out."""

from __future__ import annotations

from tests.browser.node import run_node


def test_what_a_program_prints_before_it_exits_is_read_whole() -> None:
    assert len(run_node("-e", "process.stdout.write('x'.repeat(5_000_000)); process.exit(0)")) == 5_000_000
