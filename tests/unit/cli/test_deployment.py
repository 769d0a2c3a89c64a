from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from cli.deployment.cdk import NodeCdk
from cli.deployment.deploy import Deployment
from cli.deployment.fingerprint import fingerprint
from cli.deployment.lines import reason, told
from cli.deployment.workshop import Workshop
from cli.errors import CommandFailed, DeploymentFailed
from cli.local_stage.home import StageHome
from cli.local_stage.processes import MachineProcesses
from cli.waiting import SystemPatience
from tests.builders import NOON
from tests.unit.cli.fakes import FakePatience, FakeProcesses

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass
class FakeCdk:
    """A CDK that says what it is told to say; commands named in `failing` fail."""

    says: tuple[str, ...] = ()
    failing: frozenset[str] = frozenset()
    ran: list[tuple[str, ...]] = field(default_factory=list)

    def __call__(self, *arguments: str, hear: Callable[[str], None]) -> int:
        self.ran.append(arguments)
        for line in self.says:
            hear(line)
        return 1 if arguments[0] in self.failing else 0


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A workshop with real processes, in a folder of its own."""
    home = StageHome(folder=tmp_path / "local")
    home.make()
    return Workshop(home=home, processes=MachineProcesses(), patience=SystemPatience())


def a_deployment(folder: Path, cdk: FakeCdk, said: list[str] | None = None, **changes: Any) -> Deployment:
    home = StageHome(folder=folder)
    facts: dict[str, Any] = {
        "stage": "local",
        "environment": "aws://000000000000/eu-west-3",
        "bare_cdk": cdk,
        "workshop": Workshop(home=home, processes=FakeProcesses(), patience=FakePatience(NOON)),
        "assembly": folder / "cdk.out",
        "direct": True,
        "port": 4566,
        "say": (said if said is not None else []).append,
    }
    return Deployment(cdk=cdk, **facts | changes)


def commands(cdk: FakeCdk) -> list[str]:
    return sorted(arguments[0] for arguments in cdk.ran)


def test_a_fresh_account_is_bootstrapped_beside_the_synthesis_and_then_deployed_into(tmp_path: Path) -> None:
    cdk = FakeCdk()

    a_deployment(tmp_path, cdk).run(bootstrapped=False)

    assert commands(cdk) == ["bootstrap", "deploy", "synth"]
    assert cdk.ran[-1][:4] == ("deploy", "--app", str(tmp_path / "cdk.out"), "--all")


def test_a_prepared_account_is_not_bootstrapped_again(tmp_path: Path) -> None:
    cdk = FakeCdk()

    a_deployment(tmp_path, cdk).run(bootstrapped=True)

    assert commands(cdk) == ["deploy", "synth"]


def test_only_the_emulator_does_without_change_sets(tmp_path: Path) -> None:
    here, there = FakeCdk(), FakeCdk()

    a_deployment(tmp_path, here, direct=True).run(bootstrapped=True)
    a_deployment(tmp_path, there, direct=False).run(bootstrapped=True)

    assert "--method=direct" in here.ran[-1]
    assert "--method=direct" not in there.ran[-1]


def test_only_the_emulator_s_stacks_are_told_its_port(tmp_path: Path) -> None:
    here, there = FakeCdk(), FakeCdk()

    a_deployment(tmp_path, here, port=5012).run(bootstrapped=True)
    a_deployment(tmp_path, there, port=None).run(bootstrapped=True)

    assert "port=5012" in here.ran[0]
    assert not [word for word in there.ran[0] if word.startswith("port=")]


@pytest.mark.parametrize("failing", ["synth", "bootstrap", "deploy"])
def test_a_cdk_that_gives_up_is_told_with_its_own_reason_and_the_log(failing: str, tmp_path: Path) -> None:
    cdk = FakeCdk(says=("KeyError: 'moon'", "Subprocess exited with error 1"), failing=frozenset({failing}))

    with pytest.raises(DeploymentFailed, match=r"KeyError: 'moon'\. All of it is in .*deploy\.log"):
        a_deployment(tmp_path, cdk).run(bootstrapped=False)


def test_what_a_killed_synthesis_left_is_gone_before_the_next(tmp_path: Path) -> None:
    (tmp_path / "cdk.out").mkdir()
    (tmp_path / "cdk.out/read.1.lock").touch()

    a_deployment(tmp_path, FakeCdk()).run(bootstrapped=True)

    assert not (tmp_path / "cdk.out").exists()


def test_an_interrupted_synthesis_ends_the_bootstrap_beside_it(tmp_path: Path) -> None:
    def interrupted(*_arguments: str, hear: Callable[[str], None]) -> int:
        raise KeyboardInterrupt

    record = tmp_path / "run-100.json"
    record.write_text('{"pid": 100, "born": "tick 100"}', encoding="utf-8")

    with pytest.raises(KeyboardInterrupt):
        replace(a_deployment(tmp_path, FakeCdk()), cdk=interrupted).run(bootstrapped=True)

    assert not record.exists()


@pytest.mark.parametrize(
    ("line", "news"),
    [
        ("banneret-local-data: deploying... [1/4]", "stack 1 of 4: banneret-local-data …"),
        (" ✅  banneret-local-data", "stack banneret-local-data stands"),
        (" ✅  banneret-local-data (no changes)", "stack banneret-local-data is as it was"),
        ("✅  banneret-local-data", "stack banneret-local-data stands"),
        ("banneret-local-data |   0 | CREATE_IN_PROGRESS | AWS::KMS::Key", None),
        ("✨  Deployment time: 0.36s", None),
    ],
)
def test_of_what_the_cdk_says_a_person_hears_of_the_stacks(line: str, news: str | None) -> None:
    assert told(line) == news


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (
            ["Traceback", "ImportError: no module x", "python: Subprocess exited with error 1"],
            "ImportError: no module x",
        ),
        (
            ["❌  banneret-local-data failed: no such key.", "", "at new Deployer (x.js)"],
            "banneret-local-data failed: no such key",
        ),
        (["it went away", ""], "it went away"),
        ([], "it said nothing"),
    ],
)
def test_the_most_telling_line_is_the_reason(lines: list[str], why: str) -> None:
    assert reason(lines) == why


def test_the_fingerprint_changes_with_a_source_and_with_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "shared/__pycache__").mkdir(parents=True)
    (tmp_path / "shared/a.py").write_text("1", encoding="utf-8")
    before = fingerprint(tmp_path)

    (tmp_path / "shared/__pycache__/a.pyc").write_text("1", encoding="utf-8")
    (tmp_path / "tests").mkdir()
    assert fingerprint(tmp_path) == before

    (tmp_path / "shared/a.py").write_text("2", encoding="utf-8")
    assert fingerprint(tmp_path) != before


def test_a_run_is_heard_line_by_line_and_logged(workshop: Workshop, tmp_path: Path) -> None:
    heard: list[str] = []
    script = "import sys; print('one'); print('two', file=sys.stderr); sys.exit(3)"

    code = workshop.run([sys.executable, "-c", script], folder=tmp_path, environment={}, hear=heard.append)

    assert (code, sorted(heard)) == (3, ["one", "two"])
    assert sorted(workshop.log.read_text(encoding="utf-8").split()) == ["one", "two"]
    assert list(workshop.home.folder.glob("run-*")) == []


def test_an_interrupted_run_is_ended(workshop: Workshop, tmp_path: Path) -> None:
    def interrupt(_line: str) -> None:
        raise KeyboardInterrupt

    script = "import threading; print('up', flush=True); threading.Event().wait()"

    with pytest.raises(KeyboardInterrupt):
        workshop.run([sys.executable, "-c", script], folder=tmp_path, environment={}, hear=interrupt)

    assert list(workshop.home.folder.glob("run-*")) == []


def test_the_cdk_that_is_not_installed_is_told(workshop: Workshop, tmp_path: Path) -> None:
    cdk = NodeCdk(project=tmp_path, folder=tmp_path, environment={}, workshop=workshop)

    with pytest.raises(CommandFailed, match="run `make setup`"):
        cdk("synth", hear=print)
