"""Whether the account and the stage in it are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.checkup.finding import Finding, Patient, right, wrong
from cli.cloud import Cloud
from cli.letter_queues import letter_queues

if TYPE_CHECKING:
    from cli.checkup.finding import Check


def _credentials(about: str, patient: Patient) -> Finding:
    Cloud(region=patient.config.region).enter(patient.here.environment)
    return right(about, f"account {patient.here.account.number()} in {patient.config.region}")


def _quota(about: str, patient: Patient) -> Finding:
    granted, needed = patient.here.account.function_quota(), patient.config.busiest
    finding = f"{granted} functions may run at once, {needed} are needed"
    if granted >= needed:
        return right(about, finding)
    return wrong(about, finding, "ask AWS for more (Service Quotas, Lambda, concurrent executions), or use stage dev")


def deployed(about: str, patient: Patient) -> Finding:
    """Find whether the stage stands; the checks of what is in it make sense only then."""
    stage = patient.here.open_stage(patient.config.name)
    return right(about, f"it stands: {stage.directory.rollout_machine.rpartition(':')[2]}")


def _dead_letters(about: str, patient: Patient) -> Finding:
    directory = patient.here.open_stage(patient.config.name).directory
    letters = patient.here.account.messages_in(directory.dead_letter_queue)
    if letters == 0:
        return right(about, "none")
    return wrong(about, f"{letters} wait", "see “Dead letters” in docs/operations.md")


def _dead_actions(about: str, patient: Patient) -> Finding:
    directory = patient.here.open_stage(patient.config.name).directory
    actions = patient.here.account.messages_in(directory.actions_dead_letter_queue)
    if actions == 0:
        return right(about, "all are recorded or on their way")
    return wrong(about, f"{actions} could not be recorded", "mend the cause, then run `banneret actions redrive`")


def _dead_mails(about: str, patient: Patient) -> Finding:
    queues = letter_queues(patient.here.open_stage(patient.config.name).directory).values()
    letters = sum(patient.here.account.messages_in(queue.dead) for queue in queues)
    if letters == 0:
        return right(about, "all are sent or on their way")
    return wrong(about, f"{letters} could not be sent", "mend the cause, then run `banneret letters redrive`")


def _alarms(about: str, patient: Patient) -> Finding:
    ringing = patient.here.account.alarms(patient.config.called(""))
    if not ringing:
        return right(about, "none rings")
    return wrong(about, ", ".join(ringing), "see “Watch” in docs/operations.md")


ACCOUNT_CHECKS: tuple[Check, ...] = (("credentials", _credentials), ("quota", _quota))
STAGE_CHECKS: tuple[Check, ...] = (
    ("dead letters", _dead_letters),
    ("actions", _dead_actions),
    ("letters", _dead_mails),
    ("alarms", _alarms),
)
