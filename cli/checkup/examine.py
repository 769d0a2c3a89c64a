"""All checks that make sense for a stage, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.checkup.cloud import ACCOUNT_CHECKS, STAGE_CHECKS, deployed
from cli.checkup.finding import Finding, Patient, Verdict, wrong
from cli.checkup.machine import LOCAL_CHECKS, MACHINE_CHECKS
from cli.failures import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def examine(patient: Patient) -> Iterator[Finding]:
    """Yield every finding; a check that fails says why and how to mend it, and the others go on."""
    for about, check in (*MACHINE_CHECKS, *(LOCAL_CHECKS if patient.is_here else ACCOUNT_CHECKS)):
        yield _examined(about, check, patient)
    stage = _examined("stage", deployed, patient)
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
        return wrong(about, finding, remedy)
