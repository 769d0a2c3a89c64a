"""Whether this machine has what Banneret needs of it."""

from __future__ import annotations

import json
import platform
import shutil
import sys
from typing import TYPE_CHECKING

from cli.checkup.finding import Finding, Patient, right, wrong
from cli.deployment.cdk import node_folder
from cli.local_stage.emulator import DEFAULT_PORT
from cli.local_stage.home import PROJECT

if TYPE_CHECKING:
    from cli.checkup.finding import Check

OLDEST_PYTHON = (3, 11)

FREE_GIGABYTES = 2
"""The virtual environment takes 1.2 GB, bundles and the emulator's unpacked functions most of the rest."""


def _python(about: str, _patient: Patient) -> Finding:
    finding = f"Python {platform.python_version()}"
    if sys.version_info >= OLDEST_PYTHON:
        return right(about, finding)
    return wrong(about, finding, "install Python 3.11 or newer, then `make setup PYTHON=python3.13`")


def _node(about: str, _patient: Patient) -> Finding:
    node = node_folder() / "node"
    return right(about, str(node)) if node.exists() else wrong(about, "Node.js is missing", "run `make setup`")


def _cdk(about: str, _patient: Patient) -> Finding:
    package = PROJECT / "node_modules" / "aws-cdk" / "package.json"
    if not package.exists():
        return wrong(about, "the CDK's command line is missing", "run `make setup`")
    return right(about, f"CDK {json.loads(package.read_text(encoding='utf-8'))['version']}")


def _disk(about: str, _patient: Patient) -> Finding:
    free = shutil.disk_usage(PROJECT).free / 1e9
    finding = f"{free:.0f} GB free"
    if free >= FREE_GIGABYTES:
        return right(about, finding)
    return wrong(about, finding, f"free {FREE_GIGABYTES} GB: `make clean` deletes what was built here")


def _emulator(about: str, patient: Patient) -> Finding:
    here = patient.here
    running = here.emulator(here.home(patient.config.name)).running()
    if running and here.machine.is_healthy(running.endpoint):
        return right(about, f"the cloud on this machine answers at {running.endpoint}")
    if running:
        return wrong(about, f"it does not answer at {running.endpoint}", "run `banneret down`, then `banneret up`")
    return wrong(about, "the cloud on this machine does not run", "run `banneret up`")


def _port(about: str, patient: Patient) -> Finding:
    here = patient.here
    if here.emulator(here.home(patient.config.name)).running():
        return right(about, "taken by our own emulator")
    port = int(here.environment.get("BANNERET_PORT") or DEFAULT_PORT)
    if here.machine.is_free(port):
        return right(about, f"port {port} is free")
    holder = here.machine.holder_of(port) or "another program"
    return wrong(about, f"port {port} is taken by {holder}", "stop it, or choose another with --port or BANNERET_PORT")


MACHINE_CHECKS: tuple[Check, ...] = (("python", _python), ("node", _node), ("cdk", _cdk), ("disk", _disk))
LOCAL_CHECKS: tuple[Check, ...] = (("emulator", _emulator), ("port", _port))
