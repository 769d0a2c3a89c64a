"""What `doctor` looks at: one function a question, each with its remedy."""

from __future__ import annotations

import json
import platform
import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cli.cloud import Cloud
from cli.deployment.cdk import node_folder
from cli.failures import explain
from cli.local_stage.emulator import DEFAULT_PORT
from cli.local_stage.home import PROJECT
from cli.stages import runs_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cli.surroundings import Surroundings
    from infra.config import StageConfig

OLDEST_PYTHON = (3, 11)

FREE_GIGABYTES = 2
"""The virtual environment takes 1.2 GB, bundles and the emulator's unpacked functions most of the rest."""


class Verdict(StrEnum):
    """How a check came out."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found, and what mends it if something is wrong."""

    about: str
    verdict: Verdict
    finding: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """The stage that is examined, and the machine that it is examined from."""

    config: StageConfig
    here: Surroundings

    @property
    def is_here(self) -> bool:
        """Tell whether the stage's cloud is on this machine."""
        return runs_here(self.config)


def examine(patient: Patient) -> Iterator[Finding]:
    """Yield every finding; a check that fails says why and how to mend it, and the others go on."""
    for about, check in (*MACHINE_CHECKS, *(LOCAL_CHECKS if patient.is_here else ACCOUNT_CHECKS)):
        yield _examined(about, check, patient)
    stage = _examined("stage", _deployed, patient)
    yield stage
    if stage.verdict is Verdict.RIGHT:
        yield from (_examined(about, check, patient) for about, check in STAGE_CHECKS)


def _examined(about: str, check: Callable[[str, Patient], Finding], patient: Patient) -> Finding:
    try:
        return check(about, patient)
    except Exception as error:
        failure = explain(error, patient.config.name)
        if failure is None:
            raise
        # Our messages say what is wrong, a colon, and how to mend it.
        finding, _, remedy = failure.message.rpartition(": ")
        return _wrong(about, finding, remedy)


def _python(about: str, _patient: Patient) -> Finding:
    finding = f"Python {platform.python_version()}"
    if sys.version_info >= OLDEST_PYTHON:
        return _right(about, finding)
    return _wrong(about, finding, "install Python 3.11 or newer, then `make setup PYTHON=python3.13`")


def _node(about: str, _patient: Patient) -> Finding:
    node = node_folder() / "node"
    return _right(about, str(node)) if node.exists() else _wrong(about, "Node.js is missing", "run `make setup`")


def _cdk(about: str, _patient: Patient) -> Finding:
    package = PROJECT / "node_modules" / "aws-cdk" / "package.json"
    if not package.exists():
        return _wrong(about, "the CDK's command line is missing", "run `make setup`")
    return _right(about, f"CDK {json.loads(package.read_text(encoding='utf-8'))['version']}")


def _disk(about: str, _patient: Patient) -> Finding:
    free = shutil.disk_usage(PROJECT).free / 1e9
    finding = f"{free:.0f} GB free"
    if free >= FREE_GIGABYTES:
        return _right(about, finding)
    return _wrong(about, finding, f"free {FREE_GIGABYTES} GB: `make clean` deletes what was built here")


def _emulator(about: str, patient: Patient) -> Finding:
    here = patient.here
    running = here.emulator(here.home(patient.config.name)).running()
    if running and here.machine.is_healthy(running.endpoint):
        return _right(about, f"the cloud on this machine answers at {running.endpoint}")
    if running:
        return _wrong(about, f"it does not answer at {running.endpoint}", "run `banneret down`, then `banneret up`")
    return _wrong(about, "the cloud on this machine does not run", "run `banneret up`")


def _port(about: str, patient: Patient) -> Finding:
    here = patient.here
    if here.emulator(here.home(patient.config.name)).running():
        return _right(about, "taken by our own emulator")
    port = int(here.environment.get("BANNERET_PORT") or DEFAULT_PORT)
    if here.machine.is_free(port):
        return _right(about, f"port {port} is free")
    holder = here.machine.holder_of(port) or "another program"
    return _wrong(about, f"port {port} is taken by {holder}", "stop it, or choose another with --port or BANNERET_PORT")


def _credentials(about: str, patient: Patient) -> Finding:
    Cloud(region=patient.config.region).enter(patient.here.environment)
    return _right(about, f"account {patient.here.account.number()} in {patient.config.region}")


def _quota(about: str, patient: Patient) -> Finding:
    granted, needed = patient.here.account.function_quota(), patient.config.busiest
    finding = f"{granted} functions may run at once, {needed} are needed"
    if granted >= needed:
        return _right(about, finding)
    return _wrong(about, finding, "ask AWS for more (Service Quotas, Lambda, concurrent executions), or use stage dev")


def _deployed(about: str, patient: Patient) -> Finding:
    stage = patient.here.open_stage(patient.config.name)
    return _right(about, f"it stands: {stage.directory.rollout_machine.rpartition(':')[2]}")


def _dead_letters(about: str, patient: Patient) -> Finding:
    queue = patient.here.open_stage(patient.config.name).directory.dead_letter_queue
    letters = patient.here.account.messages_in(queue)
    if letters == 0:
        return _right(about, "none")
    return _wrong(about, f"{letters} wait", "see “Dead letters” in docs/operations.md")


def _alarms(about: str, patient: Patient) -> Finding:
    ringing = patient.here.account.alarms(patient.config.called(""))
    if not ringing:
        return _right(about, "none rings")
    return _wrong(about, ", ".join(ringing), "see “Alarms” in docs/operations.md")


Check = tuple[str, "Callable[[str, Patient], Finding]"]

MACHINE_CHECKS: tuple[Check, ...] = (("python", _python), ("node", _node), ("cdk", _cdk), ("disk", _disk))
LOCAL_CHECKS: tuple[Check, ...] = (("emulator", _emulator), ("port", _port))
ACCOUNT_CHECKS: tuple[Check, ...] = (("credentials", _credentials), ("quota", _quota))
STAGE_CHECKS: tuple[Check, ...] = (("dead letters", _dead_letters), ("alarms", _alarms))


def _right(about: str, finding: str) -> Finding:
    return Finding(about=about, verdict=Verdict.RIGHT, finding=finding)


def _wrong(about: str, finding: str, remedy: str) -> Finding:
    return Finding(about=about, verdict=Verdict.WRONG, finding=finding, remedy=remedy)
