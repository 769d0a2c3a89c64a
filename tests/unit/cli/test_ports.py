from __future__ import annotations

from typing import TYPE_CHECKING

from cli.local_stage.ports import holder_of

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:11D6 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 777 1
   1: 0100007F:11D7 0100007F:11D6 01 00000000:00000000 00:00000000 00000000     0        0 778 1
"""


def a_machine(proc: Path) -> Path:
    (proc / "net").mkdir()
    (proc / "net/tcp").write_text(TABLE, encoding="ascii")
    for pid, inode in ((7, 777), (8, 778)):
        (proc / str(pid) / "fd").mkdir(parents=True)
        (proc / str(pid) / "comm").write_text("nginx\n", encoding="utf-8")
        (proc / str(pid) / "fd/3").symlink_to(f"socket:[{inode}]")
    return proc


def test_who_listens_on_a_port_is_named(tmp_path: Path) -> None:
    assert holder_of(0x11D6, a_machine(tmp_path)) == "nginx (process 7)"


def test_who_merely_talks_from_a_port_does_not_hold_it(tmp_path: Path) -> None:
    assert holder_of(0x11D7, a_machine(tmp_path)) is None


def test_a_process_that_may_not_be_looked_into_is_passed_over(tmp_path: Path) -> None:
    proc = a_machine(tmp_path)
    (proc / "9").mkdir()

    assert holder_of(0x9999, proc) is None
